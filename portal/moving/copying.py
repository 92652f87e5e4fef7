"""The move itself: look through everything, copy it, compare it. The old database is only ever read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.management.base import CommandError

from portal.moving import target
from portal.moving.digests import Digest
from portal.moving.source import Source
from portal.moving.values import Column, UnfitError
from portal.progress import Progress

#: So many rows that PostgreSQL would refuse are named at once.
_MOST_TROUBLES = 20


@dataclass
class Moved:
    """What was found and done. ``digests`` holds what each table of the old database holds."""

    digests: dict[str, Digest] = field(default_factory=dict)
    left_behind: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(digest.rows for digest in self.digests.values())


def move(source: Source, progress: Progress) -> Moved:
    """Move everything. Raises CommandError, after which the same can be begun again."""
    target.begin()
    _same_version(source)
    tables = {table: target.columns(table) for table in target.tables()}
    _same_tables(source, tables)
    moved = Moved(left_behind=sorted(source.tables - set(tables) - target.LEFT_OUT))
    total = sum(source.count(table) for table in tables)
    progress.of("rows looked through", total)
    moved.digests = _look_through(source, tables, progress)
    progress.of("rows copied", total)
    highest = source.highest_numbers()
    for table, columns in tables.items():
        digest = str(moved.digests[table])
        if target.copied(table) != digest:
            target.fill(table, columns, _sent(source, table, columns, progress), digest)
        else:
            progress.step(moved.digests[table].rows)
        target.number_on(table, highest.get(table, 0))
    progress.of("rows compared", total)
    _compare(moved, tables, progress)
    if source.was_written_to():
        raise CommandError(
            "Somebody wrote to the old database meanwhile. Stop its web server and its worker, and start again:"
            " only what differs is copied."
        )
    target.end()
    return moved


def _same_version(source: Source) -> None:
    """Raise CommandError unless both databases were made by the same migrations."""
    old, new = source.migrations(), target.migrations()
    if missing := sorted(new - old):
        raise CommandError(
            f"The old database lacks the migration {'.'.join(missing[0])}: run manage.py migrate on it"
            " (without DATABASE_URL), and start again."
        )


def _same_tables(source: Source, tables: dict[str, list[Column]]) -> None:
    """Raise CommandError for a table that does not look alike in both."""
    for table, columns in tables.items():
        if table not in source.tables or source.columns(table) != {column.name for column in columns}:
            raise CommandError(f"The table {table} does not look alike in the two databases: are both of this version?")


def _look_through(source: Source, tables: dict[str, list[Column]], progress: Progress) -> dict[str, Digest]:
    """What each table holds. Raises CommandError that names each row which PostgreSQL would refuse."""
    troubles = [
        f"{table}, row {row}: leads to a row of {parent} that is not there" for table, row, parent in source.dangling()
    ]
    digests: dict[str, Digest] = {}
    for table, columns in tables.items():
        digest = digests[table] = Digest()
        for row in source.rows(table, [column.name for column in columns]):
            digest.add(
                [_plain(table, row, column, value, troubles) for column, value in zip(columns, row, strict=True)]
            )
            progress.step()
    if troubles:
        more = f"\n(and {len(troubles) - _MOST_TROUBLES} more)" if len(troubles) > _MOST_TROUBLES else ""
        listed = "\n".join(troubles[:_MOST_TROUBLES])
        raise CommandError(f"Nothing was copied. Mend this in the old database, and start again:\n{listed}{more}")
    return digests


def _plain(table: str, row: Sequence[Any], column: Column, value: Any, troubles: list[str]) -> str | None:
    if value is None:
        return None
    try:
        return column.plain(value)
    except UnfitError as unfit:
        troubles.append(f"{table}, row {row[0]}, column {column.name}: {unfit}")
        return None


def _sent(source: Source, table: str, columns: Sequence[Column], progress: Progress) -> Iterator[Sequence[str | None]]:
    for row in source.rows(table, [column.name for column in columns]):
        yield [column.sent(value) for column, value in zip(columns, row, strict=True)]
        progress.step()


def _compare(moved: Moved, tables: dict[str, list[Column]], progress: Progress) -> None:
    """Raise CommandError unless every table holds the same rows in both databases."""
    different = []
    for table, columns in tables.items():
        digest = Digest()
        for row in target.told(table, columns):
            digest.add(
                [None if value is None else column.plain(value) for column, value in zip(columns, row, strict=True)]
            )
            progress.step()
        if digest != moved.digests[table]:
            target.forget(table)
            different.append(f"{table} ({digest.rows} rows, should be {moved.digests[table].rows})")
    if different:
        raise CommandError(f"These tables differ; start again, and they are copied anew: {', '.join(different)}.")
