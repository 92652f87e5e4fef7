"""Whatever went wrong by day, index and database agree the day after."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.work.running import run_waiting
from search.engines import engine_within
from search.index import drift
from search.models import IndexedText
from search.outbox import keeping, writing
from search.outbox.models import Change, Comparison
from search.outbox.reconciling import have_compared, reconcile
from search.outbox.sending import send_some
from search.outbox.state import state
from search.suggestions.models import Suggestible
from search.tasks import build_index
from tests.search.elsewhere import Cluster
from tests.search.library import Library


@pytest.fixture(autouse=True)
def drifted(told: Library, elsewhere: Cluster) -> None:
    """One text is missing, one is stale, one is left over."""
    for number in (1, 2, 3):
        told.put(number, "Labour")
    send_some()
    del elsewhere.held[("clear", "thing:1")]
    told.put(2, "Debt")
    told.take_out(3)
    Change.objects.all().delete()


class ReconcilingTests:
    def test_what_differs_is_counted_and_sent_again(self, elsewhere: Cluster) -> None:
        assert reconcile() == 3
        assert state().drift == 3
        send_some()
        assert {key: record.title for key, record in elsewhere.live().items()} == {
            "thing:1": "Labour",
            "thing:2": "Debt",
        }
        assert reconcile() == 0
        assert state().drift == 0

    def test_what_is_on_its_way_to_the_engine_is_no_difference(self, told: Library, elsewhere: Cluster) -> None:
        reconcile()
        told.put(4, "Quite new")
        assert reconcile() == 0

    def test_a_thousand_differences_wake_one_worker_with_one_look(
        self, elsewhere: Cluster, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        woken: list[int] = []
        monkeypatch.setattr(writing, "wake", lambda: woken.append(1))
        reconcile()
        assert len(woken) == 1

    def test_what_answers_in_the_place_of_the_engine_and_what_is_suggested_is_mended_as_well(
        self, told: Library, elsewhere: Cluster
    ) -> None:
        IndexedText.objects.filter(key="thing:1").delete()
        IndexedText.objects.filter(key="thing:2").update(fingerprint="another")
        Suggestible.objects.filter(owner="thing:1").update(text="What nobody may read")
        Suggestible.objects.filter(owner="thing:2").update(owner="thing:9")
        reconcile()
        assert not drift(engine_within())
        IndexedText.objects.get(key="thing:1")
        Suggestible.objects.filter(owner="thing:2").update(text="What nobody may read")
        reconcile()
        assert not Suggestible.objects.filter(text="What nobody may read").exists()

    def test_it_is_done_once_a_day_and_once_the_engine_is_up(self, elsewhere: Cluster) -> None:
        DBTaskResult.objects.all().delete()
        elsewhere.is_down = True
        have_compared()
        have_compared()
        assert DBTaskResult.objects.count() == 1
        run_waiting()
        assert not Comparison.objects.exists()
        elsewhere.is_down = False
        have_compared()
        run_waiting()
        have_compared()
        assert state().drift == 3
        assert not DBTaskResult.objects.ready().exists()
        Comparison.objects.update(at=timezone.now() - timedelta(days=1))
        have_compared()
        assert DBTaskResult.objects.ready().exists()


class CommandTests:
    def test_differences_are_named_and_mended_through_the_outbox(self, elsewhere: Cluster) -> None:
        out = StringIO()
        with pytest.raises(SystemExit):
            call_command("check_index", stdout=out, verbosity=0)
        assert out.getvalue().splitlines() == ["missing: thing:1", "stale: thing:2", "left over: thing:3"]
        call_command("check_index", "--fix", stdout=StringIO(), verbosity=0)
        assert set(elsewhere.live()) == {"thing:1", "thing:2"}
        call_command("check_index", stdout=StringIO(), verbosity=0)

    def test_once_they_are_mended_nobody_is_told_any_more_to_mend_them(self, elsewhere: Cluster) -> None:
        reconcile()
        assert state().drift == 3
        call_command("check_index", "--fix", stdout=StringIO(), verbosity=0)
        assert state().drift == 0

    def test_what_is_on_its_way_is_no_difference(self, told: Library, elsewhere: Cluster) -> None:
        reconcile()
        call_command("check_index", stdout=StringIO(), verbosity=0)
        assert not Change.objects.exists()

    def test_an_engine_that_is_down_is_one_sentence(self, elsewhere: Cluster) -> None:
        elsewhere.is_down = True
        for command in ("check_index", "rebuild_index"):
            with pytest.raises(CommandError, match="No search server answers"):
                call_command(command, stdout=StringIO(), verbosity=0)


class KeepingTests:
    def test_an_index_of_other_code_is_built_anew_by_a_worker_once(
        self, elsewhere: Cluster, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(keeping, "_looked", False)
        DBTaskResult.objects.all().delete()
        elsewhere.is_current = False
        keeping.keep()
        keeping.keep()
        assert [task.task_path for task in DBTaskResult.objects.all()] == ["search.tasks.build_index"]
        DBTaskResult.objects.all().delete()
        # An older worker beside must not build what it knows in the place of what newer code has built.
        keeping.keep()
        assert not DBTaskResult.objects.exists()

    def test_one_that_another_is_building_is_left_to_it_for_as_long_as_it_grows(self, elsewhere: Cluster) -> None:
        DBTaskResult.objects.all().delete()
        elsewhere.is_current, elsewhere.built = False, 700
        assert build_index.call() == "another is at it"
        elsewhere.built = 900
        assert build_index.call(700) == "another is at it"
        assert not elsewhere.is_current
        later = DBTaskResult.objects.order_by("-enqueued_at")[0]
        assert (later.args_kwargs["args"], later.run_after > timezone.now()) == ([900], True)
        # It has stood still, so whoever was at it is dead.
        assert build_index.call(900) == "0 texts"
        assert elsewhere.is_current

    def test_what_is_wrong_with_the_engine_is_told_once_for_as_long_as_it_lasts(
        self, elsewhere: Cluster, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(keeping, "_faults", frozenset())
        elsewhere.faults = ["The cluster is red."]
        keeping.watch()
        keeping.watch()
        assert caplog.text.count("The cluster is red.") == 1
        elsewhere.faults = []
        keeping.watch()
        keeping.watch()
        assert caplog.text.count("No longer: The cluster is red.") == 1
