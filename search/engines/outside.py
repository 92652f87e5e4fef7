"""No engine of its own process is called inside a transaction: it would hold locks for as long as a network pleases,
and what it was told would stand though the transaction may yet be undone.
"""

from __future__ import annotations

from django.db import connection


class InsideTransactionError(RuntimeError):
    """Somebody called an engine that keeps its index elsewhere in the middle of a transaction."""


def require_outside() -> None:
    """Raise InsideTransactionError in a transaction. Those in which the tests wrap each case do not count."""
    blocks = connection.atomic_blocks if connection.in_atomic_block else ()
    if any(not getattr(block, "_from_testcase", False) for block in blocks):
        raise InsideTransactionError(
            "An engine was called inside a transaction: note the change in the outbox instead."
        )
