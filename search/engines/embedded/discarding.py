"""Taking away full-text tables that nobody reads any more.

SQLite overwrites what it frees. With a table of a hundred thousand texts that takes many seconds, and nobody could
write in the meantime. So a table is put aside under another name, which takes no time, and is then emptied in short
transactions with pauses before it goes.
"""

from __future__ import annotations

import time

from django.db import connection, transaction

from search.engines.embedded.tables import ASIDE, tables_aside

#: Rows that go in one transaction: some megabytes.
ROWS = 200
#: Between two of them, for whoever waits to write.
PAUSE_SECONDS = 0.03

# FTS5 keeps the texts in one table and the index over them in another, whose first rows tell what the others are.
_LARGE = ("content", "data")
_FIRST_ROWS = 10


def put_aside(table: str) -> None:
    """Give a full-text table the name of what is to be taken away. For the caller's transaction."""
    _execute(f"ALTER TABLE {table} RENAME TO {table}{ASIDE}")


def discard() -> None:
    """Take away every table that was put aside, also by a rebuild that was broken off."""
    for table in tables_aside():
        _empty(table)
        _execute(f"DROP TABLE {table}")


def exists(table: str) -> bool:
    """Whether there is a table of this name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = %s", [table])
        return cursor.fetchone() is not None


def _empty(table: str) -> None:
    for part in _LARGE:
        some = f"SELECT id FROM {table}_{part} WHERE id > {_FIRST_ROWS} ORDER BY id LIMIT {ROWS}"
        while _execute(f"DELETE FROM {table}_{part} WHERE id IN ({some})"):
            if not connection.in_atomic_block:
                time.sleep(PAUSE_SECONDS)


def _execute(statement: str) -> int:
    """How many rows a statement changed, in a transaction of its own unless there is one."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return max(0, cursor.rowcount)
