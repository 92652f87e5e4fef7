"""How the hash of an entry is made: of the hash before it, and of everything the entry says.

The hash is the SHA-256, in small hexadecimal digits, of one line of text in UTF-8, which is a JSON list without spaces
between its parts::

    [form, number, previous, id, at, actor, pseudonym, action, kind, key, label, details]

``form`` is the number of this way of writing, 1. ``number`` counts the entries from 1 on. ``previous`` is the hash of
the entry before, sixty-four noughts for the first. ``at`` is the moment in UTC, like
``2026-11-22T17:00:00.000000+00:00``. Where nothing is kept ``actor`` is ``null``, and texts are empty. Texts are
written in ASCII, everything else as ``\\uXXXX``. The names within ``details`` stand in the order of their letters, and
numbers without an exponent and without noughts at their end, because the two databases write them differently.

Whoever changes any of this adds a form and leaves those there are as they stand: the chain is as old as the portal.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Protocol

#: The form in which hashes are made now.
FORM = 1
#: What stands before the first entry.
START = "0" * 64


class Told(Protocol):
    """What is hashed of an entry."""

    id: int
    at: datetime
    actor_id: int | None
    pseudonym: str
    action: str
    object_type: str
    object_key: str
    label: str
    details: Any


def hash_of(entry: Told, number: int, previous: str, form: int = FORM) -> str:
    """The hash of an entry at its place. Raises ValueError for a form that there is not."""
    if form != FORM:
        raise ValueError(f"No hash is made in the form {form}.")
    return hashlib.sha256(line_of(entry, number, previous).encode("ascii")).hexdigest()


def line_of(entry: Told, number: int, previous: str) -> str:
    """The line that is hashed, in form 1."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    parts = [FORM, number, previous, entry.id, at, entry.actor_id, entry.pseudonym, entry.action]
    return _written([*parts, entry.object_type, entry.object_key, entry.label, entry.details])


def _written(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=True)
    if isinstance(value, int | float | Decimal):
        return _number(value)
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{_written(str(name))}:{_written(value[name])}" for name in sorted(value)) + "}"
    if isinstance(value, Sequence):
        return "[" + ",".join(map(_written, value)) + "]"
    raise ValueError(f"An entry holds no {type(value).__name__}.")


def _number(value: float | Decimal) -> str:
    number = Decimal(repr(value) if isinstance(value, float) else value)
    if not number.is_finite():
        raise ValueError("An entry holds no number without an end.")
    # Nought has one way of being written, whatever stood before and behind it.
    return f"{number.normalize():f}" if number else "0"
