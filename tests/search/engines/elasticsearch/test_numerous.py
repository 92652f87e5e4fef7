"""What many texts answer is counted and put in order by the cluster as the shared functions would have done it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.http import QueryDict

from search.documents import analyse_record
from search.engines.base import Found
from search.engines.elasticsearch import ElasticsearchEngine, looking, numerous, questions, searching
from search.engines.elasticsearch.connecting import Cluster
from search.query import Plan, plan_from
from tests.search.engines.elasticsearch.records import record
from tests.search.library import LABELS

CLEAR, BOTH = frozenset({"clear"}), frozenset({"clear", "green"})
QUESTIONS = [
    "q=labour",
    "q=labour&country=TH",
    "q=labour&country=-TH&type=guideline",
    "q=labour&sort=newest",
    "q=labour&sort=title&page=2",
    "q=labour&from=2012",
    "q=labour&page=99",
    "q=labour+-marriage",
    "",
]
#: More texts match than are read where no more than seven are: by way of versions, and of few families that pass.
CUT = ["q=labour&version_in=th", "q=labour&version_in=-id&type=guideline", "version_in=th", "q=labour&country=KH"]


@pytest.fixture(autouse=True)
def labels(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    from portal import indexing

    known = {facet: (lambda _language, told=told: told) for facet, told in LABELS.items()}
    monkeypatch.setattr(indexing, "_labels", known)


@pytest.fixture
def engine(cluster: Cluster) -> ElasticsearchEngine:
    """Thirty texts in twelve families, three languages and two markings."""
    engine = ElasticsearchEngine(cluster, lambda: 1, seconds=20)
    made = [
        record(
            number,
            f"Labour {'at sea ' * (number % 3)}{number % 12}",
            body="forced marriage" if number % 7 == 3 else "labour",
            family=f"family-{number % 12}",
            language=("en", "th", "id")[number // 12],
            partition="green" if number % 12 == 5 else "clear",
            type="guideline" if number % 2 else "tool",
            issued=date(2026 - number % 12, 1, 1),
            facets={"country": ("TH", "VN") if number % 5 else ("KH",)},
        )
        for number in range(1, 31)
    ]
    engine.send([(one, analyse_record(one)) for one in made], ())
    engine.settle()
    return engine


@pytest.fixture
def seven_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than seven rows are read at once, and more are counted by the cluster."""
    monkeypatch.setattr(questions, "READ_ALL", {**questions.READ_ALL, "size": 7, "track_total_hits": 8})
    monkeypatch.setattr(looking, "MOST", 7)
    monkeypatch.setattr(looking, "FEW", 7)


def plan(query: str, readers: frozenset[str]) -> Plan:
    return replace(plan_from(QueryDict(query), "en", readers), page_size=5)


def told(found: Found) -> tuple[object, ...]:
    facets = {facet: dict(codes) for facet, codes in found.facets.items()}
    return [hit.key for hit in found.hits], found.total, facets, found.page, found.is_floor


class NumerousTests:
    def test_both_ways_find_count_and_order_the_same(
        self, engine: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for readers in (CLEAR, BOTH):
            for query in QUESTIONS:
                asked, ways = plan(query, readers), []
                for few in (1_000, 0):
                    monkeypatch.setattr(looking, "FEW", few)
                    ways.append(told(engine.search(asked, readers)))
                assert ways[0] == ways[1], query

    def test_beyond_what_is_counted_exactly_the_answer_says_so(
        self, engine: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(looking, "FEW", 0)
        for name, value in (("EXACTLY", 5), ("SURELY_MORE", 5), ("SAMPLE", 6)):
            monkeypatch.setattr(numerous, name, value)
        found = engine.search(plan("q=labour", CLEAR), CLEAR)
        assert (found.total, found.is_floor, found.reach) == (5, True, 5)
        assert 0 < found.sample <= 6 and sum(found.facets["type"].values()) == found.sample
        assert len(found.hits) == 5

    def test_versions_are_counted_of_what_passes_however_much_else_was_read(
        self, engine: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(searching, "MOST_FAMILIES", 6)
        found = engine.search(plan("q=labour&type=guideline", CLEAR), CLEAR)
        assert 0 < found.total <= 6 < engine.search(plan("q=labour", CLEAR), CLEAR).total
        assert sum(found.facets["version_in"].values()) >= found.total

    @pytest.mark.parametrize("query", CUT)
    def test_of_more_texts_than_are_read_all_that_pass_are_found_and_counted(
        self, engine: ElasticsearchEngine, query: str, request: pytest.FixtureRequest
    ) -> None:
        before = [told(engine.search(plan(query, readers), readers)) for readers in (CLEAR, BOTH)]
        request.getfixturevalue("seven_read")
        assert [told(engine.search(plan(query, readers), readers)) for readers in (CLEAR, BOTH)] == before

    @pytest.mark.usefixtures("seven_read")
    def test_where_not_all_that_may_pass_is_read_the_total_is_a_floor(
        self, engine: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(looking, "LARGE", 0)
        found = engine.search(plan("q=labour&version_in=th", CLEAR), CLEAR)
        assert (found.is_floor, found.sample) == (True, found.total)
