"""A table with its PDFs brought in at one go, and brought in although it is killed again and again."""

from __future__ import annotations

import random
import re
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.papers_beside import Peak
from tests.benchmarks.papers_pack import FILES, TABLE
from tests.benchmarks.papers_sheet import Sheet
from tests.benchmarks.papers_site import ON_THE_WAY, Site
from tests.benchmarks.papers_state import State, state_of

#: What is asked for: gigabytes of all processes, and seconds of a second run.
MOST_MEMORY, MOST_AGAIN = 2.0, 60.0
#: So long the texts of all files may take; a kill comes at most so many seconds after the row it is meant for.
_PATIENCE, _LATER = 1200.0, 0.15
_TOLD = re.compile(r"row \d+")


@dataclass(frozen=True)
class Run:
    """One start of the import: rows it told, what it said last, seconds until it ended or was killed."""

    rows: int
    said: str
    seconds: float


def measure(sheet: Sheet, plain: Site, killed: Site, pack: Path, number: int, kills: int) -> None:
    """Bring the pack into two portals that are alike, and compare what stands in them."""
    wanted = at_one_go(sheet, plain, pack, number)
    with killed.served() as served:
        served.await_readiness()
        began, chance = time.monotonic(), random.Random(11)
        stops = sorted(chance.sample(range(1, number), kills))
        for stop in stops:
            once(killed, pack, stop, chance.random() * _LATER)
        last = once(killed, pack)
        seconds = time.monotonic() - began
        killed.wait_while(ON_THE_WAY, _PATIENCE)
    found = state_of(killed)
    rows = ", ".join(map(str, stops))
    sheet.row(f"killed (-9) at rows {rows}, and begun again: all {kills + 1} runs", f"{seconds:.0f} s; {last.said}")
    same = "the same" if found.sum == wanted.sum else f"another ({found.sum}, {wanted.sum})"
    sheet.row("what stands then, against the import that was not killed", same, "the same", found.sum == wanted.sum)
    faults = [*found.twice, *found.left]
    told = f"{len(faults)}{': ' if faults else ''}{'; '.join(faults[:3])}"
    sheet.row("there twice, or left over", told, "0", not faults)


def at_one_go(sheet: Sheet, site: Site, pack: Path, number: int) -> State:
    """Bring the pack in without a stop, then once more; what stands."""
    with site.served() as served:
        served.await_readiness()
        with Peak() as peak:
            first = once(site, pack)
            texts = site.wait_while(ON_THE_WAY, _PATIENCE)
        again = once(site, pack)
    found = state_of(site)
    what = f"import of {number:,} rows with {number:,} PDFs"
    made = f"{first.seconds:.0f} s; {first.said}"
    sheet.row(what, made, f"{number:,} new", first.said.startswith(f"{number} new") and found.versions == number)
    ready = f"{found.ready:,}, {found.pages:,} pages of text, {texts:.0f} s after the import"
    sheet.row("files whose text is ready", ready, f"{number:,}", found.ready == number)
    gigabytes = peak.megabytes / 1000
    sheet.row("most memory at one moment, all processes", f"{gigabytes:.2f} GB", "≤ 2 GB", 0 < gigabytes <= MOST_MEMORY)
    nothing = again.said.startswith(f"0 new, 0 changed, {number} unchanged")
    sheet.row(
        "the same import once more",
        f"{again.seconds:.1f} s; {again.said}",
        "no change, ≤ 60 s",
        nothing and again.seconds <= MOST_AGAIN,
    )
    return found


def once(site: Site, pack: Path, stop: int | None = None, later: float = 0.0) -> Run:
    """Start the import; where ``stop`` is named, kill it and all it started so many seconds after that many rows."""
    began, told, said = time.monotonic(), 0, ""
    command = ["manage.py", "import_publications", str(pack / TABLE), "--files", str(pack / FILES), "-v", "2"]
    with site.started(*command) as program:
        assert program.stdout is not None
        for line in program.stdout:
            told, said = told + bool(_TOLD.match(line)), line.strip() or said
            if told == stop:
                time.sleep(later)
                break
        else:
            if program.wait():
                raise RuntimeError(f"The import ended with {program.returncode}: {said}")
    return Run(told, said, time.monotonic() - began)
