"""``papers``: what the portal does with PDFs, measured against what was asked of it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import (
    papers_broken,
    papers_burden,
    papers_import,
    papers_pack,
    papers_return,
    papers_text,
)
from tests.benchmarks.load import load
from tests.benchmarks.machine import Circumstances, Watch, await_quiet
from tests.benchmarks.papers_beside import PER_SECOND
from tests.benchmarks.papers_sheet import Sheet
from tests.benchmarks.papers_site import Site
from tests.benchmarks.visits import addresses_of, itinerary

TITLE = "Papers"
#: Requests that wake a portal before anybody is watched: each process reads templates and catalogues on its first.
_WAKING, _WAKING_PER_SECOND = 200, 20.0


@dataclass(frozen=True)
class Size:
    """How much is measured: rows, kills, pages of the two long PDFs, blocks of the endless one, broken files."""

    rows: int = 1_000
    kills: int = 10
    heavy: tuple[int, int, int] = (500, 10_000, 1_000)
    broken: int | None = None


FULL = Size()
WHAT = f"""
A passing portal with the demo's content, served as `make run` serves it, worker and all. *Text*: a guideline in
thirteen languages printed by Chromium, and a brief made as the demo's PDFs are, read with poppler as the portal reads
it, letter by letter in order (the foot of each page aside); a line of page {papers_text.PAGE} of the demo's longer PDF,
one that stands on no other of its pages, is asked as a visitor of that language asks. *Import*:
{FULL.rows:,} rows with {FULL.rows:,} PDFs of some pages in thirteen languages, put together by chance from the demo's
texts, the same on every machine; into two copies of the portal, in one of them killed (-9) with all it had started
after {FULL.kills} rows by lot. What stands is compared by a checksum over titles, texts, states, labels, countries,
files, their pages, their text and revisions. Memory is that of everything that runs, web server, worker, import and
what they start, looked at twice a second, what is shared counted once (PSS). *Burden*: files put up by staff while
visitors of every kind of page in thirteen languages come, {PER_SECOND:.0f} a second, sent when due whether or not
earlier ones were answered; then the publication is published with the file, and visitors come until a word of its last
page is found. *Broken*: cut off, of another kind, empty, encrypted,
without pages, with scripts, oddly named; four of the names become harmless before the portal sees them in a form, and
no folder holds one of them. *Back*: the lists of everything exported (a visitor's has one version of each publication)
and imported by the command.
"""


def measure(size: Size = FULL) -> tuple[Circumstances, str]:
    """Measure all of it in a folder that is gone afterwards; answers the circumstances and the result in Markdown."""
    sheet = Sheet()
    with tempfile.TemporaryDirectory(prefix="balai-papers-") as name:
        folder = Path(name)
        site = Site(folder / "portal")
        _timed("a portal with the demo's content", site.prepare)
        plain, killed = site.copied("plain"), site.copied("killed")
        _timed("the rows and their PDFs", lambda: papers_pack.make(folder / "pack", size.rows))
        idle, watch = await_quiet(most=60.0), Watch(())
        with site.served() as served:
            served.await_readiness()
            _timed("text", lambda: papers_text.measure(sheet, folder, served.port))
        parts = (plain, killed, folder / "pack", size.rows, size.kills)
        _timed("import", lambda: papers_import.measure(sheet, *parts))
        with site.served() as served:
            served.await_readiness()
            load(served.port, itinerary(_WAKING, addresses_of(served.port), seed=0), _WAKING_PER_SECOND)
            _timed("back", lambda: papers_return.measure(sheet, site, served.port, folder / "back"))
            _timed("burden", lambda: papers_burden.measure(sheet, site, served.port, size.heavy))
            broken = (served.port, folder / "broken", size.broken)
            _timed("broken", lambda: papers_broken.measure(sheet, site, *broken))
        others = watch.by_others()
    return Circumstances(idle, others), sheet.in_markdown()


def _timed(what: str, do: Callable[[], object]) -> None:
    """Do it, and say how long it took."""
    began = time.monotonic()
    do()
    print(f"  ({what}: {time.monotonic() - began:.0f} s)", flush=True)
