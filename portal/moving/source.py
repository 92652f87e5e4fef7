"""The SQLite database that is moved: read only, and all of it as it was at one moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

_AT_ONCE = 200


class Source:
    """The old database, from :meth:`__enter__` to the end of the block as it was at its beginning."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_file():
            raise CommandError(f"There is no database at {path}: name the file with --from.")

    def __enter__(self) -> Source:
        self._connection = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
        self._connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        self._version = self._data_version()
        self._connection.execute("BEGIN")
        try:
            self.tables = self._tables()
        except sqlite3.DatabaseError as error:
            raise CommandError(f"{self.path} is no database of this portal: {error}.") from error
        return self

    def __exit__(self, *_exception: object) -> None:
        self._connection.close()

    def columns(self, table: str) -> set[str]:
        """The names of a table's columns."""
        return set(self.columns_in_order(table))

    def columns_in_order(self, table: str) -> list[str]:
        """The same, as they were made; empty for a table that there is not."""
        return [row[1] for row in self._connection.execute(f'PRAGMA table_info("{table}")')]

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return int(self._connection.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0])

    def rows(self, table: str, columns: Sequence[str], where: str = "") -> Iterator[Sequence[Any]]:
        """Every row; so few in memory at once that even the largest versions of pages find room.

        ``where`` is whatever follows the name of the table in SQL.
        """
        named = ", ".join(f'"{column}"' for column in columns)
        cursor = self._connection.execute(f'SELECT {named} FROM "{table}" {where}')
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from rows

    def migrations(self) -> set[tuple[str, str]]:
        """Every migration that was applied."""
        return set(self._connection.execute("SELECT app, name FROM django_migrations"))

    def highest_numbers(self) -> dict[str, int]:
        """The highest number each table has ever given to a row, whether or not that row is still there."""
        return dict(self._connection.execute("SELECT name, seq FROM sqlite_sequence"))

    def dangling(self) -> list[tuple[str, Any, str]]:
        """Links that lead to nothing: the table, the row, and the table it should lead to."""
        found = self._connection.execute("PRAGMA foreign_key_check").fetchmany(20)
        return [(table, row, parent) for table, row, parent, _number in found]

    def was_written_to(self) -> bool:
        """Whether anybody has written since the beginning; the snapshot ends with this question."""
        self._connection.execute("COMMIT")
        return self._data_version() != self._version

    def _tables(self) -> set[str]:
        return {row[0] for row in self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
