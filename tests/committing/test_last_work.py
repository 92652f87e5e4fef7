"""Work for the end of a transaction is done inside it, once, and goes with it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connections

from portal.committing.last_work import LastWork


class Plain:
    """A connection that keeps what it is told."""

    def __init__(self) -> None:
        self.in_atomic_block, self.said = True, list[Any]()

    def commit(self) -> None:
        self.said.append("commit")

    def rollback(self) -> None:
        self.said.append("rollback")

    def close(self) -> None:
        self.said.append("close")


class Working(LastWork, Plain):
    """The same, with work before the commit."""


def work(to: Any, items: list[Any]) -> None:
    assert to.in_atomic_block, "it is done in the transaction"
    to.said.append(items)


class LastWorkTests:
    @pytest.fixture
    def place(self) -> Working:
        place = Working()
        for item in (1, 2):
            place.before_commit(work, item)
        # As Django leaves it before it commits.
        place.in_atomic_block = False
        return place

    def test_it_is_done_once_for_all_items_and_then_committed(self, place: Working) -> None:
        place.commit()
        place.commit()
        assert place.said == [[1, 2], "commit", "commit"]
        assert not place.in_atomic_block

    @pytest.mark.parametrize("end", ["rollback", "close"])
    def test_it_is_forgotten_with_the_transaction(self, place: Working, end: str) -> None:
        getattr(place, end)()
        place.commit()
        assert place.said == [end, "commit"]

    def test_what_fails_commits_nothing_and_is_an_error_on_which_django_rolls_back(self, place: Working) -> None:
        def fail(_to: Any, _items: list[Any]) -> None:
            raise ValueError("no")

        place.in_atomic_block = True
        place.before_commit(fail, 1)
        with pytest.raises(DatabaseError, match="failed: no"):
            place.commit()
        assert "commit" not in place.said

    def test_without_a_transaction_nothing_can_be_left(self, place: Working) -> None:
        with pytest.raises(RuntimeError, match="end of a transaction"):
            place.before_commit(work, 3)

    def test_the_portal_has_such_a_connection(self) -> None:
        assert isinstance(connections["default"], LastWork)
