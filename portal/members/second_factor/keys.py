"""Secrets of second proofs, unreadable in the database: closed under a key that lies outside it.

The first key of the setting closes, each of them opens. To change keys, write the new one before the old, run
``manage.py rotate_keys``, and take the old one out.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

#: How a closed secret begins: it tells that it is one, and the way it was closed.
MARK = "f1:"


class UnreadableSecretError(Exception):
    """A secret that none of the keys opens."""


def close(secret: str) -> str:
    """The secret as the database keeps it."""
    return MARK + _keys().encrypt(secret.encode()).decode("ascii")


def open_again(closed: str) -> str:
    """The secret itself. Raises UnreadableSecretError where no key fits, or where it was never closed."""
    if not closed.startswith(MARK):
        raise UnreadableSecretError
    try:
        return _keys().decrypt(closed.removeprefix(MARK).encode("ascii")).decode()
    except (InvalidToken, UnicodeEncodeError) as error:
        raise UnreadableSecretError from error


def is_under_first_key(closed: str) -> bool:
    """Whether the newest key alone opens it."""
    try:
        _fernets()[0].decrypt(closed.removeprefix(MARK).encode("ascii"))
    except InvalidToken:
        return False
    return True


def _keys() -> MultiFernet:
    return MultiFernet(_fernets())


def _fernets() -> Sequence[Fernet]:
    """A key of the kind Fernet asks for from each long random text; such a text needs no slow derivation."""
    digests = [hashlib.sha256(b"second factor " + key.encode()).digest() for key in settings.SECOND_FACTOR_KEYS]
    return [Fernet(base64.urlsafe_b64encode(digest)) for digest in digests]
