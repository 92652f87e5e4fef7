"""The log of the old machine, read from wherever it survived: an exported file, plain or closed, or its database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from portal.backups.closing import DamagedError, WrongKeyError, opened
from portal.backups.databases.sqlite import sqlite_reading
from portal.backups.log_telling import everything
from portal.backups.shelf import BackupError, is_closed

_SQLITE = b"SQLite format 3\x00"
#: The name an exported log is closed under.
NAME = "log"


def read(file: Path, key: str) -> Iterator[dict[str, Any]]:
    """Everything in it, as told by ``log_telling``; details as an object. Raises BackupError with a sentence."""
    try:
        with file.open("rb") as beginning:
            is_database = beginning.read(len(_SQLITE)) == _SQLITE
    except OSError as error:
        raise BackupError(f"The log in {file} cannot be read: {error.strerror}.") from error
    if is_database:
        with sqlite_reading(file) as snapshot:
            yield from map(_whole, everything(snapshot))
        return
    if is_closed(file) and not key:
        raise BackupError(f"{file} is closed: give its key in PORTAL_BACKUP_KEY, or in a file with --key-file.")
    try:
        yield from (_whole(json.loads(line)) for line in _lines(file, key if is_closed(file) else ""))
    except WrongKeyError:
        raise BackupError(f"{file} was closed under another key than the one given.") from None
    except (DamagedError, ValueError, TypeError) as error:
        raise BackupError(f"{file} is no log that this portal exported, or was changed.") from error


def _lines(file: Path, key: str) -> Iterator[bytes]:
    with file.open("rb") as held:
        if not key:
            yield from held
            return
        rest = b""
        for piece in opened(held, key, NAME):
            *whole, rest = (rest + piece).split(b"\n")
            yield from whole
        if rest:
            yield rest


def _whole(told: dict[str, Any]) -> dict[str, Any]:
    if told.get("kind") not in {"entry", "page", "thing"}:
        raise ValueError("A line of another kind.")
    if isinstance(told.get("details"), str):
        told["details"] = json.loads(told["details"])
    return told
