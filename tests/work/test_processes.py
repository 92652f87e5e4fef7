"""Real worker processes: killed, stopped, and two of them at once."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.work.limits import NICER
from tests.work.processes import SERVER, SiteInFolder

LENGTH = "jsonb_array_length" if SERVER else "json_array_length"
TASKS = f"SELECT status, {LENGTH}(worker_ids) FROM django_tasks_database_dbtaskresult"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteInFolder]:
    """Tables, made once."""
    site = SiteInFolder(tmp_path_factory.mktemp("template"))
    site.make_tables()
    yield site
    site.end()


@pytest.fixture
def site(template: SiteInFolder, tmp_path: Path) -> Iterator[SiteInFolder]:
    """A site of this test alone."""
    site = template.copy_to(tmp_path)
    yield site
    site.end()


class KilledWorkerTests:
    def test_what_a_killed_worker_ran_is_run_once_more_by_another(self, site: SiteInFolder) -> None:
        site.enqueue("linger", str(site.marks), str(site.gate))
        victim = site.start_worker("--lease", "2")
        site.wait_until(lambda: site.marked() == ["begun"])
        victim.kill()
        site.gate.touch()
        site.start_worker("--lease", "2")
        site.wait_until(lambda: site.rows(TASKS) == [("SUCCESSFUL", 2)])
        assert site.marked() == ["begun", "begun", "ended"]
        assert site.rows("SELECT * FROM work_lease") == []


class NiceWorkerTests:
    def test_a_worker_stands_back_behind_web_servers(self, site: SiteInFolder) -> None:
        site.enqueue("linger", str(site.marks), str(site.gate))
        worker = site.start_worker()
        site.wait_until(lambda: site.marked() == ["begun"])
        assert os.getpriority(os.PRIO_PROCESS, worker.pid) == os.getpriority(os.PRIO_PROCESS, 0) + NICER


class StoppedWorkerTests:
    @pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
    def test_a_stopped_worker_finishes_its_task_and_begins_no_other(
        self, site: SiteInFolder, signum: signal.Signals
    ) -> None:
        site.enqueue("linger", str(site.marks), str(site.gate))
        site.enqueue("note", str(site.marks), "next")
        worker = site.start_worker()
        site.wait_until(lambda: site.marked() == ["begun"])
        # A terminal and a launcher may both pass the signal on.
        worker.send_signal(signum)
        time.sleep(0.2)
        worker.send_signal(signum)
        time.sleep(0.2)
        assert worker.poll() is None
        site.gate.touch()
        out, err = worker.communicate(timeout=10)
        assert worker.returncode == 0
        assert site.marked() == ["begun", "ended"]
        assert sorted(site.rows(TASKS)) == [("READY", 0), ("SUCCESSFUL", 1)]
        assert "Stopping once the running work is finished." in err
        assert "has stopped" in out
        assert site.rows("SELECT * FROM work_worker") == []

    def test_a_second_ctrl_c_leaves_the_task_behind_under_its_lease(self, site: SiteInFolder) -> None:
        site.enqueue("linger", str(site.marks), str(site.gate))
        worker = site.start_worker()
        site.wait_until(lambda: site.marked() == ["begun"])
        worker.send_signal(signal.SIGINT)
        time.sleep(1.2)
        worker.send_signal(signal.SIGINT)
        assert worker.wait(timeout=5) == 1
        assert site.rows(TASKS) == [("RUNNING", 1)]
        assert len(site.rows("SELECT * FROM work_lease")) == 1


class TwoWorkersTests:
    def test_a_duty_that_is_due_runs_once(self, site: SiteInFolder) -> None:
        site.start_worker()
        site.start_worker()
        strokes = site.folder / "strokes"
        site.wait_until(lambda: len(site.rows("SELECT * FROM work_worker")) == 2 and strokes.exists())
        time.sleep(0.5)
        assert strokes.read_text() == "stroke\n"

    def test_a_task_that_outlasts_its_lease_is_not_run_twice(self, site: SiteInFolder) -> None:
        site.enqueue("linger", str(site.marks), str(site.gate))
        site.start_worker("--lease", "1")
        site.start_worker("--lease", "1")
        site.wait_until(lambda: site.marked() == ["begun"])
        time.sleep(1.6)
        site.gate.touch()
        site.wait_until(lambda: site.rows(TASKS) == [("SUCCESSFUL", 1)])
        assert site.marked() == ["begun", "ended"]
