"""``pages``: how long readers wait for a public page while twenty a second are asked for."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.launcher.tasks import data_folder
from tests.benchmarks.document import ROOT
from tests.benchmarks.figures import Spread, percentile, table
from tests.benchmarks.load import Answer, load
from tests.benchmarks.machine import Circumstances, Watch, await_quiet
from tests.benchmarks.serving import Served, memory_of
from tests.benchmarks.visits import SHARES, addresses_of, itinerary

TITLE = "Public pages"
PUBLICATIONS, PER_SECOND, SECONDS, RUNS = 5_000, 20.0, 60, 3
#: No further run is begun after so many seconds: the first time, most of ten minutes go into making the library.
ENOUGH = 500.0
#: What the issue asks for: 95 of 100 pages within so many milliseconds.
WANTED = 300
WHAT = f"""
{PUBLICATIONS:,} publications in thirteen languages, multiplied from the demo's texts and saved as the demo's own are,
one in 25 of them TLP:GREEN; served as `make run` serves them, by two processes of four threads, with the worker beside
them. {PER_SECOND:.0f} requests a second for {SECONDS} seconds, sent when due whether or not earlier ones were answered:
home, results (words in every script, filters, orders), publications, Member States and themes in thirteen languages,
two fifths of them in English. Nobody signed in, nothing cached by the reader. The load is made on the same machine.
"""


@dataclass(frozen=True)
class Run:
    """One minute of load: what came of it, and the memory of the portal after it, in megabytes."""

    answers: Sequence[Answer]
    memory: float
    by_others: float | None


def measure() -> tuple[Circumstances, str]:
    """Fill the library if need be, serve it, visit it; answers the circumstances and the result in Markdown."""
    began = time.monotonic()
    folder = data_folder(ROOT) / "benchmarks" / f"library-{PUBLICATIONS}"
    settings = {"PORTAL_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "portal.settings.local"}
    _fill(folder, settings)
    command = [sys.executable, "-m", "portal.launcher", "run", "--port", "{port}"]
    with Served(command, ROOT, folder / "served.log", settings) as served:
        served.await_first_page()
        served.await_readiness()
        addresses = addresses_of(served.port)
        # Each process reads templates and catalogues on its first pages, which a portal does once a start.
        load(served.port, itinerary(200, addresses, seed=0), PER_SECOND)
        idle, runs = await_quiet(), [_run(served, addresses, seed=1)]
        while len(runs) < RUNS and time.monotonic() - began < ENOUGH:
            runs.append(_run(served, addresses, seed=len(runs) + 1))
    others = [run.by_others for run in runs if run.by_others is not None]
    return Circumstances(idle, max(others, default=None)), _result(runs)


def _fill(folder: Path, settings: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    surroundings = {**os.environ, **settings}
    # What the preparation has left to the worker is done before anything is measured.
    left = ["manage.py", "work", "--until-idle"]
    for command in (["manage.py", "prepare"], left, ["-m", "tests.benchmarks.library", str(PUBLICATIONS)]):
        subprocess.run([sys.executable, *command], cwd=ROOT, env=surroundings, check=True)


def _run(served: Served, addresses: dict[str, dict[str, list[str]]], seed: int) -> Run:
    processes = served.processes()
    watch = Watch(processes)
    answers = load(served.port, itinerary(int(PER_SECOND * SECONDS), addresses, seed), PER_SECOND)
    run = Run(answers, memory_of(processes), watch.by_others())
    print(f"  run {seed}: p95 {_p95(answers):.0f} ms, {_failed(answers)} failed", flush=True)
    return run


def _p95(answers: Sequence[Answer]) -> float:
    return percentile([answer.milliseconds for answer in answers], 0.95)


def _failed(answers: Sequence[Answer]) -> int:
    return sum(answer.status != 200 for answer in answers)


def _result(runs: Sequence[Run]) -> str:
    every = [answer for run in runs for answer in run.answers]
    rows = [_row("**all**", every), *(_row(kind, [a for a in every if a.visit.kind == kind]) for kind in SHARES)]
    by_run = [
        ["p50, ms", Spread.of(percentile([a.milliseconds for a in run.answers], 0.5) for run in runs).cells()],
        ["p95, ms", Spread.of(_p95(run.answers) for run in runs).cells()],
        ["slowest, ms", Spread.of(max(a.milliseconds for a in run.answers) for run in runs).cells()],
        ["memory of the portal, MB", Spread.of(run.memory for run in runs).cells()],
    ]
    p95, failed = Spread.of(_p95(run.answers) for run in runs).middle, _failed(every)
    statuses = Counter(answer.status for answer in every if answer.status != 200)
    held = "held" if p95 <= WANTED and not failed else "**not held**"
    return (
        f"Asked for: p95 ≤ {WANTED} ms. {held.capitalize()}: {p95:,.0f} ms in the middle run; {len(every):,} requests, "
        f"{failed} failed{f' ({dict(statuses)})' if failed else ''}.\n\n"
        + table([f"{len(runs)} runs", "min", "median", "max"], by_run)
        + "\n\n"
        + table(["kind of page, all runs", "requests", "p50 ms", "p95 ms", "max ms", "KB on the line"], rows)
    )


def _row(name: str, answers: Sequence[Answer]) -> list[str]:
    waits = [answer.milliseconds for answer in answers]
    weight = percentile([answer.weight for answer in answers], 0.5) / 1024
    return [
        name,
        f"{len(answers):,}",
        f"{percentile(waits, 0.5):,.0f}",
        f"{percentile(waits, 0.95):,.0f}",
        f"{max(waits):,.0f}",
        f"{weight:.1f}",
    ]
