"""Tier after tier: each row once, by the strictest that finds it."""

from __future__ import annotations

import pytest

from search.engines.base import Found
from search.engines.embedded import EmbeddedEngine, gathering
from search.query import Tier, plan_of_text
from tests.search.engines.within import in_sqlite
from tests.search.library import Library

pytestmark = [pytest.mark.django_db, in_sqlite]


def ask(text: str) -> Found:
    """What a visitor finds."""
    return EmbeddedEngine().search(plan_of_text(text, "en"), frozenset({"clear"}))


class TiersTests:
    @pytest.fixture(autouse=True)
    def texts(self, library: Library) -> None:
        library.put(1, "A threat")
        library.put(2, "They were threatened", "Threats were made.")
        library.put(3, "Threatening letters")
        library.put(4, "Threatometer")

    def test_a_text_stands_where_the_strictest_tier_found_it(self) -> None:
        assert [(hit.key, hit.tier) for hit in ask("threat").hits] == [
            ("thing:1", Tier.PHRASES),
            ("thing:2", Tier.WORDS),
            ("thing:4", Tier.PREFIXES),
            ("thing:3", Tier.PREFIXES),
        ]

    def test_it_makes_no_difference_whether_beginnings_are_asked_for_beforehand(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = ask("threat")
        monkeypatch.setattr(gathering, "FEW", 0)
        assert ask("threat") == found

    def test_where_no_beginning_finds_more_no_form_is_asked_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[Tier] = []
        real = gathering.matching

        def told(plan, tier, *given, **named):  # type: ignore[no-untyped-def]
            asked.append(tier)
            return real(plan, tier, *given, **named)

        monkeypatch.setattr(gathering, "matching", told)
        ask("threatometer")
        assert asked == [Tier.PHRASES, Tier.PREFIXES]
