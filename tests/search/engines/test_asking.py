"""What is asked of an index for a plan, in no engine's language, and how the embedded engine writes it."""

from __future__ import annotations

from dataclasses import replace

from search.engines import asking
from search.engines.embedded import match
from search.engines.expressions import AllOf, AnyOf, Phrase, all_of, any_of, is_nothing, phrases_of, weight
from search.engines.kept import once_each
from search.query import Tier, plan_of_text

LABOUR, FORCED = Phrase(("title", "w"), ("labour",)), Phrase(("title", "w"), ("forced",))


class ExpressionTests:
    def test_what_asks_the_same_is_equal_and_any_is_not_all(self) -> None:
        assert any_of([LABOUR, FORCED, LABOUR]) == AnyOf((LABOUR, FORCED))
        assert hash(AnyOf((LABOUR, FORCED))) == hash(AnyOf((LABOUR, FORCED)))
        assert AnyOf((LABOUR, FORCED)) != AllOf((LABOUR, FORCED))

    def test_a_single_one_stands_for_itself_and_none_for_nothing(self) -> None:
        assert all_of([LABOUR]) is LABOUR
        assert is_nothing(all_of([])) and not is_nothing(LABOUR)

    def test_the_weight_is_the_number_of_phrases(self) -> None:
        assert weight(AllOf((LABOUR, AnyOf((LABOUR, FORCED))))) == 3


class AskingTests:
    def test_the_strictest_tier_asks_for_the_word_and_for_neighbours_side_by_side(self) -> None:
        asked = asking.wanted(plan_of_text("forced labour", "en"), Tier.PHRASES)
        assert isinstance(asked, AllOf) and len(asked.of) == 2
        assert Phrase(("title", "w"), ("forced", "labour")) in asked.of[0].of  # type: ignore[union-attr]

    def test_looser_tiers_ask_for_stems_and_then_for_beginnings(self) -> None:
        plan = plan_of_text("victims", "en")
        stem, beginning = Phrase(("title", "s"), ("envictim",)), Phrase(("title", "w"), ("victims",), open=True)
        asked = {tier: {*phrases_of(asking.wanted(plan, tier))} for tier in (Tier.PHRASES, Tier.WORDS, Tier.PREFIXES)}
        assert [stem in phrases for phrases in asked.values()] == [False, True, True]
        assert [beginning in phrases for phrases in asked.values()] == [False, False, True]

    def test_one_word_typed_twice_is_one_part(self) -> None:
        assert not asking.has_parts(plan_of_text("labour labour", "en"))
        assert asking.has_parts(plan_of_text("forced labour", "en"))

    def test_fts5_reads_every_token_between_quotes(self) -> None:
        plan = plan_of_text("labour", "en")
        assert match.wanted(plan, Tier.PHRASES).startswith('({title} : "labour" OR {title w} : "labour"')
        assert match.written(AllOf((LABOUR, AnyOf((LABOUR, FORCED))))) == (
            '{title w} : "labour" AND ({title w} : "labour" OR {title w} : "forced")'
        )


class KeptTests:
    def test_the_same_plan_is_worked_out_once_and_an_equal_one_by_itself(self) -> None:
        asked = []
        kept = once_each(lambda plan, tier: asked.append(tier) or len(asked))
        plan = plan_of_text("labour", "en")
        assert (kept(plan, 1), kept(plan, 1), kept(plan, 2), kept(replace(plan), 1)) == (1, 1, 2, 3)
