"""Public ids of what members see: random, so that no number tells how many there are or who came when."""

from __future__ import annotations

import secrets

#: Signs of a public id; as many as the rows of this portal will never guess through.
LENGTH = 12
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz"


def new_token() -> str:
    """A public id that nobody can guess, without signs that are mistaken for one another."""
    return "".join(secrets.choice(_SIGNS) for _place in range(LENGTH))
