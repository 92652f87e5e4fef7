"""Waiting for others: not long where somebody waits for an answer, and until they are done where order matters."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def hurried(milliseconds: int) -> Iterator[None]:
    """Give up on what others have locked within so long, where it would otherwise be waited for many seconds.

    In SQLite that is the whole database, in PostgreSQL a row or a table. What gives up raises
    ``django.db.OperationalError``.
    """
    if connection.vendor == "postgresql":
        with _hurried_in_postgresql(milliseconds):
            yield
        return
    with connection.cursor() as cursor:
        usual = int(cursor.execute("PRAGMA busy_timeout").fetchone()[0])
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds:d}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


@contextmanager
def _hurried_in_postgresql(milliseconds: int) -> Iterator[None]:
    ours = connection.in_atomic_block
    usual = _set_lock_timeout(f"{milliseconds:d}ms", until_its_end=ours)
    try:
        yield
    except BaseException:
        # A transaction that failed takes no more statements, and its settings end with it.
        if not ours:
            _set_lock_timeout(usual, until_its_end=False)
        raise
    _set_lock_timeout(usual, until_its_end=ours)


def _set_lock_timeout(value: str, *, until_its_end: bool) -> str:
    """Set how long statements wait for locks, of this transaction or from now on; answers what it was."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        was = str(cursor.fetchone()[0])
        cursor.execute("SELECT set_config('lock_timeout', %s, %s)", [value, until_its_end])
    return was


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
