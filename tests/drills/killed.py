"""``killed``: the worker killed at moments by lot while it takes texts, sends mails and cleans up."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass

from tests.drills.outcome import DrillStoppedError, Outcome, step
from tests.drills.small_site import SmallSite
from tests.drills.truth import TASKS

TITLE = "Workers killed over files, mails and cleaning up"
NODES = 0
#: A worker that has started is killed within so many seconds.
LONGEST_LIFE = 2.5
WHAT = """
On SQLite, with a mail server of the drill's own. Papers wait for their text, mails to be sent, and notes and stored
files long over their time to be deleted. A worker is started and killed (−9) at a moment by lot, and another one, and
so on, with leases of five seconds. The last one stays. A mail over which a worker died may have left: nobody knows, so
it stands in the list for staff and is not sent twice. In the end it is counted whether everything was done, whether
anything was done twice, and whether anything is left running.
"""


@dataclass(frozen=True)
class Size:
    """How many papers of how many pages, mails and old notes there are, and how many kills; seconds of a lease."""

    files: int
    pages: int
    mails: int
    old: int
    kills: int
    lease: int = 5


FULL, SHORT = Size(60, 5, 120, 3_000, 20), Size(3, 2, 6, 250, 2)


def run(site: SmallSite, size: Size, outcome: Outcome) -> None:
    """Make work; kill and start workers; wait for rest; count."""
    chance = random.Random(8)
    work = ["--files", size.files, "--pages", size.pages, "--mails", size.mails, "--old", size.old]
    with step("work to do"):
        site.told("tests.drills.putting_up", *map(str, work))
    lease = ["--lease", str(size.lease), "--poll", "0.1"]
    met = {"files": 0, "mails": 0, "cleaning": 0}
    with step(f"{size.kills} workers killed"):
        for _number in range(size.kills):
            worker = site.start_worker(*lease)
            time.sleep(chance.uniform(0.02, LONGEST_LIFE))
            worker.kill()
            _note(site, met)
    outcome.row("workers killed", "", size.kills)
    for what, number in met.items():
        # A task of a worker that died stands so until its lease is over, so one may be counted after two kills.
        outcome.row(f"kills after which a task of {what} stood as running", "", number)
    with step("the last worker"):
        site.start_worker(*lease)
        _rest(site, outcome)
    _files(site, size, outcome)
    _mails(site, size, outcome)
    _cleaned(site, outcome)


def _note(site: SmallSite, met: dict[str, int]) -> None:
    """Count what stands as running after a kill."""
    at = {path for (path,) in site.rows(f"SELECT task_path FROM {TASKS} WHERE status = 'RUNNING'")}
    met["files"] += any(".files." in path for path in at)
    met["mails"] += any(".notices." in path for path in at)
    met["cleaning"] += any(".retention." in path for path in at)


def _rest(site: SmallSite, outcome: Outcome) -> None:
    questions = {
        "tasks that run or wait": f"SELECT count(*) FROM {TASKS} WHERE status IN ('RUNNING', 'READY')",
        "leases": "SELECT count(*) FROM work_lease",
        "mails that wait": "SELECT count(*) FROM notices_mail WHERE given_up IS NULL",
        "rounds of cleaning that have not ended": "SELECT count(*) FROM retention_round WHERE ended_at IS NULL",
    }
    try:
        # The lease of a mail is three minutes, whatever that of a task.
        took = site.wait_until("all was done", lambda: not any(map(site.number, questions.values())), 400, 0.5)
        outcome.row("until nothing was left running", "", f"{took:.1f} s")
    except DrillStoppedError:
        pass
    for what, question in questions.items():
        left = site.number(question)
        outcome.row(f"left in the end: {what}", "0", left)
        outcome.require(left == 0, f"{left} {what} were left")


def _files(site: SmallSite, size: Size, outcome: Outcome) -> None:
    ready = site.number("SELECT count(*) FROM files_portaldocument WHERE state = 'ready'")
    outcome.row("papers with their text", f"{size.files:,}", f"{ready:,}")
    outcome.require(ready == size.files, f"{size.files - ready} papers have no text")
    pages = site.number("SELECT count(*) FROM files_filepage WHERE text <> ''")
    outcome.row("pages of text, each once", f"{size.files * size.pages:,}", f"{pages:,}")
    outcome.require(pages == size.files * size.pages, f"{pages} pages of text")
    of_ours = f"SELECT count(*) FROM {TASKS} WHERE status = 'FAILED' AND task_path NOT LIKE 'wagtail.%'"
    outcome.row("tasks of ours given up", "0", site.number(of_ours))
    outcome.require(not site.number(of_ours), "tasks of ours were given up")


def _mails(site: SmallSite, size: Size, outcome: Outcome) -> None:
    """What came, what came twice, and what stands in the list because a worker died over it."""
    listed = {mark for (mark,) in site.rows("SELECT mark FROM notices_mail WHERE given_up IS NOT NULL")}
    came = {name.partition("@")[0] for name in site.mails.got}
    outcome.row("mails that came", "", f"{len(came):,}")
    outcome.row("listed for staff, because a worker died over them", "", len(listed))
    outcome.none_of("mails that came twice", [name for name, times in site.mails.got.items() if times > 1])
    known = len(came | listed)
    outcome.row("mails that came or are listed", f"{size.mails:,}", f"{known:,}")
    outcome.require(known == size.mails, f"{size.mails - known} mails are lost without a word")


def _cleaned(site: SmallSite, outcome: Outcome) -> None:
    left = site.number("SELECT count(*) FROM files_refusedfile")
    outcome.row("old notes that are left", "0", left)
    outcome.require(left == 0, f"{left} old notes were left")
    stored = list((site.data / "files" / "documents").glob("of-nothing*"))
    outcome.row("stored files of nothing that are left", "0", len(stored))
    outcome.require(not stored, "stored files of nothing were left")
    rounds = site.number("SELECT count(*) FROM audit_entry WHERE action = 'retention.round'")
    counted = site.rows("SELECT details FROM audit_entry WHERE action = 'retention.round' ORDER BY id LIMIT 1")
    outcome.row("entries of the round in the log", "1", rounds)
    outcome.require(rounds == 1, f"{rounds} entries in the log for one round")
    outcome.remarks.append(f"What the entry says: `{counted[0][0] if counted else ''}`.")
