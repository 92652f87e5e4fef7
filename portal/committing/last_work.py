"""Work that waits for the end of a transaction, and is then done inside it.

``transaction.on_commit`` comes after the commit, when a crash loses what it would have done. What is left here stands
or falls with the transaction, and whatever it locks is locked last and for the time of the commit alone: nobody who
holds it waits for anything else, so that it closes no circle of locks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import DatabaseError

#: Is given the connection and all that was left for it in this transaction, in the order in which it was left.
Work = Callable[[Any, list[Any]], None]


class LastWork:
    """A connection that does what was left for the end of a transaction before it commits."""

    # What Django's own class of the database brings.
    in_atomic_block: bool

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._left: dict[Work, list[Any]] = {}

    def before_commit(self, work: Work, item: Any) -> None:
        """Have ``work`` called once before the commit, with this item among all that were left for it.

        What was left within a savepoint stays when the savepoint is rolled back: the work looks what is still there.
        Raises RuntimeError outside a transaction.
        """
        if not self.in_atomic_block:
            raise RuntimeError("Something was left for the end of a transaction, and there is none.")
        self._left.setdefault(work, []).append(item)

    def do_what_is_left(self) -> None:
        """Do it now, in the transaction that is open. Raises ``django.db.DatabaseError`` for whatever goes wrong."""
        left, self._left = self._left, {}
        if not left:
            return
        was, self.in_atomic_block = self.in_atomic_block, True
        try:
            for work, items in left.items():
                work(self, items)
        except DatabaseError:
            raise
        except Exception as error:
            # Of no other kind is Django ready to roll back at this point.
            raise DatabaseError(f"What is done before a commit failed: {error}") from error
        finally:
            self.in_atomic_block = was

    def commit(self) -> None:
        """Do what was left, then commit; Django rolls back when either fails."""
        self.do_what_is_left()
        super().commit()  # type: ignore[misc]

    def rollback(self) -> None:
        """Roll back, and forget what was left."""
        self._left = {}
        super().rollback()  # type: ignore[misc]

    def close(self) -> None:
        """Close, and forget what was left: an open transaction is rolled back by it."""
        self._left = {}
        super().close()  # type: ignore[misc]
