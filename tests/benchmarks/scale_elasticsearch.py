"""``elasticsearch``: how long a page of results takes with a million texts in one small Elasticsearch node.

Beside it two smaller indices, so that what grows with the number of texts shows. Writing a million texts takes longer
than one run may: what a run has not finished, the next goes on with.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.launcher.tasks import data_folder
from tests.benchmarks.document import ROOT
from tests.benchmarks.figures import percentile, table
from tests.benchmarks.machine import Circumstances, Watch, await_quiet
from tests.benchmarks.scale_asking import KINDS, NOWHERE, SLOW, Kind
from tests.benchmarks.scale_portal import ask, set_up
from tests.benchmarks.scale_steadily import Answer, Asked, every_question, steadily

if TYPE_CHECKING:
    from tests.benchmarks.scale_cluster import Kept, Weight

TITLE = "Very many texts in Elasticsearch"
#: Where the node's data are kept. Told once: a portal that is set up for measuring has another folder of data.
FOLDER = data_folder(ROOT) / "benchmarks" / "elasticsearch"
SIZES = (10_000, 100_000, 1_000_000)
#: Milliseconds that 95 of 100 pages keep to: of all questions, and of those that nothing narrows.
USUAL, UNNARROWED = 120, 300
EACH_SECOND = 4.0
#: So long a run builds and asks; the rest of ten minutes is for setting up and writing down.
ENOUGH = 540.0
#: So much of it asking takes: nearly three hundred questions, once of each size and twice of the largest.
ASKING = 370.0
#: So many seconds of each size are spent on asking before it counts, at most.
WARMING = 40.0
WHAT = f"""
The made documents of the section before, through the portal's own engine into one Elasticsearch node with a heap of
2 GB on the same machine: the same tokens, sent in bulks of 500 by two processes, with no refresh until the end. Half of
that work is making the documents. The indices are kept for the next run. Asked are the same questions, each as it is
and filtered by four countries and years, of all kinds mixed, {EACH_SECOND:.0f} every second whether or not those before
are answered; waits count from the moment a question was due to the page's marked passages, counts and facets. Before,
every question was asked once, and whole answers that the node kept were thrown away. What the portal answers without
Elasticsearch, because it took too long, is a failure.
"""


@dataclass(frozen=True)
class Measured:
    """An index of one size: how it was written, what it weighs, what was answered, and how much others worked then."""

    kept: Kept
    weight: Weight
    answers: Sequence[Answer]

    def waits(self, kinds: set[str]) -> list[float]:
        """How long questions of these kinds took."""
        return [each.wait for each in self.answers if each.asked.kind.name in kinds]

    @property
    def failures(self) -> list[str]:
        """Why questions failed, those that did."""
        return [each.failure for each in self.answers if each.failure]


def measure() -> tuple[Circumstances, str] | None:
    """Build what is missing and ask; answers the circumstances and the result in Markdown.

    None where all of a run's time was needed for building.
    """
    until = time.monotonic() + ENOUGH
    with set_up():
        from tests.benchmarks import scale_cluster

        with scale_cluster.node(FOLDER) as node:
            kept = scale_cluster.built(FOLDER, SIZES, until)
            if len(kept) < len(SIZES) or time.monotonic() > until - ASKING:
                print("  This run has built what it could; the next goes on, or asks.")
                return None
            idle = await_quiet(most=20.0)
            watch = Watch([node.node(1).process_number])
            measured = {documents: _measured(documents, one) for documents, one in kept.items()}
            return Circumstances(idle, watch.by_others()), told(measured)


def _measured(documents: int, kept: Kept) -> Measured:
    from search.concepts import warm
    from tests.benchmarks import scale_cluster

    print(f"  {documents:,} texts:", flush=True)
    cluster = scale_cluster.searched(documents)
    warm()
    rounds = 2 if documents == max(SIZES) else 1
    warmed = time.monotonic() + WARMING
    for asked in every_question(seed=0):
        if time.monotonic() < warmed:
            _answered_somehow(asked)
    answers: list[Answer] = []
    for seed in range(1, rounds + 1):
        scale_cluster.forget_answers(cluster)
        answers += steadily(every_question(seed), EACH_SECOND, _answered)
    measured = Measured(kept, scale_cluster.weight(cluster), answers)
    usual = measured.waits(_usual())
    print(f"    p95 {percentile(usual, 0.95):.0f} ms, {len(measured.failures)} failures", flush=True)
    return measured


class _NotElasticsearchError(Exception):
    """Another engine answered in its place."""


def _answered(asked: Asked) -> int:
    results = ask(asked.address, asked.kind.language, member=asked.kind.member)
    if results.is_fallback:
        raise _NotElasticsearchError
    return results.total


def _answered_somehow(asked: Asked) -> None:
    try:
        _answered(asked)
    except _NotElasticsearchError:
        # The first questions after a start may take too long; the next come while it is left alone.
        time.sleep(1)


def _usual() -> set[str]:
    return {kind.name for kind in KINDS} - SLOW


def told(measured: Mapping[int, Measured]) -> str:
    """The result in Markdown."""
    return "\n\n".join(filter(None, [_verdict(measured), _of_sizes(measured), _of_kinds(measured)]))


def _verdict(measured: Mapping[int, Measured]) -> str:
    missed = []
    for documents, each in measured.items():
        for name, kinds, most in (("all but the unnarrowed", _usual(), USUAL), ("the unnarrowed", SLOW, UNNARROWED)):
            p95 = percentile(each.waits(kinds), 0.95)
            if p95 > most:
                missed.append(f"{name} of {documents:,} texts took {p95:,.0f} ms, not {most}")
        failed = len(each.failures)
        if failed:
            missed.append(f"{failed} of {len(each.answers)} failed at {documents:,} texts (such as {each.failures[0]})")
        empty = {one.asked.kind.name for one in each.answers if not one.total} - {NOWHERE}
        missed += [f"{kind} found nothing at {documents:,} texts" for kind in sorted(empty) if not failed]
    return f"Not held: {'; '.join(missed)}." if missed else "Every figure is held."


def _of_sizes(measured: Mapping[int, Measured]) -> str:
    def row(name: str, values: Sequence[str]) -> list[str]:
        return [name, *values]

    each = list(measured.values())
    rows = [
        row("on disk, GB", [f"{one.weight.size / 1e9:.2f}" for one in each]),
        row("on disk, KB a text", [f"{one.weight.size / one.kept.documents / 1e3:.1f}" for one in each]),
        row("written in, seconds", [f"{one.kept.seconds:,.0f}" for one in each]),
        row("texts a second", [f"{one.kept.documents / one.kept.seconds:,.0f}" for one in each]),
        row("…in the first tenth", [f"{one.kept.first_pace:,.0f}" for one in each]),
        row("…in the last tenth", [f"{one.kept.last_pace:,.0f}" for one in each]),
        row("most of the heap in lasting use, MB", [f"{one.weight.heap / 1e6:,.0f}" for one in each]),
        row("pieces of the index", [f"{one.weight.pieces}" for one in each]),
        row("questions", [f"{len(one.answers)}" for one in each]),
        row("failed", [f"{len(one.failures)}" for one in each]),
    ]
    for name, kinds, most in (("all but the unnarrowed", _usual(), USUAL), ("the unnarrowed", SLOW, UNNARROWED)):
        rows.append(row(f"{name}, p50 ms", [_cell(one.waits(kinds), 0.5) for one in each]))
        rows.append(row(f"{name}, p95 ms (≤ {most})", [_cell(one.waits(kinds), 0.95, most) for one in each]))
    return table(["texts", *(f"{documents:,}" for documents in measured)], rows)


def _of_kinds(measured: Mapping[int, Measured]) -> str:
    rows = [[kind.name, *_cells_of(kind, measured)] for kind in KINDS]
    heads = [head for documents in measured for head in (f"families of {documents:,}", "p50 ms", "p95 ms")]
    return table(["kind of question", *heads], rows)


def _cells_of(kind: Kind, measured: Mapping[int, Measured]) -> list[str]:
    cells = []
    for each in measured.values():
        of_kind = [one for one in each.answers if one.asked.kind == kind]
        waits = [one.wait for one in of_kind]
        most = UNNARROWED if kind.name in SLOW else USUAL
        plain = [one.total for one in of_kind if one.asked.address in kind.addresses]
        cells += [f"{percentile(plain, 0.5):,}", _cell(waits, 0.5), _cell(waits, 0.95, most)]
    return cells


def _cell(waits: Sequence[float], share: float, most: float = float("inf")) -> str:
    value = percentile(waits, share)
    shown = f"{value:,.0f}" if value >= 10 else f"{value:.1f}"
    return f"**{shown}**" if value > most else shown
