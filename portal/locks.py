"""Waiting for others: not long where somebody waits for an answer, and until they are done where order matters."""

from __future__ import annotations

import hashlib
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


def alone(purpose: str) -> None:
    """Wait until nobody else is at the same, and keep others from it until the caller's transaction ends.

    For what no row could be held for, because it is only about to be made. SQLite holds the whole database from the
    start of a transaction, so there is nothing to do there. Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("Others are kept away until the end of a transaction, and there is none.")
    if connection.vendor == "postgresql":
        number = int.from_bytes(hashlib.sha256(purpose.encode()).digest()[:8], signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
