"""``worker``: the worker killed at moments by lot while thousands of changes flow."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass

from tests.drills.outcome import Outcome, step
from tests.drills.site import Running, Site
from tests.drills.truth import TASKS, require_rest, require_truth, start_writers, written

TITLE = "Workers killed while changes flow"
NODES = 1
#: A worker that has started is killed within so many seconds.
LONGEST_LIFE = 3.0
#: It notes who refers to whom in a task for each page that was saved, which fails where the page is deleted by then.
_WAGTAIL = "wagtail."
WHAT = """
Writers make changes all the while. A worker is started, killed (−9) at a moment by lot, and another one started, and so
on; some of them are met with changes in their hands. The last one stays. What the dead held comes back when its lease
is over: 30 seconds for changes, 60 for tasks. In the end every document is compared with its row.
"""


@dataclass(frozen=True)
class Size:
    """How many changes, how many a second, how many kills, and the lease of tasks in seconds (0: as it comes)."""

    changes: int
    per_second: float
    kills: int
    lease: int


FULL, SHORT = Size(2_000, 16.0, 20, 0), Size(60, 5.0, 2, 5)


def run(site: Site, size: Size, outcome: Outcome) -> None:
    """Write; kill and start workers; wait for rest; compare."""
    chance = random.Random(20)
    lease = ["--lease", str(size.lease)] if size.lease else []
    held: list[set[object]] = []
    running: list[set[object]] = []
    waiting: list[int] = []
    writers = start_writers(site, size.per_second, 2, changes=size.changes, plain=True)
    with step(f"{size.kills} workers killed"):
        for _number in range(size.kills):
            worker = site.start_worker(*lease)
            time.sleep(chance.uniform(0.05, LONGEST_LIFE))
            worker.kill()
            held.append({row[0] for row in site.rows("SELECT held_by FROM outbox_change WHERE held_by <> ''")})
            running.append({row[0] for row in site.rows(f"SELECT id FROM {TASKS} WHERE status = 'RUNNING'")})
            waiting.append(site.waiting())
    still = sum(not writer.has_ended for writer in writers)
    with step("the last worker"):
        site.start_worker(*lease)
        _await(writers)
        written(writers, outcome)
        outcome.row("workers killed", "", size.kills)
        outcome.row("kills while writers still wrote", "", "all" if still else "some")
        outcome.row("kills that met a worker with changes in its hands", "", _fresh(held))
        outcome.row("kills that met a worker at a task", "", _fresh(running))
        outcome.row("rows in the outbox after a kill, at most", "", f"{max(waiting):,}")
        require_rest(site, outcome, 180)
    given_up = [path for (path,) in site.rows(f"SELECT task_path FROM {TASKS} WHERE status = 'FAILED'")]
    outcome.none_of("tasks of ours given up", [path for path in given_up if not path.startswith(_WAGTAIL)])
    outcome.row("tasks of Wagtail's given up", "", sum(path.startswith(_WAGTAIL) for path in given_up))
    require_truth(site, outcome)


def _fresh(seen: list[set[object]]) -> int:
    """How often something was there that had not been there after the kill before."""
    return sum(bool(now - before) for before, now in zip([set(), *seen], seen, strict=False))


def _await(writers: list[Running]) -> None:
    for writer in writers:
        writer.wait()
