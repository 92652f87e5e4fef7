"""The loosest tier of the embedded engine: which parts are asked for, and that rows are counted before ranked."""

from __future__ import annotations

import pytest

from search.engines.base import Found
from search.engines.embedded import EmbeddedEngine, loosest
from search.engines.tiers import most_holding
from search.query import plan_of_text
from tests.search.engines.within import in_sqlite
from tests.search.library import Library

pytestmark = [pytest.mark.django_db, in_sqlite]


def keys(text: str) -> list[str]:
    """What a visitor finds by a text, the best first."""
    found: Found = EmbeddedEngine().search(plan_of_text(text, "en"), frozenset({"clear"}))
    return [hit.key for hit in found.hits]


class PartsTests:
    @pytest.fixture(autouse=True)
    def texts(self, library: Library) -> None:
        library.put(1, "Passports, ropes, nets")
        library.put(2, "Passports and ropes")
        library.put(3, "Passports")
        library.put(4, "Nets, and again nets")

    def test_beside_what_was_found_a_text_must_hold_two_parts(self) -> None:
        assert keys("passports ropes nets") == ["thing:1", "thing:2"]

    def test_where_nothing_was_found_one_part_is_enough_that_is_worth_much(self) -> None:
        assert set(keys("passports hamlets")) == {"thing:1", "thing:2", "thing:3"}

    def test_no_row_is_ranked_that_holds_too_few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ranked: list[str] = []
        held = loosest._held

        def noted(partition, asked, among=""):  # type: ignore[no-untyped-def]
            ranked.append(among)
            return held(partition, asked, among)

        monkeypatch.setattr(loosest, "_held", noted)
        keys("passports ropes nets")
        keys("passports hamlets")
        assert ranked == ["enough_clear", ""]


class MostHoldingTests:
    @pytest.mark.parametrize(("texts", "most"), [(0, 2_000), (3_000, 2_000), (10_362, 5_181), (1_000_000, 10_000)])
    def test_of_more_than_half_of_very_many_a_part_tells_nothing(self, texts: int, most: int) -> None:
        assert most_holding(texts, 10_000) == most


class NearTests:
    """A skipper is a captain too."""

    @pytest.fixture(autouse=True)
    def texts(self, library: Library) -> None:
        library.put(1, "The skipper keeps passports")
        for number in (2, 3, 4):
            library.put(number, "The captain keeps passports", partition="clear")
        library.put(5, "The captain keeps passports", partition="green")

    def test_what_is_near_to_a_word_is_asked_for(self) -> None:
        assert keys("skipper passports") == [f"thing:{number}" for number in (1, 4, 3, 2)]

    @pytest.mark.parametrize(("bar", "found"), [(3, 4), (2, 1)])
    def test_where_very_many_hold_it_it_is_left_out(
        self, monkeypatch: pytest.MonkeyPatch, bar: int, found: int
    ) -> None:
        """Rows that the reader may not read count nowhere: three may be read that hold it."""
        monkeypatch.setattr(loosest, "MOST_NEAR", bar)
        assert len(keys("skipper passports")) == found
