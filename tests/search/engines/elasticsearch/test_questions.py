"""The searches a plan becomes, without a cluster: filters, tiers, parts, order, and what a text is worth besides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from search.engines.elasticsearch.compiling import Statistics
from search.engines.elasticsearch.narrowing import chosen, missing_one, readable
from search.engines.elasticsearch.questions import MOST, Question
from search.engines.elasticsearch.weighing import beyond_words
from search.engines.worth import freshness
from search.query import Plan, Selection, Sort, Tier, plan_of_text

NOW = datetime(2026, 11, 22, tzinfo=UTC)
INDICES = {"clear": "x-clear", "green": "x-green"}
ASKED = plan_of_text("forced labour ships", "en")


def narrowed(*selections: Selection) -> Plan:
    return replace(ASKED, selections=selections)


def question(plan: Plan = ASKED, **given: Any) -> Question:
    return Question(plan, INDICES, NOW, **given)


class NarrowingTests:
    def test_any_of_a_facet_and_none_of_the_unwanted(self) -> None:
        told = chosen(narrowed(Selection("country", ("TH", "KH"), ("VN",))), INDICES)["country"].to_dict()["bool"]
        assert told["filter"] == [{"terms": {"country": ["TH", "KH"]}}]
        assert told["must_not"] == [{"terms": {"country": ["VN"]}}]

    def test_a_marking_is_a_choice_among_the_indices_of_the_reader_alone(self) -> None:
        told = chosen(narrowed(Selection("marking", ("green",))), {"clear": "x-clear"})["marking"]
        assert told.to_dict()["bool"]["filter"] == [{"terms": {"_index": []}}]

    def test_two_filters_let_through_what_misses_one(self) -> None:
        facets = chosen(narrowed(Selection("country", ("TH",)), Selection("type", ("news",))), INDICES)
        assert missing_one(facets)[0].to_dict()["bool"]["minimum_should_match"] == 1
        assert missing_one({"country": facets["country"]}) == []

    def test_years_and_days_of_posting_bound_the_dates(self) -> None:
        plan = replace(ASKED, from_year=2018, to_year=2020, posted_from=date(2021, 2, 3))
        told = [each.to_dict().get("range") for each in readable(plan, NOW)]
        assert told[1:] == [
            {"issued": {"gte": "2018-01-01"}},
            {"issued": {"lte": "2020-12-31"}},
            {"posted": {"gte": "2021-02-03"}},
        ]

    def test_what_has_expired_is_never_let_through(self) -> None:
        told = readable(ASKED, NOW)[0].to_dict()
        assert told == {"bool": {"must_not": [{"range": {"expires": {"lte": NOW.isoformat()}}}]}}

    def test_a_list_of_everything_leaves_pages_of_files_out(self) -> None:
        plan = plan_of_text("", "en")
        assert {"term": {"part": 0}} in [each.to_dict() for each in readable(plan, NOW)]


class QuestionTests:
    def test_a_looser_tier_does_not_read_again_what_a_stricter_one_found(self) -> None:
        body = question().rows_of(Tier.WORDS, [Tier.PHRASES])
        assert body["query"]["bool"]["must_not"] == [question().compiled(Tier.PHRASES).must.to_dict()]

    def test_nothing_is_scored_where_the_order_is_another(self) -> None:
        body = question(replace(ASKED, sort=Sort.NEWEST)).rows_of(Tier.PHRASES, [])
        assert "should" not in body["query"]["bool"] and body["sort"] == ["_doc"]

    def test_half_of_the_parts_are_enough_and_never_one_beside_what_was_found(self) -> None:
        held = {part: 1 for part in _parts(question())}
        (beside,) = question(known=Statistics(10, {}), held=held).rows_of_parts(alone=False)
        alone = question(known=Statistics(10, {}), held=held).rows_of_parts(alone=True)
        assert [_enough(body) for body in (beside, alone[0])] == [2, 2]
        assert _enough(alone[1]) == 1 and alone[1]["size"] == 1

    def test_a_part_that_very_many_texts_hold_is_left_out(self) -> None:
        # Without what is near to the words: that is asked for by itself.
        typed = replace(ASKED, as_typed=True)
        first, *rest = _parts(question(typed))
        held = {first: MOST + 1, **dict.fromkeys(rest, 5)}
        many = question(typed, known=Statistics(50_000, {}), held=held)
        assert len(many.parts().must) == len(rest)


def _parts(asked: Question) -> list[Any]:
    from search.engines import asking

    return [*asking.parts(asked.plan)]


def _enough(body: dict[str, Any]) -> int:
    return next(
        each["bool"]["minimum_should_match"]
        for each in body["query"]["bool"]["filter"]
        if "minimum_should_match" in each.get("bool", {})
    )


class WeighingTests:
    @pytest.mark.parametrize("age", [0, 3, 10, 17, 40, 79])
    def test_lines_add_up_to_what_is_left_of_being_new(self, age: int, monkeypatch: pytest.MonkeyPatch) -> None:
        told = beyond_words(question().compiled(Tier.PHRASES).must, ASKED).to_dict()["function_score"]["functions"]
        total = 0.0
        for each in told[:-1]:
            line = each.get("linear", {}).get("year")
            total += each["weight"] * (max(0.0, 1 - age / (2 * line["scale"])) if line else 1.0)
        assert total == pytest.approx(freshness(age), abs=1e-9)

    def test_a_text_without_a_year_is_neither_new_nor_old(self) -> None:
        told = beyond_words(question().compiled(Tier.PHRASES).must, ASKED).to_dict()["function_score"]["functions"]
        assert told[-1] == {"filter": {"bool": {"must_not": [{"exists": {"field": "year"}}]}}, "weight": 1.0}
