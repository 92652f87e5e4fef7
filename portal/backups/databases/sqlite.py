"""SQLite: a copy made in one step while others write, and put in place as a file.

``VACUUM INTO`` reads as every reader does: nobody waits for it, and it begins anew for no write. A copy in steps would
begin anew with each of them and never end.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import connection

from portal.backups.databases.kinds import EMPTIED, MARK
from portal.backups.shelf import pieces_of
from portal.moving.source import Source
from portal.moving.target import tables

_SAID_BY_VACUUM = "database or disk is full"


class SqliteSnapshot:
    """A copy of the database, without what belongs into no backup."""

    path = "database.sqlite3"
    dumped_by = 0

    def __init__(self, copy: Path, source: Source) -> None:
        self._copy, self._source = copy, source

    def content(self) -> Iterator[bytes]:
        """The file."""
        with self._copy.open("rb") as file:
            yield from pieces_of(file)

    def tables(self) -> list[str]:
        """Those that the code knows and the copy has."""
        return [table for table in tables() if table in self._source.tables and table not in EMPTIED]

    def columns(self, table: str) -> list[str]:
        """In the order in which they were made."""
        return self._source.columns_in_order(table)

    def rows(self, table: str) -> Iterator[Sequence[str | None]]:
        """Told with the kind of each value, because in SQLite 1 and '1' are two."""
        return told(self._source.rows(table, self.columns(table)))

    def values(self, table: str, columns: Sequence[str], where: str = "") -> Iterator[Sequence[object]]:
        """As SQLite has them."""
        return self._source.rows(table, columns, where)

    def migrations(self) -> list[tuple[str, str]]:
        """Every migration that was applied."""
        return sorted(self._source.migrations())


@contextlib.contextmanager
def sqlite_snapshot(scratch: Path) -> Iterator[SqliteSnapshot]:
    """Copy the database; the copy is gone with the block. Raises CommandError where the disk has no room for it."""
    with tempfile.TemporaryDirectory(dir=scratch, prefix=".backup-") as passing:
        copy = Path(passing) / "copy.sqlite3"
        try:
            with contextlib.closing(sqlite3.connect(database_file(), timeout=20)) as live:
                live.execute("VACUUM INTO ?", [str(copy)])
            _empty(copy)
        except sqlite3.Error as error:
            if _SAID_BY_VACUUM in str(error):
                raise OSError(28, "No space left on device", str(scratch)) from error
            raise CommandError(f"The database could not be copied: {error}.") from error
        with Source(copy) as source:
            yield SqliteSnapshot(copy, source)


@contextlib.contextmanager
def sqlite_reading(file: Path) -> Iterator[SqliteSnapshot]:
    """A database file as it stands, only read: nothing is copied, and nobody waits."""
    with Source(file) as source:
        yield SqliteSnapshot(file, source)


class SqliteHome:
    """The database file in the data folder."""

    def require_empty(self) -> None:
        """Raise CommandError for a database that holds anything but the mark of a restore."""
        names = set(connection.introspection.table_names())
        if names and MARK not in names:
            raise CommandError(
                f"There is a database already: {database_file()}. A restore goes into an empty place: name another"
                " data folder in PORTAL_DATA_DIR, or move that file away."
            )

    def begun(self) -> str:
        """What the mark says."""
        return told_by_mark()

    def load(self, pieces: Iterable[bytes], identity: str, dumped_by: int) -> None:
        """Write the file beside, look at it, mark it, and put it in place in one step."""
        place = database_file()
        place.parent.mkdir(parents=True, exist_ok=True)
        coming = place.with_name(place.name + ".restoring")
        coming.unlink(missing_ok=True)
        try:
            with open(os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                for piece in pieces:
                    file.write(piece)
            with contextlib.closing(sqlite3.connect(coming)) as database:
                if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                    raise CommandError("The database in the backup is damaged. Take another backup.")
                database.execute(f"CREATE TABLE IF NOT EXISTS {MARK} (identity text NOT NULL)")
                database.execute(f"INSERT INTO {MARK} VALUES (?)", [identity])
                database.commit()
            self.undo(keep=coming)
            coming.replace(place)
        except BaseException:
            coming.unlink(missing_ok=True)
            raise

    def columns(self, table: str) -> list[str]:
        """In the order in which they were made."""
        with Source(database_file()) as source:
            return source.columns_in_order(table)

    def rows(self, table: str) -> Iterator[Sequence[str | None]]:
        """Told as those of the snapshot."""
        with Source(database_file()) as source:
            yield from told(source.rows(table, source.columns_in_order(table)))

    def end(self) -> None:
        """Take the mark away."""
        drop_mark()

    def undo(self, keep: Path | None = None) -> None:
        """Delete the file and what lies beside it."""
        connection.close()
        place = database_file()
        for ending in ("", "-wal", "-shm", "-journal", ".restoring"):
            file = place.with_name(place.name + ending)
            if file != keep:
                file.unlink(missing_ok=True)


def database_file() -> Path:
    """Where the database of this portal lies."""
    return Path(str(connection.settings_dict["NAME"]))


def told(rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[str | None]]:
    """Each value as a text that tells its kind as well."""
    for row in rows:
        yield [_told(value) for value in row]


def _told(value: Any) -> str | None:
    if value is None or not isinstance(value, str | bytes):
        return None if value is None else f"{type(value).__name__} {value!r}"
    raw = value if isinstance(value, bytes) else value.encode("utf-8", "surrogateescape")
    # A text may hold bytes that are none; told so, every sequence of bytes is a text of its own.
    return f"{type(value).__name__} {raw.decode('latin-1')}"


def told_by_mark() -> str:
    """The identity in the mark of either kind of database; empty without one."""
    if MARK not in connection.introspection.table_names():
        return ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT identity FROM {MARK}")
        row = cursor.fetchone()
    return str(row[0]) if row else "unknown"


def drop_mark() -> None:
    """Take the mark out of either kind of database."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {MARK}")


def _empty(copy: Path) -> None:
    """Take out what belongs into no backup, the bytes of it included."""
    with contextlib.closing(sqlite3.connect(copy)) as database:
        database.execute("PRAGMA journal_mode = DELETE")
        database.execute("PRAGMA secure_delete = ON")
        there = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in there.intersection(EMPTIED):
            database.execute(f'DELETE FROM "{table}"')
        if MARK in there:
            raise CommandError("A restore into this database has not come to its end: start manage.py restore again.")
        database.commit()
