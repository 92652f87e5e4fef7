"""Waiting for a locked database, where somebody waits for an answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def hurried(milliseconds: int) -> Iterator[None]:
    """Give up on a locked database within so long, where it would otherwise be waited for many seconds.

    What gives up raises ``django.db.OperationalError``. Only SQLite locks all of a database.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        usual = int(cursor.execute("PRAGMA busy_timeout").fetchone()[0])
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds:d}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
