"""From an address to a plan and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.http import QueryDict

from search.query import Plan, Selection, Sort, plan_from, plan_of_text
from search.query.addresses import excluding, on_page, query_of, toggled
from search.query.text import MOST_CHUNKS
from tests.search.library import Library


def plan(query: str) -> Plan:
    return plan_from(QueryDict(query), "en")


def typed(text: str) -> list[str]:
    return [chunk.typed for chunk in plan_of_text(text, "en").wanted]


class TextTests:
    def test_words_between_spaces_are_chunks(self) -> None:
        assert typed("forced  labour\tat sea") == ["forced", "labour", "at", "sea"]

    @pytest.mark.parametrize("quoted", ['"forced labour"', "“forced labour”", "«forced labour»", "「forced labour」"])
    def test_quotes_of_any_shape_keep_words_together(self, quoted: str) -> None:
        (chunk,) = plan_of_text(quoted, "en").wanted
        assert chunk.quoted
        assert [word.plain for word in chunk.words] == ["forced", "labour"]

    def test_a_quote_without_its_partner_is_no_quote(self) -> None:
        assert typed('"forced labour') == ["forced", "labour"]

    def test_a_minus_before_a_word_leaves_it_out_and_one_inside_does_not(self) -> None:
        read = plan_of_text('non-punishment -tourism -"sex work"', "en")
        assert [chunk.typed for chunk in read.wanted] == ["non-punishment"]
        assert [chunk.typed for chunk in read.unwanted] == ["tourism", "sex work"]

    def test_scripts_that_touch_are_looked_for_apart(self) -> None:
        assert typed("ACTIPมาตรา14") == ["ACTIP", "มาตรา", "14"]

    def test_units_stand_for_a_chunk_only_where_they_hold_all_of_it(self) -> None:
        mixed, pure = plan_of_text('"มาตรา 14" มาตรา', "th").wanted
        assert mixed.units is None
        assert pure.units is not None

    def test_long_questions_are_shortened_and_say_so(self) -> None:
        assert plan_of_text("a " * (MOST_CHUNKS + 1), "en").shortened
        assert plan_of_text("a" * 201, "en").shortened
        assert not plan_of_text("a " * MOST_CHUNKS, "en").shortened
        assert len(plan_of_text("a " * 60, "en").wanted) == MOST_CHUNKS

    def test_signs_alone_are_nothing_to_look_for(self) -> None:
        assert plan_of_text("🙂 * -", "en").is_unsearchable
        assert not plan_of_text("", "en").is_unsearchable
        assert not plan_of_text("-a", "en").is_unsearchable


@pytest.mark.usefixtures("library")
class FilterTests:
    def test_known_values_are_kept_and_a_minus_turns_one_round(self) -> None:
        assert plan("country=TH&country=-KH&country=th").selection("country") == Selection("country", ("TH",), ("KH",))

    def test_what_is_wanted_and_unwanted_is_unwanted(self) -> None:
        assert plan("country=TH&country=-TH").selection("country") == Selection("country", (), ("TH",))

    def test_unknown_values_are_left_out_and_named(self) -> None:
        found = plan("country=XX&type=poem&from=later&posted_to=soon&sort=luck&page=zero&theme=&language=tlh")
        assert found.selections == ()
        assert not found.has_filters
        assert {(one.parameter, one.value) for one in found.ignored} == {
            ("type", "poem"),
            ("country", "XX"),
            ("language", "tlh"),
            ("from", "later"),
            ("posted_to", "soon"),
            ("sort", "luck"),
            ("page", "zero"),
        }

    def test_languages_go_by_the_names_browsers_use(self) -> None:
        assert plan("language=tl&language=in&version_in=zh-CN").selections == (
            Selection("language", ("fil", "id")),
            Selection("version_in", ("zh-hans",)),
        )

    def test_years_may_be_written_in_any_numerals(self) -> None:
        assert plan("from=๒๐๒๔&to=2026").from_year == 2024

    def test_a_month_of_posting_runs_to_its_last_day(self) -> None:
        found = plan("posted_from=2026-02&posted_to=2026-02")
        assert (found.posted_from, found.posted_to) == (date(2026, 2, 1), date(2026, 2, 28))

    def test_without_words_the_newest_comes_first(self) -> None:
        assert plan("").order is Sort.NEWEST
        assert plan("sort=relevance").order is Sort.NEWEST
        assert plan("q=labour").order is Sort.RELEVANCE
        assert plan("q=labour&sort=title").order is Sort.TITLE


@pytest.mark.usefixtures("library")
class AddressTests:
    def test_an_address_says_its_plan(self) -> None:
        query = "q=%22a%20b%22%20-c&country=TH&country=-KH&language=my&from=2024&posted_to=2026-02-28&sort=title&page=3"
        assert query_of(plan(query)) == f"?{query}"

    def test_choosing_again_goes_back_to_the_first_page(self) -> None:
        here = plan("q=labour&country=TH&page=4")
        assert query_of(toggled(here, "country", "TH")) == "?q=labour"
        assert query_of(excluding(here, "country", "TH")) == "?q=labour&country=-TH"
        assert query_of(on_page(here, 5)) == "?q=labour&country=TH&page=5"
        assert query_of(here.without_filters()) == "?q=labour"

    def test_the_plan_of_everything_is_a_bare_question_mark(self, library: Library) -> None:
        assert query_of(replace(plan(""), page=1)) == "?"
