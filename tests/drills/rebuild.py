"""``rebuild``: the index built anew while fifty changes a second are made, and builders killed on the way."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import Any

from tests.drills.outcome import DrillStoppedError, Outcome, step
from tests.drills.searching import Searches, ask_each_once, require_found, waits
from tests.drills.site import PREFIX, Site
from tests.drills.truth import require_rest, require_truth, start_writers, written

TITLE = "Rebuilding the index under writing"
NODES = 1
WHAT = """
Two writers make changes (most rewrite a text, others hide one, bring one back, tighten a label, make or delete a
publication), two workers send them, and readers search for texts that are there. Meanwhile `rebuild_index` is started
and killed (−9) at moments by lot; what is searched after that has to be what was before. Then it runs to its end, again
and again. In the end every document is compared with its row.
"""


@dataclass(frozen=True)
class Size:
    """Changes and searches a second, how many rebuilds, how many killed before, and how soon, in seconds, at most."""

    per_second: float
    searches: float
    rebuilds: int
    kills: int
    life: float


FULL, SHORT = Size(50.0, 3.0, 5, 4, 10.0), Size(10.0, 3.0, 1, 1, 2.0)


def run(site: Site, size: Size, outcome: Outcome) -> None:
    """Write and search; rebuild; kill rebuilds; compare."""
    site.start_web_server()
    for _number in range(2):
        site.start_worker()
    ask_each_once(site.port, site.standing)
    with Searches(site.port, site.standing, size.searches) as searches:
        writers = start_writers(site, size.per_second, 2, plain=True)
        with step(f"{size.kills} rebuilds killed"):
            changed = _killed(site, size.kills, size.life)
        with step(f"{size.rebuilds} rebuilds"):
            took = [_rebuilt(site) for _number in range(size.rebuilds)]
        written(writers, outcome)
        drained = site.drained()
        searches.stop()
    outcome.row("rebuilds, each in", "", f"{min(took):.1f} to {max(took):.1f} s")
    outcome.row("rebuilds killed", "", size.kills)
    outcome.none_of("searched otherwise after a rebuild was killed", changed)
    outcome.none_of("left over of killed rebuilds", _unfinished(site))
    outcome.row("searches meanwhile", "", f"{len(searches.searches):,}")
    outcome.row("their waits, p50 / p95 / longest", "", waits(searches.searches))
    require_found(searches.searches, outcome)
    outcome.row("until all was sent, after the last change", "", f"{drained:.1f} s")
    require_rest(site, outcome, 90)
    require_truth(site, outcome)


def _rebuilt(site: Site) -> float:
    began = time.monotonic()
    site.manage("rebuild_index", "--verbosity=0")
    return time.monotonic() - began


def _killed(site: Site, kills: int, life: float) -> list[str]:
    """Kill rebuilds within so many seconds of beginning to build; what is searched otherwise after one of them."""
    chance, changed, killed = random.Random(7), [], 0
    for _try in range(5 * kills):
        before, unfinished = _searched(site), set(_unfinished(site))
        rebuild = site.start("rebuild", "manage.py", "rebuild_index", "--verbosity=0")
        # What an earlier one has left behind is taken away first.
        while not rebuild.has_ended and not set(_unfinished(site)) - unfinished:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, life))
        rebuild.kill()
        # One that was over before is no drill.
        if rebuild.child.process.returncode < 0:
            killed += 1
            changed += [f"{alias}: {index}" for alias, index in before.items() ^ _searched(site).items()]
        if killed == kills:
            return changed
    raise DrillStoppedError(f"Of {5 * kills} rebuilds only {killed} could be killed before they were over.")


def _searched(site: Site) -> dict[str, str]:
    """The index behind each name that is searched."""
    return {alias: index for index, aliases in _indices(site).items() for alias in aliases if _is_live(alias)}


def _unfinished(site: Site) -> list[str]:
    """The indices that a rebuild is filling, or has left behind."""
    return [index for index, aliases in _indices(site).items() if any(alias.endswith("-next") for alias in aliases)]


def _indices(site: Site) -> dict[str, Any]:
    told = site.ask_engine(f"/{PREFIX}-*/_alias")
    return {index: list(about["aliases"]) for index, about in told.items()}


def _is_live(alias: str) -> bool:
    return not alias.endswith("-next") and "-aside-" not in alias
