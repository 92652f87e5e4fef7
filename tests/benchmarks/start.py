"""``start``: from a fresh clone to the first page, the second start, and the stop."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.document import ROOT
from tests.benchmarks.figures import Spread, table
from tests.benchmarks.machine import Circumstances, idle_now
from tests.benchmarks.serving import Served, still_there

TITLE = "Start and stop"
FRESH, AGAIN = 2, 3
#: Another clone is begun only while this many seconds have not passed, so that ten minutes are never exceeded.
_ENOUGH = 240.0
WHAT = """
The last commit, cloned into an empty folder and started with `make run`: the virtual environment, every package
downloaded anew (no cache of pip's), fonts cut, static files, database, demo content, index, web server and worker. The
first page is the English home page, asked for ten times a second. Then the same clone is stopped as Ctrl-C does it and
started again. Of a stop the seconds are counted until the command has ended, and whether anything it started is left.
"""


@dataclass
class Seconds:
    """What was measured, in seconds, and how many processes were left behind by all stops."""

    fresh: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    stop: list[float] = field(default_factory=list)
    ended: int = 0
    left: int = 0


def measure() -> tuple[Circumstances, str]:
    """Start, stop and start again; answers the circumstances and the result in Markdown."""
    idle, began, seconds = idle_now(), time.monotonic(), Seconds()
    while len(seconds.fresh) < FRESH and time.monotonic() - began < _ENOUGH:
        with tempfile.TemporaryDirectory(prefix="balai-start-") as folder:
            clone = Path(folder) / "portal"
            subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
            _serve_once(clone, seconds.fresh, seconds)
            for _time in range(AGAIN):
                _serve_once(clone, seconds.again, seconds)
    return Circumstances(idle), _result(seconds)


def _serve_once(clone: Path, waits: list[float], seconds: Seconds) -> None:
    settings = {"PIP_NO_CACHE_DIR": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    with Served(["make", "run", "PORT={port}"], clone, clone.parent / "said.log", settings) as served:
        waits.append(served.await_first_page())
        served.await_readiness()
        processes = served.processes()
        seconds.stop.append(served.stop())
        left = still_there(processes)
    seconds.ended += len(processes)
    seconds.left += len(left)
    print(f"  first page {waits[-1]:.1f} s, stop {seconds.stop[-1]:.1f} s, {len(left)} left", flush=True)


def _result(seconds: Seconds) -> str:
    rows = [
        _row("fresh clone to first page", "≤ 180", seconds.fresh),
        _row("second start to first page", "≤ 10", seconds.again),
        _row("stop", "every child gone", seconds.stop),
    ]
    left = "none of them was left" if not seconds.left else f"**{seconds.left} of them were left**"
    return (
        table(["seconds", "asked for", "runs", "min", "median", "max"], rows)
        + f"\n\nThe stops ended {seconds.ended} processes in all; {left}."
    )


def _row(name: str, wanted: str, values: Sequence[float]) -> list[str]:
    return [name, wanted, str(len(values)), Spread.of(values).cells(1)]
