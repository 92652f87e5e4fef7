"""``evaluation``: what search finds of texts in thirteen languages, beside two other searches of the same texts.

The queries were cut out of the texts by word breakers other than the portal's. The texts lie beside the checkout, where
there are any; without them there is nothing to measure.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.document import ROOT
from tests.benchmarks.figures import percentile, table
from tests.benchmarks.machine import Circumstances, idle_now
from tests.benchmarks.rivals import Answer, WagtailSearch, plain_fts5
from tests.benchmarks.typed_otherwise import WAYS, without_accents
from tests.benchmarks.zawgyi import in_zawgyi

if TYPE_CHECKING:
    from search.evaluation.asking import Asked
    from search.evaluation.collection import Collection, QuerySet

TITLE = "Finding what is there"
TEXTS = ROOT.parent / "shared" / "data" / "udhr"
#: Recall and reciprocal rank asked for, by folder; all other languages are asked for the last.
WANTED = {"th": (0.99, 0.88), "lo": (0.99, 0.86), "km": (0.985, 0.87), "my": (0.98, 0.82), "zh": (0.995, 0.90)}
OTHERS = (0.97, 0.95)
#: How near the same queries typed otherwise must come; Zawgyi has a share of its own.
NEAR, ZAWGYI = 0.01, 0.95
#: Reciprocal rank asked of Vietnamese without accents, by syllables.
SYLLABLES = {1: None, 2: 0.80, 3: 0.90}
TERMS, CROSS = 74, 0.60
_REPEATS = 3
WHAT = """
The thirty articles and the preamble of the Universal Declaration of Human Rights, one scratch index a language, asked
as `manage.py evaluate_search` asks: with the portal's own analysis and plan, and without telling it the language of a
query. Up to 300 queries a language, cut out of the texts by word breakers other than the portal's; an answer is right
where the article holds the query sign by sign. Beside it, on the same texts and queries, full text as SQLite brings it
(FTS5, its default tokenizer, all words) and Wagtail's own search (modelsearch on SQLite, its default settings). Waits
are those of the queries that both the portal and Wagtail answer, three times each.
"""


@dataclass
class Measured:
    """Everything that was measured, by folder."""

    portal: dict[str, Asked] = field(default_factory=dict)
    fts5: dict[str, Asked] = field(default_factory=dict)
    wagtail: dict[str, Asked] = field(default_factory=dict)
    waits: dict[str, tuple[list[float], list[float]]] = field(default_factory=dict)
    """By language what the queries that both answer took, ours and Wagtail's, in milliseconds."""
    otherwise: dict[tuple[str, str], Asked] = field(default_factory=dict)
    syllables: dict[int, Asked] = field(default_factory=dict)
    hits: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)


def measure() -> tuple[Circumstances, str] | None:
    """Index and ask; answers the circumstances and the result in Markdown, or None where there are no texts."""
    if not TEXTS.is_dir():
        print("  The texts of the declaration do not lie beside this checkout; nothing was measured.")
        return None
    idle, measured = idle_now(), Measured()
    with _portal() as site:
        from search.evaluation.collection import collections_in

        wagtail = WagtailSearch()
        for collection in collections_in(TEXTS):
            group, _slash, language = collection.name.rpartition("/")
            if group:
                measured.hits[group, language] = _in_top_five(collection, site)
            else:
                _measure_language(measured, collection, site, wagtail)
            print(f"  {collection.name}", flush=True)
    return Circumstances(idle), _result(measured)


@contextmanager
def _portal() -> Iterator[str]:
    """A portal that is set up and holds nothing; answers the name of its database."""
    with tempfile.TemporaryDirectory(prefix="balai-evaluation-") as folder:
        os.environ.update(PORTAL_DATA_DIR=folder, DJANGO_SETTINGS_MODULE="portal.settings.local")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        with open(Path(folder) / "said", "w", encoding="utf-8") as said:
            call_command("set_up", stdout=said)
        from search.evaluation.scratch import site_beside

        with site_beside() as site:
            yield site


def _measure_language(measured: Measured, collection: Collection, site: str, wagtail: WagtailSearch) -> None:
    from search.evaluation.asking import ask

    name, queries = collection.name, collection.query_sets[0]
    with _answers(collection, site) as answer:
        repeats = [ask(queries, answer) for _repeat in range(_REPEATS)]
        measured.portal[name] = repeats[0]
        for way, (typed, languages) in WAYS.items():
            if name in languages:
                measured.otherwise[way, name] = ask(_typed(queries, typed), answer)
        if name == "vi":
            for number in SYLLABLES:
                few = {key: text for key, text in queries.queries.items() if len(text.split()) == number}
                measured.syllables[number] = ask(_typed(replace(queries, queries=few), without_accents), answer)
    with plain_fts5(collection.texts) as answer:
        measured.fts5[name] = ask(queries, answer)
    with wagtail.over(collection.texts) as answer:
        others = [ask(queries, answer) for _repeat in range(_REPEATS)]
        measured.wagtail[name] = others[0]
    both = [key for key, found in others[0].found.items() if found and repeats[0].found[key]]
    measured.waits[name] = (_waits(repeats, both), _waits(others, both))
    if name == "my":
        old = replace(collection, texts=tuple(replace(each, text=in_zawgyi(each.text)) for each in collection.texts))
        with _answers(old, site) as answer:
            measured.otherwise["the texts in Zawgyi", name] = ask(queries, answer)


@contextmanager
def _answers(collection: Collection, site: str) -> Iterator[Answer]:
    from search.evaluation.asking import answers, index
    from search.evaluation.scratch import scratch_engine

    with scratch_engine(site=site) as engine:
        index(engine, collection.texts)
        yield partial(answers, engine)


def _typed(queries: QuerySet, otherwise: Answer | object) -> QuerySet:
    assert callable(otherwise)
    return replace(queries, queries={key: otherwise(text) for key, text in queries.queries.items()})


def _waits(repeats: Iterable[Asked], queries: Iterable[str]) -> list[float]:
    known = list(queries)
    return [asked.waits[query] for asked in repeats for query in known]


def _p95(waits: list[float]) -> float:
    return percentile(waits, 0.95) if waits else 0.0


def _compared(measured: Measured, missed: list[str]) -> str:
    """How long all queries of all languages take that both answer, and where a language by itself takes longer."""
    ours, theirs = (_p95([wait for one in measured.waits.values() for wait in one[place]]) for place in (0, 1))
    if ours > theirs:
        missed.append("p95 over the queries that both answer no longer than Wagtail's")
    each = {name: (_p95(own), _p95(other)) for name, (own, other) in measured.waits.items()}
    longer = [f"{name} ({own:.2f} against {other:.2f})" for name, (own, other) in each.items() if own > other]
    alone = f" Longer in a language by itself: {', '.join(longer)}." if longer else " In no language is it longer."
    return f"Over all queries that both answer, p95 is {ours:.1f} ms, and {theirs:.1f} ms with Wagtail's.{alone}"


def _in_top_five(collection: Collection, site: str) -> tuple[int, int]:
    """How many queries have a right answer among the first five, and how many there are."""
    queries = collection.query_sets[0]
    with _answers(collection, site) as answer:
        right = sum(
            any(queries.grades[key].get(text, 0) > 0 for text in answer(queries.queries[key])[:5])
            for key in queries.judged
        )
    return right, len(queries.judged)


def _result(measured: Measured) -> str:
    missed: list[str] = []
    parts = [
        _languages(measured, missed),
        _compared(measured, missed),
        _otherwise(measured, missed),
        _terms(measured.hits, missed),
    ]
    verdict = f"Not held: {'; '.join(missed)}." if missed else "Every figure is held."
    return "\n\n".join([verdict, *parts])


def _told(value: float, least: float | None, what: str, missed: list[str], digits: int = 3) -> str:
    if least is None or value >= least:
        return f"{value:.{digits}f}"
    missed.append(f"{what} {value:.{digits}f} of {least:g}")
    return f"**{value:.{digits}f}**"


def _languages(measured: Measured, missed: list[str]) -> str:
    rows = []
    for name in [*WANTED, *sorted(set(measured.portal) - set(WANTED))]:
        recall, rank = WANTED.get(name, OTHERS)
        own, fts5, wagtail = (each[name].figures for each in (measured.portal, measured.fts5, measured.wagtail))
        ours, theirs = map(_p95, measured.waits[name])
        if own.recall_10 < wagtail.recall_10 or (wagtail.recall_10 < 0.99 and own.recall_10 <= wagtail.recall_10):
            missed.append(f"recall in {name} above Wagtail's")
        rows.append(
            [name, f"≥ {recall} / {rank}"]
            + [_told(own.recall_10, recall, f"recall@10 in {name}", missed)]
            + [_told(own.reciprocal_rank, rank, f"MRR@10 in {name}", missed), f"{own.gain:.3f}"]
            + [f"{each:.3f}" for each in (fts5.recall_10, fts5.reciprocal_rank)]
            + [f"{each:.3f}" for each in (wagtail.recall_10, wagtail.reciprocal_rank)]
            + [f"{ours:.1f}", f"{theirs:.1f}"]
        )
    heads = ["language", "asked for", "recall@10", "MRR@10", "nDCG@10", "FTS5 recall", "FTS5 MRR"]
    return table([*heads, "Wagtail recall", "Wagtail MRR", "p95 ms", "Wagtail p95 ms"], rows)


def _otherwise(measured: Measured, missed: list[str]) -> str:
    rows = []
    for (way, name), asked in sorted(measured.otherwise.items()):
        typed = measured.portal[name].figures
        cells = []
        for now, before in (
            (asked.figures.recall_10, typed.recall_10),
            (asked.figures.reciprocal_rank, typed.reciprocal_rank),
        ):
            least = before * ZAWGYI if "Zawgyi" in way else before - NEAR
            cells += [f"{before:.3f}", _told(now, round(least, 3), f"{name}, {way}", missed)]
        rows.append([way, name, *cells])
    for number, asked in measured.syllables.items():
        rank = _told(asked.figures.reciprocal_rank, SYLLABLES[number], f"vi, {number} syllables", missed)
        what = f"without accents, {number} {'syllable' if number == 1 else 'syllables'}"
        rows.append([what, "vi", "", f"{asked.figures.recall_10:.3f}", "", rank])
    heads = ["typed otherwise", "language", "recall@10 as typed", "otherwise", "MRR@10 as typed", "otherwise"]
    return table(heads, rows)


def _terms(hits: Mapping[tuple[str, str], tuple[int, int]], missed: list[str]) -> str:
    rows = []
    for group, what in (("terms", "a term in its own language"), ("cross", "the English term")):
        each = {language: found for (name, language), found in hits.items() if name == group}
        right, number = (sum(found[place] for found in each.values()) for place in (0, 1))
        least = TERMS if group == "terms" else CROSS * number
        if right < least:
            missed.append(f"{group}: {right} of {number} within the top five, asked for {least:.0f}")
        rows.append(
            [what, f"≥ {least:.0f}", f"{right} of {number}", *(f"{found[0]}/{found[1]}" for found in each.values())]
        )
        languages = list(each)
    return table(["within the first five", "asked for", "found", *languages], rows)
