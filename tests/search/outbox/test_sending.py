"""What changed reaches the engine as the database stands, once and for all, whatever goes wrong between."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.work.running import run_waiting
from search.engines.base import EngineDownError
from search.outbox import claiming, sending
from search.outbox.models import Change
from search.outbox.sending import send_some
from search.outbox.state import state
from search.outbox.waking import sweep
from tests.search.elsewhere import Cluster, ElsewhereEngine
from tests.search.library import Library


def rest() -> None:
    """Let every pause be over."""
    Change.objects.filter(given_up__isnull=True).update(next_try=timezone.now() - timedelta(seconds=1))


class SendingTests:
    def test_what_changed_is_sent_by_the_worker_and_then_forgotten(self, told: Library, elsewhere: Cluster) -> None:
        told.put(1, "Labour")
        told.put(2, "Debt")
        told.take_out(2)
        assert elsewhere.sent == []
        assert run_waiting() == 1
        assert set(elsewhere.live()) == {"thing:1"}
        assert elsewhere.sent == [["thing:1", "thing:2"]]
        assert not Change.objects.exists()

    def test_what_was_undone_is_not_sent(self, told: Library, elsewhere: Cluster) -> None:
        with pytest.raises(RuntimeError), transaction.atomic():
            told.put(1, "Labour")
            raise RuntimeError
        assert not Change.objects.exists()
        assert not DBTaskResult.objects.exists()

    def test_many_changes_wake_one_worker_and_are_sent_together(self, told: Library, elsewhere: Cluster) -> None:
        for number in range(250):
            told.put(number, "Labour")
        assert DBTaskResult.objects.count() == 1
        run_waiting()
        assert [len(keys) for keys in elsewhere.sent] == [100, 100, 50]

    def test_a_change_while_it_is_sent_is_sent_again(self, told: Library, elsewhere: Cluster) -> None:
        told.put(1, "Labour")
        elsewhere.meanwhile = lambda: told.put(1, "Labour that is forced")
        run_waiting()
        assert elsewhere.live()["thing:1"].title == "Labour that is forced"
        assert not Change.objects.exists()

    def test_a_slow_worker_does_not_undo_what_a_quick_one_did(self, told: Library, elsewhere: Cluster) -> None:
        told.put(1, "Old")

        def overtaken() -> None:
            told.put(1, "New")
            assert send_some() is False

        elsewhere.meanwhile = overtaken
        send_some()
        assert elsewhere.live()["thing:1"].title == "New"


class DownTests:
    def test_changes_wait_for_an_engine_that_is_down_and_nobody_counts_tries(
        self, told: Library, elsewhere: Cluster, caplog: pytest.LogCaptureFixture
    ) -> None:
        elsewhere.is_down = True
        told.put(1, "Labour")
        for _time in range(10):
            send_some()
            rest()
        assert caplog.text.count("Changes wait for the search engine") == 1
        assert (state().waiting, state().refused) == (1, 0)
        assert Change.objects.get().attempts == 0
        elsewhere.is_down = False
        send_some()
        assert set(elsewhere.live()) == {"thing:1"}
        assert state().waiting == 0

    def test_one_that_was_put_off_rests_and_lets_others_go_first(self, told: Library, elsewhere: Cluster) -> None:
        elsewhere.is_down = True
        told.put(1, "Labour")
        send_some()
        elsewhere.is_down = False
        told.put(2, "Debt")
        send_some()
        assert set(elsewhere.live()) == {"thing:2"}

    def test_the_sweep_wakes_a_worker_for_what_nobody_was_woken_for(self, told: Library, elsewhere: Cluster) -> None:
        told.put(1, "Labour")
        DBTaskResult.objects.all().delete()
        sweep()
        sweep()
        assert DBTaskResult.objects.count() == 1
        run_waiting()
        assert set(elsewhere.live()) == {"thing:1"}


class HangingTests:
    """An engine that neither answers nor refuses: every request lasts as long as whoever asks waits."""

    @pytest.fixture
    def clock(self, elsewhere: Cluster, monkeypatch: pytest.MonkeyPatch) -> list[float]:
        now = [100.0]

        def hang(*_asked: object) -> bool:
            now[0] += elsewhere.limits[-1]
            raise EngineDownError("The search server took too long to answer.")

        monkeypatch.setattr(sending, "time", SimpleNamespace(monotonic=lambda: now[0]))
        monkeypatch.setattr(sending, "_rest_until", 0.0)
        monkeypatch.setattr(sending, "_down", "")
        monkeypatch.setattr(elsewhere, "answer", hang)
        monkeypatch.setattr(ElsewhereEngine, "is_current", hang)
        return now

    def test_it_leaves_a_worker_most_of_the_time_for_other_tasks(
        self, told: Library, elsewhere: Cluster, clock: list[float]
    ) -> None:
        told.put(1, "Labour")
        begin = clock[0]
        send_some()
        rest()
        send_some()
        # Less than a lease, and then nothing at all for a while.
        assert clock[0] - begin == 20
        clock[0] += 11
        begin = clock[0]
        send_some()
        assert clock[0] - begin == 2
        assert Change.objects.get().attempts == 0


class RefusedTests:
    def test_what_is_refused_holds_up_nobody_and_is_given_up_after_eight_tries(
        self, told: Library, elsewhere: Cluster
    ) -> None:
        elsewhere.refuses["thing:1"] = "the title is no title"
        told.put(1, "Labour")
        told.put(2, "Debt")
        for _time in range(7):
            send_some()
            rest()
        assert set(elsewhere.live()) == {"thing:2"}
        assert (state().waiting, state().refused) == (1, 0)
        send_some()
        assert (state().waiting, state().refused) == (0, 1)
        assert Change.objects.get().reason == "the title is no title"
        rest()
        send_some()
        assert len([keys for keys in elsewhere.sent if "thing:1" in keys]) == 8

    def test_each_try_waits_longer(self, told: Library, elsewhere: Cluster) -> None:
        elsewhere.refuses["thing:1"] = "no"
        told.put(1, "Labour")
        pauses = []
        for _time in range(3):
            send_some()
            pauses.append(round((Change.objects.get().next_try - timezone.now()).total_seconds()))
            rest()
        assert pauses == [2, 4, 8]

    def test_a_later_change_that_goes_through_clears_it(self, told: Library, elsewhere: Cluster) -> None:
        told.put(1, "Labour")
        Change.objects.update(given_up=timezone.now(), attempts=8)
        told.put(1, "Labour, mended")
        send_some()
        assert not Change.objects.exists()

    def test_one_that_cannot_be_read_holds_up_nobody(
        self, told: Library, elsewhere: Cluster, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from portal import indexing

        told.put(1, "Labour")
        told.put(2, "Debt")
        whole = indexing._sources["thing"].record

        def read(key: str) -> object:
            if key == "thing:1":
                raise ValueError("broken")
            return whole(key)

        source = indexing._sources["thing"]
        monkeypatch.setitem(indexing._sources, "thing", type(source)(**{**vars(source), "record": read}))
        send_some()
        assert set(elsewhere.live()) == {"thing:2"}
        assert Change.objects.get().reason == "ValueError: broken"


class LeaseTests:
    def test_what_a_dead_worker_held_is_taken_over_when_its_lease_has_run_out(
        self, told: Library, elsewhere: Cluster
    ) -> None:
        told.put(1, "Labour")
        assert claiming.take() is not None
        assert claiming.take() is None
        send_some()
        assert elsewhere.live() == {}
        Change.objects.update(held_until=timezone.now() - timedelta(seconds=1))
        send_some()
        assert set(elsewhere.live()) == {"thing:1"}

    def test_who_lost_the_lease_deletes_nothing(self, told: Library, elsewhere: Cluster) -> None:
        told.put(1, "Labour")
        first = claiming.take()
        assert first is not None
        Change.objects.update(held_until=timezone.now() - timedelta(seconds=1))
        second = claiming.take()
        assert second is not None
        first.done(["thing:1"])
        first.put_off("late")
        assert Change.objects.get().held_by == second.token
        second.done(["thing:1"])
        assert not Change.objects.exists()

    def test_rows_of_one_key_are_claimed_together(self, told: Library, elsewhere: Cluster) -> None:
        for _time in range(3):
            told.put(1, "Labour")
        claim = claiming.take(most=1)
        assert claim is not None
        assert (len(claim.rows), claim.keys) == (3, ["thing:1"])
