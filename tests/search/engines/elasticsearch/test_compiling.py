"""From what is asked to the query language, without a cluster."""

from __future__ import annotations

import math

import pytest

from search.engines.elasticsearch.compiling import (
    Statistics,
    compiled,
    condition,
    holding,
    without_absent,
    worth_of,
)
from search.engines.expressions import AllOf, AnyOf, Phrase, is_nothing
from search.query import Tier, plan_of_text

LABOUR, STEM = Phrase(("title", "w"), ("labour",)), Phrase(("title", "s"), ("enlabour",))
TOGETHER = Phrase(("title", "w"), ("forced", "labour"))


class ConditionTests:
    def test_a_token_is_a_term_and_several_are_a_phrase(self) -> None:
        assert condition(LABOUR).to_dict() == {"term": {"w": {"value": "labour"}}}
        assert condition(TOGETHER).to_dict() == {"match_phrase": {"w": {"query": "forced labour"}}}

    def test_an_open_phrase_ends_in_a_beginning(self) -> None:
        assert condition(LABOUR._replace(open=True)).to_dict() == {"prefix": {"w": {"value": "labour"}}}
        (told,) = condition(TOGETHER._replace(open=True)).to_dict()["match_phrase_prefix"].values()
        assert told["query"] == "forced labour" and told["max_expansions"] >= 10_000

    def test_any_is_one_of_them_and_all_is_unscored(self) -> None:
        told = condition(AllOf((LABOUR, AnyOf((LABOUR, STEM))))).to_dict()["bool"]
        assert [*told] == ["filter"]
        assert told["filter"][1]["bool"]["minimum_should_match"] == 1

    def test_nothing_is_found_where_nothing_is_asked_for(self) -> None:
        assert condition(AnyOf(())).to_dict() == {"match_none": {}}

    def test_what_was_typed_is_never_an_operator(self) -> None:
        told = holding(Phrase(("title",), ("a*", "OR", "-b"))).to_dict()
        assert told == {"match_phrase": {"title": {"query": "a* OR -b"}}}


class AbsentTests:
    def test_what_stands_nowhere_is_not_asked_for(self) -> None:
        absent = frozenset({STEM})
        assert without_absent(AnyOf((LABOUR, STEM)), absent) == LABOUR
        assert is_nothing(without_absent(AllOf((LABOUR, STEM)), absent))


class WorthTests:
    def test_every_phrase_counts_as_often_as_it_is_asked_for(self) -> None:
        once, twice = (worth_of([(AnyOf((LABOUR,) * times), 1.0)], None)[0] for times in (1, 2))
        assert _boost(twice.to_dict()) == pytest.approx(2 * _boost(once.to_dict()))

    def test_a_word_is_as_rare_as_the_embedded_engine_takes_it_to_be(self) -> None:
        known = Statistics(texts=100, held={LABOUR: 9}, with_field={"w": 100})
        lucene = math.log(1 + 91.5 / 9.5)
        told = worth_of([(LABOUR, 1.0)], known)[0].to_dict()
        assert _boost(told) * lucene == pytest.approx(2.2 * math.log(91.5 / 9.5))

    def test_what_stands_in_most_texts_is_worth_next_to_nothing(self) -> None:
        known = Statistics(texts=100, held={LABOUR: 60}, with_field={"w": 100})
        assert _boost(worth_of([(LABOUR, 1.0)], known)[0].to_dict()) < 1e-4

    def test_a_phrase_is_as_rare_as_it_is_and_not_as_its_words_are_together(self) -> None:
        known = Statistics(100, {TOGETHER: 4}, {"w": 100}, {("w", "forced"): 20, ("w", "labour"): 30})
        lucene = math.log(1 + 80.5 / 20.5) + math.log(1 + 70.5 / 30.5)
        told = worth_of([(TOGETHER, 1.0)], known)[0].to_dict()
        assert _boost(told) * lucene == pytest.approx(2.2 * math.log(96.5 / 4.5))

    def test_words_that_begin_alike_count_together_as_one(self) -> None:
        told = worth_of([(LABOUR._replace(open=True), 1.0)], None)[0].to_dict()["span_multi"]
        assert told["match"] == {"prefix": {"w": {"value": "labour", "rewrite": "top_terms_50"}}}

    def test_of_what_stands_nowhere_nothing_is_scored(self) -> None:
        assert worth_of([(STEM, 1.0)], Statistics(10, {STEM: 0})) == []

    def test_a_tier_finds_by_its_condition_and_scores_beside_it(self) -> None:
        one = compiled(plan_of_text("labour", "en"), Tier.PHRASES, None)
        assert "boost" not in str(one.must.to_dict())
        assert all("boost" in str(each.to_dict()) for each in one.worth)


def _boost(told: dict[str, dict[str, dict[str, float]]]) -> float:
    ((field,),) = ([*by_field.values()] for by_field in told.values())
    return field["boost"]
