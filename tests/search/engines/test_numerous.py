"""Tests of the guards of the embedded engine, with limits low enough for a dozen texts to be very many."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from search.engines.base import Found
from search.engines.embedded import EmbeddedEngine, numerous, searching, sifting
from search.engines.embedded.tables import texts_in
from search.query import plan_from
from tests.search.engines.within import in_sqlite
from tests.search.library import Library

pytestmark = [pytest.mark.django_db, in_sqlite]
FILTERED = "q=labour&country=TH&type=guideline"


@pytest.fixture
def texts(library: Library) -> Library:
    """Twelve texts of one word; four of them pass both filters, and each filter alone lets more through."""
    for number in range(1, 13):
        codes = {"country": ("TH",) if number % 2 else ("VN",)}
        library.put(number, f"Labour {number}", type="guideline" if number % 3 else "news", facets=codes)
    library.put(20, "Labour", partition="green")
    return library


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than five texts are very many, and so are they in an index."""
    for module in (numerous, sifting):
        monkeypatch.setattr(module, "MOST", 5)
    monkeypatch.setattr(numerous, "LARGE", 5)
    monkeypatch.setattr(numerous, "SMALL", 5)


@pytest.fixture
def many_in_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than five texts are very many, in an index that is none the less small."""
    for module in (numerous, sifting):
        monkeypatch.setattr(module, "MOST", 5)
    monkeypatch.setattr(searching, "SAMPLE", 2)
    monkeypatch.setattr(sifting, "SAMPLE", 2)
    monkeypatch.setattr(numerous, "LIGHT", 0)
    monkeypatch.setattr(numerous, "MOST_WEIGHED", 4)
    monkeypatch.setattr(numerous, "SMALL", 12)


def ask(query: str) -> Found:
    """What a visitor finds."""
    return EmbeddedEngine().search(plan_from(QueryDict(query), "en"), frozenset({"clear"}))


@pytest.mark.usefixtures("texts")
class GuardTests:
    def test_texts_are_counted_in_the_partitions_of_the_reader_alone(self) -> None:
        assert texts_in(["clear"]) == {"clear": 12}
        assert texts_in(["clear", "green"]) == {"clear": 12, "green": 1}

    def test_filters_over_very_many_leave_the_same_texts_and_counts(self, request: pytest.FixtureRequest) -> None:
        before = ask(FILTERED)
        request.getfixturevalue("few")
        after = ask(FILTERED)
        assert [hit.key for hit in after.hits] == [hit.key for hit in before.hits]
        assert (after.total, after.facets, after.is_floor) == (before.total, before.facets, False)

    @pytest.mark.usefixtures("few")
    def test_where_not_all_are_looked_at_the_newest_are_counted_as_a_floor(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sifting, "LOOKED_AT", 6)
        monkeypatch.setattr(sifting, "LEAST_LOOKED_AT", 6)
        found = ask("q=labour&country=TH")
        assert (found.total, found.is_floor) == (3, True)

    @pytest.mark.parametrize("query", ["q=labour", "q=labour&country=TH", "q=labour&country=-TH&type=guideline", ""])
    def test_all_of_a_small_index_is_counted_and_ranked_however_much_of_it_matches(
        self, query: str, request: pytest.FixtureRequest
    ) -> None:
        before = ask(query)
        request.getfixturevalue("many_in_few")
        after = ask(query)
        assert [hit.key for hit in after.hits] == [hit.key for hit in before.hits]
        assert (after.total, after.facets, after.reach) == (before.total, before.facets, before.total)
        assert (after.is_floor, after.sample, after.is_ranked) == (False, 0, True)

    @pytest.mark.usefixtures("many_in_few")
    def test_more_families_than_are_told_exactly_are_a_floor_in_a_small_index_too(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(searching, "EXACTLY", 5)
        found = ask("q=labour&country=TH")
        assert (found.total, found.is_floor) == (5, True)

    @pytest.mark.usefixtures("few")
    def test_a_stop_word_does_not_stand_in_the_way_of_very_many(self) -> None:
        assert ask("q=what+is+the+labour").total == 12
