"""Indexing a collection and asking its queries, by the product's own analysis and plan."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from portal.indexing import IndexRecord
from search.concepts import expanded
from search.documents import analyse_record
from search.engines.base import Engine
from search.evaluation.collection import UNKNOWN, QuerySet, Text
from search.evaluation.figures import Figures
from search.query import plan_of_text

#: How many answers of each query are kept; figures look at the first ten.
DEPTH = 100
_PARTITION = "clear"
#: So many texts are sent together to an engine elsewhere.
_AT_ONCE = 200
_SOURCE = "text:"


@dataclass(frozen=True)
class Asked:
    """What a set of queries found, by query: the ids of the texts, best first, and the milliseconds it took.

    The figures are those of the queries that are judged, the waits among them those of all.
    """

    found: Mapping[str, tuple[str, ...]]
    waits: Mapping[str, float]
    figures: Figures


def record_of(text: Text) -> IndexRecord:
    """A text as an owner would tell it, a family of its own, open to everybody."""
    return IndexRecord(
        key=_SOURCE + text.id,
        family=_SOURCE + text.id,
        partition=_PARTITION,
        language=text.language,
        type="text",
        title=text.title,
        summary="",
        body=text.text,
    )


def index(engine: Engine, texts: Iterable[Text]) -> float:
    """Write every text; answers how many went in a second, analysis included."""
    began, number = time.perf_counter(), 0
    remaining = iter(texts)
    while batch := list(islice(remaining, 1 if engine.is_transactional else _AT_ONCE)):
        records = [record_of(text) for text in batch]
        engine.write_all([(record, analyse_record(record)) for record in records])
        number += len(records)
    engine.settle()
    return number / max(time.perf_counter() - began, 1e-9)


def answers(engine: Engine, typed: str) -> tuple[str, ...]:
    """The ids of the texts that answer what a reader typed whose language nobody knows, best first."""
    plan = replace(expanded(plan_of_text(typed, UNKNOWN)), page_size=DEPTH)
    return tuple(hit.key.removeprefix(_SOURCE) for hit in engine.search(plan, frozenset({_PARTITION})).hits)


def ask(asked: QuerySet, answer: Callable[[str], Sequence[str]]) -> Asked:
    """Ask every query of whatever answers."""
    found: dict[str, tuple[str, ...]] = {}
    waits: dict[str, float] = {}
    for query, typed in asked.queries.items():
        began = time.perf_counter()
        found[query] = tuple(answer(typed))
        waits[query] = (time.perf_counter() - began) * 1000
    judged = {query: found[query] for query in asked.judged}
    return Asked(found, waits, Figures.of(judged, asked.grades, list(waits.values())))
