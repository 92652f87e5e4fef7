"""``scale``: how long a page of results takes among 200,000 and among 1,000,000 texts.

Writing a million texts takes longer than one run may: what a run has not finished, the next goes on with.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from portal.launcher.tasks import data_folder
from tests.benchmarks.document import ROOT
from tests.benchmarks.figures import percentile, table
from tests.benchmarks.machine import Circumstances, await_quiet
from tests.benchmarks.scale_asking import FILTERS, KINDS, NOWHERE, SLOW, Kind
from tests.benchmarks.scale_portal import ask, broken_off_after, searched, set_up

if TYPE_CHECKING:
    from tests.benchmarks.scale_index import Built

TITLE = "Very many texts"
#: Where the indices are kept. Told once: a portal that is set up for measuring has another folder of data.
FOLDER = data_folder(ROOT) / "benchmarks" / "scale"
#: Milliseconds that 95 of 100 pages keep to: of every kind of question, and of those that nothing narrows.
WANTED: Mapping[int, tuple[int, int]] = {200_000: (150, 400), 1_000_000: (400, 400)}
#: So long a run builds and asks; the rest of ten minutes is for setting up and writing down.
ENOUGH = 540.0
#: So much of it is left for asking; each question is asked so often at most, and broken off after so many seconds.
ASKING, ROUNDS, LONGEST = 180.0, 5, 5.0
WHAT = f"""
Made documents, the same on every machine: paragraphs of the demo's texts put together by chance, 30 made words strewn
into each paragraph (200,000 of them, the most frequent in nearly every text), 3.1 KB a text, thirteen languages (of a
hundred texts 30 English, 12 Indonesian, 12 Thai, 11 Vietnamese and so on), one to five translations a family, one
family in 25 for members alone. Written as ready tokens in bulk into the tables of the embedded engine, in a database
of its own that is kept for the next run. Asked are addresses of the results page, from reading the address to marked
passages, counts and facets; not in it are the page's template and the database's own word on each hit. *Filtered* is
the same with four countries and issued from 2015 on. What takes {LONGEST:.0f} seconds is broken off. *Work* is what a
processor had to do for a question, filtered or not: on a busy machine the waits are longer.
"""


@dataclass(frozen=True)
class Asked:
    """What questions of one kind took, in milliseconds: as they are, and filtered, and how much of it was work.

    On a machine that others keep busy the waits are longer than the work of a processor. ``totals`` are the families
    that were found, as far as they are counted.
    """

    waits: Sequence[float]
    filtered: Sequence[float]
    worked: Sequence[float]
    totals: Sequence[int]

    @property
    def p95(self) -> float:
        """What 95 of 100 keep to, filtered or not, whichever is more."""
        return max(percentile(waits, 0.95) for waits in (self.waits, self.filtered) if waits)


def file_of(documents: int) -> Path:
    """The file of the index of so many documents, which is kept."""
    return FOLDER / f"{documents}.sqlite3"


def measure() -> tuple[Circumstances, str]:
    """Build what is missing and ask; answers the circumstances and the result in Markdown."""
    until = time.monotonic() + ENOUGH
    with set_up() as site:
        complete = _build(until - ASKING)
        idle, parts = await_quiet(most=20.0), []
        for left, (documents, built) in zip(range(len(complete), 0, -1), complete.items(), strict=True):
            print(f"  {documents:,} texts:", flush=True)
            with searched(file_of(documents), site):
                asked = ask_all((until - time.monotonic()) / left)
            parts.append(_told(documents, built, asked))
    parts += [_unfinished(documents) for documents in WANTED if documents not in complete]
    return Circumstances(idle), "\n\n".join(parts)


def _build(until: float) -> dict[int, Built]:
    """Build one size after the other; answers those that are complete."""
    from tests.benchmarks.scale_index import begin_with, build

    complete: dict[int, Built] = {}
    for documents in WANTED:
        if complete:
            begin_with(file_of(documents), file_of(max(complete)))
        built = build(file_of(documents), documents, until)
        if built is None:
            break
        complete[documents] = built
    return complete


def ask_all(seconds: float) -> dict[str, Asked]:
    """Ask every kind of question of the index that is opened, each for its share of these seconds.

    Kinds that came too late, because those before them took too long, are left out.
    """
    from search.concepts import warm

    warm()
    # Labels and the like are read on the first page, which a portal does once a start.
    ask(KINDS[0].addresses[0])
    until, share, found = time.perf_counter() + seconds, seconds / (2 * len(KINDS)), {}
    for kind in KINDS:
        if time.perf_counter() > until:
            break
        plain = list(_ask(kind, "", share))
        filtered = [] if kind.is_filtered else list(_ask(kind, f"&{FILTERS}", share))
        found[kind.name] = Asked(
            waits=[each.wait for each in plain],
            filtered=[each.wait for each in filtered],
            worked=[each.worked for each in (*plain, *filtered)],
            totals=[each.total for each in plain],
        )
        print(f"    {kind.name}: {found[kind.name].p95:.0f} ms", flush=True)
    return found


class _Answer(NamedTuple):
    wait: float
    worked: float
    total: int


def _ask(kind: Kind, rest: str, seconds: float) -> Iterator[_Answer]:
    """One question after another, until the time is over; at least one."""
    from django.db import OperationalError

    until = time.perf_counter() + seconds
    for address in kind.addresses * ROUNDS:
        began, worked, total = time.perf_counter(), time.process_time(), 0
        try:
            with broken_off_after(LONGEST):
                total = ask(address + rest, kind.language, member=kind.member).total
        except OperationalError as error:
            print(f"    {address}{rest}: {error}", flush=True)
        ended = time.perf_counter()
        yield _Answer((ended - began) * 1000, (time.process_time() - worked) * 1000, total)
        if ended > until:
            return


def _unfinished(documents: int) -> str:
    return f"### {documents:,} texts\n\nNot all of them are written yet: the next run goes on where this one ended."


def _told(documents: int, built: Built, asked: Mapping[str, Asked]) -> str:
    usual, slow = WANTED[documents]
    missed, rows = [], []
    for name, each in asked.items():
        limit = slow if name in SLOW else usual
        if each.p95 > limit:
            missed.append(name)
        cells = [_cell(waits, share, limit) for waits in (each.waits, each.filtered) for share in (0.5, 0.95)]
        rows.append([name, f"{percentile(each.totals, 0.5):,}", limit, *cells, _cell(each.worked, 0.95)])
    missed += [f"{name} (found nothing)" for name, each in asked.items() if name != NOWHERE and not all(each.totals)]
    missed += [f"{kind.name} (not asked, for want of time)" for kind in KINDS if kind.name not in asked]
    verdict = f"Not held: {'; '.join(missed)}." if missed else "Every figure is held."
    heads = ["kind of question", "families", "p95 ≤ ms", "p50 ms", "p95 ms", "filtered p50", "filtered p95", "work p95"]
    return (
        f"### {documents:,} texts\n\n"
        f"The file has {built.size / 1e9:.1f} GB and was written in {built.seconds / 60:.0f} minutes: "
        f"{built.documents / built.seconds:,.0f} texts a second, {built.first_pace:,.0f} in the first tenth and "
        f"{built.last_pace:,.0f} in the last. {verdict}\n\n{table(heads, rows)}"
    )


def _cell(waits: Sequence[float], share: float, limit: float = math.inf) -> str:
    if not waits:
        return ""
    value = percentile(waits, share)
    told = f"{value:,.0f}" if value >= 10 else f"{value:.1f}"
    return f"**{told}**" if share > 0.5 and value > limit else told
