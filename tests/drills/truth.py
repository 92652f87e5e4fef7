"""The end of every drill: whether index and database hold the same, and whether anything is left running."""

from __future__ import annotations

from tests.drills.outcome import DrillStoppedError, Outcome
from tests.drills.site import Running, Site

TASKS = "django_tasks_database_dbtaskresult"


def require_truth(site: Site, outcome: Outcome) -> None:
    """Compare index and database, by our own means and by the portal's; write down what differs."""
    told = site.told("tests.drills.comparing")
    outcome.row("texts compared, text by text", "", f"{told.pop('texts'):,}")
    for kind, keys in told.items():
        outcome.none_of(f"texts {kind}", keys)
    try:
        site.manage("check_index", "--verbosity=0")
        outcome.row("`check_index`", "clean", "clean")
    except DrillStoppedError as differs:
        outcome.row("`check_index`", "clean", "**differs**")
        outcome.require(False, f"check_index found differences: {' '.join(str(differs).split())[:400]}")


def require_rest(site: Site, outcome: Outcome, seconds: float) -> None:
    """Wait until nothing is left running: the outbox empty, no lease, no task under way; write down what is."""
    questions = {
        "changes in the outbox": "SELECT count(*) FROM outbox_change",
        "changes held by a worker": "SELECT count(*) FROM outbox_change WHERE held_by <> ''",
        "leases": "SELECT count(*) FROM work_lease",
        "tasks that run or wait": f"SELECT count(*) FROM {TASKS} WHERE status IN ('RUNNING', 'READY')",
    }
    try:
        took = site.wait_until(
            "nothing was left running",
            # A duty may enqueue a task at any moment, so all of them have to be nought at one.
            lambda: not any(site.number(question) for question in questions.values()),
            seconds,
        )
        outcome.row("until nothing was left running", "", f"{took:.1f} s")
    except DrillStoppedError:
        pass
    for what, question in questions.items():
        left = site.number(question)
        outcome.row(f"left in the end: {what}", "0", left)
        outcome.require(left == 0, f"{left} {what} were left")


def written(writers: list[Running], outcome: Outcome) -> None:
    """End the writers and write down what they did."""
    for writer in writers:
        writer.ask_to_end()
    told = [writer.told() for writer in writers]
    changes = sum(one["changes"] for one in told)
    seconds = max(one["seconds"] for one in told)
    kinds: dict[str, int] = {}
    for one in told:
        for kind, number in one["done"].items():
            kinds[kind] = kinds.get(kind, 0) + number
    mix = ", ".join(f"{number:,} {kind}" for kind, number in sorted(kinds.items(), key=lambda kind: -kind[1]))
    outcome.row("changes made", "", f"{changes:,} in {seconds:.0f} s ({changes / seconds:.0f} a second)")
    outcome.remarks.append(f"The changes: {mix}.")
    outcome.none_of("changes that failed", [failure for one in told for failure in one["failed"]])


def start_writers(
    site: Site, per_second: float, number: int, *, changes: int = 0, plain: bool = False
) -> list[Running]:
    """So many writers with this rate and these changes between them; waits until all of them write."""
    writers = []
    for seed in range(number):
        options = ["--seed", str(seed), "--per-second", str(per_second / number), "--changes", str(changes // number)]
        options += ["--plain"] if plain else []
        writers.append(site.start("writing", "-m", "tests.drills.writing", *options))
    for writer in writers:
        site.wait_until("the writers write", lambda one=writer: "writes" in one.words() or one.require_running())
    return writers
