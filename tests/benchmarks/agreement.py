"""``agreement``: whether Elasticsearch finds what the embedded engine finds, in the same order, and counts the same.

The same questions are asked of both, of short texts in one language each and of made documents in thirteen languages.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tests.benchmarks.evaluation import TEXTS
from tests.benchmarks.figures import table
from tests.benchmarks.machine import Circumstances, idle_now
from tests.benchmarks.scale import file_of
from tests.benchmarks.scale_asking import KINDS
from tests.benchmarks.scale_elasticsearch import FOLDER
from tests.benchmarks.scale_portal import searched, set_up

if TYPE_CHECKING:
    from search.engines.base import Engine, Found
    from search.evaluation.collection import Collection
    from search.query import Plan

TITLE = "Two engines, one answer"
WHAT = """
The same questions asked of the embedded engine and of one Elasticsearch node: every third query of each language of the
Universal Declaration of Human Rights, on a scratch index a language; and on 20,000 made documents in thirteen languages
every kind of question that is asked of very many texts, each with five kinds of filter and order. A visitor reads one
partition, a member both. Of the first ten texts, the share that both show; how often the first is the same; how often
totals and all facets are equal, where there are at most 10,000 families: in an index of more than 25,000 texts the
embedded engine counts on a sample already where more than 10,000 rows match.
"""
#: What was asked for of a visitor's answers.
OVERLAP, FIRST = 0.95, 0.88
MADE, FAMILIES_EXACT = 20_000, 10_000
#: Every so many queries of the declaration are asked.
EACH = 3
#: Seconds for building both indices of made documents.
_BUILDING = 420.0
_NARROWED = ("", "&country=TH&country=KH", "&language=-en&type=guideline", "&version_in=th", "&sort=newest&from=2018")
VISITOR, MEMBER = frozenset({"clear"}), frozenset({"clear", "green"})


@dataclass
class Agreement:
    """How far the answers to some questions agree."""

    overlaps: list[float] = field(default_factory=list)
    firsts: list[bool] = field(default_factory=list)
    totals: list[bool] = field(default_factory=list)
    facets: list[bool] = field(default_factory=list)
    sampled: int = 0
    differing: list[str] = field(default_factory=list)

    def add(self, name: str, one: Found, other: Found) -> None:
        """Compare the embedded engine's answer with the other's."""
        ours, theirs = ([hit.key for hit in found.hits[:10]] for found in (one, other))
        most = max(len(ours), len(theirs))
        self.overlaps.append(len({*ours} & {*theirs}) / most if most else 1.0)
        self.firsts.append(ours[:1] == theirs[:1])
        if one.is_floor or other.is_floor:
            self.totals.append(one.is_floor == other.is_floor)
        elif one.sample:
            self.sampled += 1
            self.totals.append(one.total == other.total)
        else:
            self.totals.append(one.total == other.total)
            self.facets.append(_told(one) == _told(other))
            if not (self.totals[-1] and self.facets[-1]):
                self.differing.append(f"{name} ({one.total}, {other.total})")

    def row(self, name: str) -> list[str]:
        """A row of the table."""
        return [
            name,
            f"{len(self.firsts)}",
            *(f"{_share(values):.3f}" for values in (self.overlaps, self.firsts, self.totals, self.facets)),
            f"{self.sampled}",
        ]


def _told(found: Found) -> dict[str, dict[str, int]]:
    return {facet: dict(codes) for facet, codes in found.facets.items() if codes}


def _share(values: Sequence[float | bool]) -> float:
    return sum(values) / len(values) if values else 1.0


def measure() -> tuple[Circumstances, str]:
    """Ask both; answers the circumstances and the result in Markdown."""
    idle, found = idle_now(), {}
    with set_up() as site:
        from tests.benchmarks import scale_cluster

        plans = [*_made_plans()]
        with scale_cluster.node(FOLDER):
            for name, agreement in _of_declaration(str(site)):
                found[name] = agreement
                print(f"  {' '.join(agreement.row(name))}", flush=True)
            until = time.monotonic() + _BUILDING
            for name, agreement in _of_made(plans, site, until):
                found[name] = agreement
                print(f"  {' '.join(agreement.row(name))}", flush=True)
    return Circumstances(idle), _result(found)


def _of_declaration(site: str) -> Iterator[tuple[str, Agreement]]:
    if not TEXTS.is_dir():
        print("  The texts of the declaration do not lie beside this checkout; they are left out.")
        return
    from search.evaluation.collection import collections_in

    for collection in collections_in(TEXTS):
        if "/" not in collection.name:
            yield collection.name, _of_collection(collection, site)


def _of_collection(collection: Collection, site: str) -> Agreement:
    from search.concepts import expanded
    from search.query import plan_of_text

    texts = [*collection.query_sets[0].queries.values()][::EACH]
    plans = {text: expanded(plan_of_text(text, "")) for text in texts}
    agreement, answers = Agreement(), {}
    for engine in ("embedded", "elasticsearch"):
        with _scratch(engine, collection, site) as answering:
            answers[engine] = {text: answering.search(plan, VISITOR) for text, plan in plans.items()}
    for text in texts:
        agreement.add(text, answers["embedded"][text], answers["elasticsearch"][text])
    return agreement


@contextmanager
def _scratch(name: str, collection: Collection, site: str) -> Iterator[Engine]:
    from search.evaluation.asking import index
    from search.evaluation.scratch import scratch_engine

    with scratch_engine(name, site=site) as engine:
        index(engine, collection.texts)
        engine.settle()
        yield engine


def _made_plans() -> Iterator[tuple[str, Plan]]:
    """Every kind of question about made documents, narrowed in several ways."""
    from django.http import QueryDict

    from search.concepts import expanded
    from search.query import plan_from

    for kind in KINDS:
        if kind.is_filtered or kind.member:
            continue
        for address in kind.addresses:
            for rest in _NARROWED:
                plan = plan_from(QueryDict(address + rest), kind.language, MEMBER)
                yield f"{kind.name}: {address}{rest}", replace(expanded(plan), page_size=20)


def _of_made(plans: Sequence[tuple[str, Plan]], site: object, until: float) -> Iterator[tuple[str, Agreement]]:
    from search.engines.elasticsearch import ElasticsearchEngine
    from search.engines.embedded import EmbeddedEngine
    from tests.benchmarks import scale_cluster, scale_index

    path = file_of(MADE)
    if not scale_index.build(path, MADE, until) or not scale_cluster.build(FOLDER, MADE, until):
        print("  Not all made documents were written in time; ask once more.")
        return
    cluster = scale_cluster.searched(MADE)
    for name, reader in (("made documents, a visitor", VISITOR), ("made documents, a member", MEMBER)):
        with searched(path, site):  # type: ignore[arg-type]
            ours = [*_answers(EmbeddedEngine().search, plans, reader)]
        theirs = [*_answers(ElasticsearchEngine(cluster, seconds=60).search, plans, reader)]
        agreement = Agreement()
        for (asked, _plan), one, other in zip(plans, ours, theirs, strict=True):
            agreement.add(asked, one, other)
        yield name, agreement


def _answers(
    ask: Callable[[Plan, frozenset[str]], Found], plans: Iterable[tuple[str, Plan]], reader: frozenset[str]
) -> Iterator[Found]:
    return (ask(plan, reader) for _name, plan in plans)


def _result(found: dict[str, Agreement]) -> str:
    heads = ["asked", "questions", "overlap@10", "same first", "totals equal", "facets equal", "sampled by embedded"]
    short = [
        name
        for name, one in found.items()
        if "member" not in name and (_share(one.overlaps) < OVERLAP or _share(one.firsts) < FIRST)
    ]
    unequal = [f"{name}: {each}" for name, one in found.items() for each in one.differing]
    told = [
        f"Asked for of a visitor's answers: overlap@10 ≥ {OVERLAP}, the same first ≥ {FIRST}, totals and facets equal.",
        f"Not held: {', '.join(short)}." if short else "The order was held everywhere.",
        f"Totals or facets differ in {len(unequal)}: {'; '.join(unequal[:5])}."
        if unequal
        else "Every count was equal.",
    ]
    return "\n\n".join([*told, table(heads, [one.row(name) for name, one in found.items()])])
