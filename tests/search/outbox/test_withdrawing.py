"""What must not be found any more leaves the index before the request answers, or later if the engine is down."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import transaction

from portal.work.running import run_waiting
from search.breaker import breaker
from search.engines.outside import InsideTransactionError
from search.outbox import claiming, withdrawing
from search.outbox.models import Change
from tests.search.elsewhere import Cluster, ElsewhereEngine
from tests.search.library import Library

Committed = Callable[..., AbstractContextManager[list[Callable[[], object]]]]


class CommittedTests:
    @pytest.mark.django_db(transaction=True)
    def test_a_text_that_is_withdrawn_is_out_once_that_is_committed(self, told: Library, elsewhere: Cluster) -> None:
        told.put(1, "Labour")
        run_waiting()
        with transaction.atomic():
            told.take_out(1)
            assert set(elsewhere.live()) == {"thing:1"}
        assert elsewhere.live() == {}
        run_waiting()
        assert not Change.objects.exists()

    @pytest.mark.django_db(transaction=True)
    def test_what_was_undone_before_does_not_keep_the_next_from_leaving(
        self, told: Library, elsewhere: Cluster, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(withdrawing, "MOST_REMOVED", 1)
        told.put(1, "Labour")
        record = told.records["thing:1"]
        run_waiting()
        with pytest.raises(RuntimeError), transaction.atomic():
            told.take_out(1)
            raise RuntimeError
        told.records["thing:1"] = record
        told.take_out(1)
        assert elsewhere.live() == {}
        run_waiting()


class WithdrawingTests:
    @pytest.fixture(autouse=True)
    def three_texts(self, told: Library, elsewhere: Cluster) -> None:
        for number in (1, 2, 3):
            told.put(number, "Labour")
        run_waiting()
        elsewhere.asked = 0

    def test_a_stricter_marking_takes_it_from_those_who_may_not_read_it(
        self, told: Library, elsewhere: Cluster, django_capture_on_commit_callbacks: Committed
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            told.put(1, "Labour", partition="green")
        assert elsewhere.held[("clear", "thing:1")][1] is None
        run_waiting()
        assert elsewhere.live()["thing:1"].partition == "green"

    def test_many_of_one_transaction_are_taken_out_at_once(
        self, told: Library, elsewhere: Cluster, django_capture_on_commit_callbacks: Committed
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            for number in (1, 2, 3):
                told.take_out(number)
        assert (elsewhere.live(), elsewhere.asked) == ({}, 1)

    def test_more_than_one_request_holds_are_taken_out_in_several(
        self,
        told: Library,
        elsewhere: Cluster,
        monkeypatch: pytest.MonkeyPatch,
        django_capture_on_commit_callbacks: Committed,
    ) -> None:
        monkeypatch.setattr(withdrawing, "REMOVED_AT_ONCE", 2)
        with django_capture_on_commit_callbacks(execute=True):
            for number in (1, 2, 3):
                told.take_out(number)
        assert (elsewhere.live(), elsewhere.asked) == ({}, 2)

    def test_what_is_left_to_the_worker_goes_before_what_has_waited_longer(
        self, told: Library, elsewhere: Cluster
    ) -> None:
        told.put(4, "Quite new")
        told.take_out(1)
        claim = claiming.take(most=1)
        assert claim is not None
        assert claim.keys == ["thing:1"]

    def test_what_stays_readable_waits_for_the_worker(
        self, told: Library, elsewhere: Cluster, django_capture_on_commit_callbacks: Committed
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            told.put(1, "Debt")
            told.put(4, "Quite new")
        assert elsewhere.asked == 0

    def test_what_was_undone_stays(
        self, told: Library, elsewhere: Cluster, django_capture_on_commit_callbacks: Committed
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            record = told.records["thing:1"]
            with pytest.raises(RuntimeError), transaction.atomic():
                told.take_out(1)
                raise RuntimeError
            told.records["thing:1"] = record
            told.take_out(2)
        assert set(elsewhere.live()) == {"thing:1", "thing:3"}

    def test_nothing_fails_when_the_engine_is_down(
        self, told: Library, elsewhere: Cluster, django_capture_on_commit_callbacks: Committed
    ) -> None:
        elsewhere.is_down = True
        with django_capture_on_commit_callbacks(execute=True):
            told.take_out(1)
        assert breaker.reason
        with django_capture_on_commit_callbacks(execute=True):
            told.take_out(2)
        assert elsewhere.asked == 1
        elsewhere.is_down = False
        run_waiting()
        assert set(elsewhere.live()) == {"thing:3"}

    def test_no_engine_elsewhere_is_called_inside_a_transaction(self, elsewhere: Cluster) -> None:
        with transaction.atomic(), pytest.raises(InsideTransactionError):
            ElsewhereEngine(elsewhere).remove("thing:1")
