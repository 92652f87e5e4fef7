"""Tasks: written with what caused them, run under a lease, tried again, given up, pruned."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.work import limits
from portal.work.leases import reap, renew, take
from portal.work.models import Lease
from portal.work.pruning import prune
from portal.work.running import pause_after, run, run_waiting
from tests.work.sample.tasks import note, seek, speak_thai, stumble

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_waits() -> None:
    DBTaskResult.objects.all().delete()


def only_task() -> DBTaskResult:
    return DBTaskResult.objects.get()


def let_pauses_pass() -> None:
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=timezone.now() - timedelta(seconds=1))


class EnqueueTests:
    def test_a_task_of_a_rolled_back_transaction_never_was(self, tmp_path: Path) -> None:
        with pytest.raises(RuntimeError), transaction.atomic():
            note.enqueue(str(tmp_path / "marks"), "never")
            assert DBTaskResult.objects.count() == 1
            raise RuntimeError
        assert run_waiting() == 0
        assert not DBTaskResult.objects.exists()

    def test_a_task_is_there_before_its_transaction_commits(self, tmp_path: Path) -> None:
        with transaction.atomic():
            note.enqueue(str(tmp_path / "marks"), "now")
            assert only_task().status == TaskResultStatus.READY

    def test_a_waiting_task_runs_once_and_keeps_what_it_returned(self, tmp_path: Path) -> None:
        note.enqueue(str(tmp_path / "marks"), "once")
        assert (run_waiting(), run_waiting()) == (1, 0)
        assert (tmp_path / "marks").read_text() == "once\n"
        assert (only_task().status, only_task().return_value) == (TaskResultStatus.SUCCESSFUL, "once")
        assert not Lease.objects.exists()

    def test_a_task_begins_in_the_language_of_the_portal_and_leaves_none_behind(self) -> None:
        speak_thai.enqueue()
        speak_thai.enqueue()
        before = get_language()
        assert run_waiting() == 2
        assert get_language() == before
        assert {task.return_value for task in DBTaskResult.objects.all()} <= {"en", "en-us"}


class FailureTests:
    def test_a_failing_task_is_tried_again_after_a_pause(self, caplog: pytest.LogCaptureFixture) -> None:
        stumble.enqueue()
        assert run_waiting() == 1
        task = only_task()
        assert task.status == TaskResultStatus.READY
        assert task.run_after > timezone.now()
        assert task.exception_class_path == "builtins.RuntimeError"
        assert "attempt 1 of 5 raised RuntimeError" in caplog.text

    def test_each_pause_is_longer_than_the_one_before(self) -> None:
        pauses = [pause_after(attempts) for attempts in range(1, limits.MAX_ATTEMPTS)]
        assert pauses == sorted(pauses)
        assert pauses[0] == limits.FIRST_PAUSE

    def test_after_its_last_attempt_a_task_is_given_up_and_told(self, caplog: pytest.LogCaptureFixture) -> None:
        stumble.enqueue()
        for _ in range(limits.MAX_ATTEMPTS):
            let_pauses_pass()
            assert run_waiting() == 1
        let_pauses_pass()
        assert run_waiting() == 0
        assert only_task().status == TaskResultStatus.FAILED
        assert [record.levelname for record in caplog.records][-1] == "ERROR"
        assert "given up after attempt 5, which raised RuntimeError" in caplog.text

    def test_what_an_exception_says_stays_out_of_the_log(self, caplog: pytest.LogCaptureFixture) -> None:
        stumble.enqueue()
        for _ in range(limits.MAX_ATTEMPTS):
            let_pauses_pass()
            run_waiting()
        assert "a secret word" in only_task().traceback
        assert "a secret word" not in caplog.text

    def test_a_task_whose_subject_is_gone_fails_at_once_without_alarm(self, caplog: pytest.LogCaptureFixture) -> None:
        seek.enqueue()
        assert run_waiting() == 1
        assert only_task().status == TaskResultStatus.FAILED
        assert not [record for record in caplog.records if record.levelname in {"WARNING", "ERROR"}]

    def test_a_task_that_no_longer_exists_in_the_code_is_tried_again(self) -> None:
        seek.enqueue()
        DBTaskResult.objects.update(task_path="tests.work.sample.tasks.never_written")
        assert run_waiting() == 1
        assert only_task().status == TaskResultStatus.READY


class LeaseTests:
    def test_a_taken_task_is_leased_and_nobody_else_gets_it(self, tmp_path: Path) -> None:
        note.enqueue(str(tmp_path / "marks"), "mine")
        assert take("first") is not None
        assert take("second") is None
        assert Lease.objects.get().worker_id == "first"

    def test_a_renewed_lease_is_not_reaped(self, tmp_path: Path) -> None:
        note.enqueue(str(tmp_path / "marks"), "mine")
        task = take("first", timedelta(seconds=-1))
        assert task is not None
        assert renew("first", task.pk)
        assert reap() == 0

    def test_the_work_of_a_dead_worker_is_returned_and_told(self, caplog: pytest.LogCaptureFixture) -> None:
        stumble.enqueue()
        take("dead", timedelta(seconds=-1))
        assert (reap(), reap()) == (1, 0)
        assert only_task().status == TaskResultStatus.READY
        assert "its worker died in attempt 1, returned" in caplog.text

    def test_a_running_task_without_a_lease_is_returned_once_it_is_old(self) -> None:
        stumble.enqueue()
        take("elsewhere")
        Lease.objects.all().delete()
        assert reap() == 0
        DBTaskResult.objects.update(started_at=timezone.now() - limits.LEASE * 2)
        assert reap() == 1
        assert only_task().status == TaskResultStatus.READY

    def test_a_task_that_kills_every_worker_is_given_up_and_told(self, caplog: pytest.LogCaptureFixture) -> None:
        stumble.enqueue()
        for attempt in range(limits.MAX_ATTEMPTS):
            assert take(f"victim {attempt}", timedelta(seconds=-1)) is not None
            assert reap() == 1
        task = only_task()
        assert task.status == TaskResultStatus.FAILED
        assert task.task_result.errors[0].exception_class.__name__ == "WorkerLostError"
        assert "given up, its worker died in attempt 5" in caplog.text

    def test_a_worker_taken_for_dead_throws_its_result_away(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        note.enqueue(str(tmp_path / "marks"), "late")
        late = take("sleeper", timedelta(seconds=-1))
        assert late is not None
        reap()
        assert take("successor") is not None
        run(late, "sleeper")
        assert only_task().status == TaskResultStatus.RUNNING
        assert Lease.objects.get().worker_id == "successor"
        assert "the lease was lost meanwhile" in caplog.text


class PruneTests:
    @pytest.mark.parametrize(
        ("status", "days", "kept"),
        [("SUCCESSFUL", 6, 1), ("SUCCESSFUL", 8, 0), ("FAILED", 29, 1), ("FAILED", 31, 0), ("READY", 400, 1)],
    )
    def test_what_is_finished_goes_after_its_keeping_time(self, status: str, days: int, kept: int) -> None:
        stumble.enqueue()
        DBTaskResult.objects.update(status=status, finished_at=timezone.now() - timedelta(days=days))
        assert prune() == 1 - kept
        assert DBTaskResult.objects.count() == kept

    def test_more_than_one_batch_is_pruned(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("portal.work.pruning.PRUNE_BATCH", 2)
        for _ in range(5):
            seek.enqueue()
        run_waiting()
        assert prune(keep_failed=timedelta(0)) == 5
