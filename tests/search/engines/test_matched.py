"""Reading what matches: of the pages of a file one, and it makes no difference to anybody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.http import QueryDict

from search.documents import analyse_record
from search.engines.base import Found
from search.engines.embedded import EmbeddedEngine, gathering, matching
from search.engines.embedded.matched import Matches
from search.query import Plan, Sort, plan_from, plan_of_text
from tests.search.engines.test_volumes import COMMON
from tests.search.engines.within import in_sqlite
from tests.search.library import Library

pytestmark = [pytest.mark.django_db, in_sqlite]

PAGES = {1: "Ropes for crews", 2: "Ropes", 3: "Ropes", 4: "Nets, ropes and more nets, and passports", 5: "Passports"}


class AlikeTests:
    @pytest.fixture(autouse=True)
    def a_file_of_five_pages(self, library: Library) -> None:
        library.put(1, "Passports", "Of crews.")
        abroad = replace(COMMON, key="file:b:1", family="b", facets={"country": ("KH",)})
        for common in (COMMON, abroad):
            for number, body in PAGES.items():
                record = replace(common, key=f"{common.key}:{number}", body=body)
                EmbeddedEngine().write(record, analyse_record(record))

    @pytest.fixture
    def told(self, monkeypatch: pytest.MonkeyPatch) -> list[Matches]:
        """What each tier told."""
        told: list[Matches] = []
        real = gathering.matching

        def noted(*given, **named):  # type: ignore[no-untyped-def]
            told.append(real(*given, **named))
            return told[-1]

        monkeypatch.setattr(gathering, "matching", noted)
        return told

    def ask(self, plan: Plan) -> Found:
        return EmbeddedEngine().search(plan, frozenset({"clear"}))

    def test_one_page_of_each_file_is_read_and_all_are_known_to_match(self, told: list[Matches]) -> None:
        self.ask(plan_of_text("ropes", "en"))
        assert (len(told[0].rows), len(told[0].numbers)) == (2, 8)

    def test_it_is_the_best_and_of_those_alike_the_first(self) -> None:
        assert {hit.key for hit in self.ask(plan_of_text("ropes", "en")).hits} == {"file:a:1:2", "file:b:1:2"}

    def test_where_nobody_asks_for_the_best_it_is_the_first(self) -> None:
        plan = replace(plan_of_text("ropes", "en"), sort=Sort.NEWEST)
        assert {hit.key for hit in self.ask(plan).hits} == {"file:a:1:1", "file:b:1:1"}

    def test_what_a_looser_tier_is_asked_for_is_not_told_again(self, told: list[Matches]) -> None:
        self.ask(plan_of_text("ropes", "en"))
        assert [matches.numbers for matches in told[1:] if set(matches.numbers) & set(told[0].numbers)] == []

    @pytest.mark.parametrize("text", ["ropes", "passports crews", "nets passports", "ropes -nets", "rope", "passprts"])
    def test_the_answer_is_that_of_reading_every_row(self, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
        filters = ("", "&country=TH", "&country=-KH", "&country=TH&type=guideline")
        asked = [f"q={text}&sort={sort.value}{chosen}" for sort in Sort for chosen in filters]
        plans = [plan_from(QueryDict(parameters), "en") for parameters in asked]
        found = [self.ask(plan) for plan in plans]
        monkeypatch.setattr(matching, "is_compared_by_row", lambda _plan: True)
        assert [self.ask(plan) for plan in plans] == found
