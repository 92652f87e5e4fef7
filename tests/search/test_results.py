"""What a viewer is shown of what an engine found."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from portal.viewer import Viewer
from search.offers import offers_for
from search.page import ResultsPage
from search.query import Plan, plan_from, plan_of_text
from search.results import ShownHit, find
from tests.search.library import READER, VISITOR, Library


def plan(query: str) -> Plan:
    return plan_from(RequestFactory().get(f"/?{query}").GET, "en")


class RuleTests:
    def test_every_hit_is_asked_of_the_database_in_one_go(self, library: Library) -> None:
        for number in range(5):
            library.put(number, "Labour")
        assert len(find(plan("q=labour"), VISITOR).hits) == 5
        assert [len(keys) for keys in library.asked] == [5]

    def test_what_the_database_does_not_confirm_is_neither_shown_nor_counted(self, library: Library) -> None:
        library.put(1, "Labour")
        library.put(2, "Labour law")
        library.hidden.add("thing:2")
        found = find(plan("q=labour"), VISITOR)
        assert ([hit.key for hit in found.hits], found.total) == (["thing:1"], 1)

    def test_a_visitor_and_a_member_find_what_each_may_read(self, library: Library) -> None:
        library.put(1, "Labour")
        library.put(2, "Labour", partition="green")
        assert find(plan("q=labour"), VISITOR).total == 1
        assert find(plan("q=labour"), READER).total == 2

    def test_a_hit_carries_its_passage_and_falls_back_to_none(self, library: Library) -> None:
        library.put(1, "A title", "about labour")
        assert find(plan("q=labour"), VISITOR).hits[0].snippet == "about <mark>labour</mark>"
        assert find(plan("q=title"), VISITOR).hits[0].snippet == ""

    def test_the_number_of_queries_does_not_depend_on_the_number_of_hits(
        self, library: Library, django_assert_max_num_queries: pytest.FixtureRequest
    ) -> None:
        for number in range(30):
            library.put(number, "Labour", facets={"country": ("TH",)})
        # An engine elsewhere is told what was written at the moment it is asked; that is not counted.
        assert find(plan("q=labour"), VISITOR).total == 30
        for query in ("q=labour", "q=labour&country=TH&type=guideline"):
            with django_assert_max_num_queries(5):  # type: ignore[operator]
                find(plan(query), VISITOR)


class OwnLanguageTests:
    @pytest.fixture(autouse=True)
    def one_family(self, library: Library) -> None:
        library.put(1, "Shelter standards", "how to run a shelter", family="one")
        library.put(2, "มาตรฐานสถานที่", "ดูแลผู้เสียหาย", family="one", language="th")

    def hit(self, query: str, viewer: Viewer = VISITOR) -> ShownHit:
        (hit,) = find(plan_from(RequestFactory().get(f"/?{query}").GET, "th"), viewer).hits
        return hit

    def test_the_version_in_the_readers_language_is_shown_in_place_of_the_one_that_was_found(self) -> None:
        hit = self.hit("q=shelter")
        assert (hit.key, hit.snippet, hit.version and hit.version.key) == ("thing:2", "", "thing:1")
        assert hit.version_snippet == "how to run a <mark>shelter</mark>"
        told = render_to_string("partials/dossier.html", {"hit": hit})
        assert "Found in another language:" in told
        assert '<span lang="en">how to run a <mark>shelter</mark></span>' in told

    def test_its_own_passage_is_enough_where_it_has_one(self, library: Library) -> None:
        library.put(2, "มาตรฐานสถานที่", "ดูแลใน shelters", family="one", language="th")
        hit = self.hit("q=sheltering")
        assert (hit.key, hit.snippet, hit.version_snippet) == ("thing:2", "ดูแลใน <mark>shelters</mark>", "")

    def test_where_the_words_stand_in_no_text_the_title_that_was_found_is_told(self, library: Library) -> None:
        assert self.hit("q=standards").version_snippet == "Shelter <mark>standards</mark>"

    @pytest.mark.parametrize("query", ["q=shelter&language=en", "q=shelter&version_in=en", "q=shelter&language=-th"])
    def test_whoever_asks_for_a_language_is_shown_what_was_found(self, query: str) -> None:
        assert self.hit(query).key == "thing:1"

    def test_nothing_is_shown_that_the_reader_may_not_read_or_does_not_want(self, library: Library) -> None:
        assert (
            self.hit(
                "q=shelter+-%E0%B8%9C%E0%B8%B9%E0%B9%89%E0%B9%80%E0%B8%AA%E0%B8%B5%E0%B8%A2%E0%B8%AB%E0%B8%B2%E0%B8%A2"
            ).key
            == "thing:1"
        )
        library.put(2, "มาตรฐานสถานที่", "ดูแลผู้เสียหาย", family="one", language="th", partition="green")
        assert self.hit("q=shelter").key == "thing:1"
        assert self.hit("q=shelter", READER).key == "thing:2"
        library.hidden.add("thing:2")
        assert self.hit("q=shelter", READER).key == "thing:1"

    def test_it_takes_one_query_more_however_many_there_are(
        self, library: Library, django_assert_max_num_queries: pytest.FixtureRequest
    ) -> None:
        for number in range(3, 30, 2):
            library.put(number, "Shelter", family=f"family {number}")
            library.put(number + 1, "มาตรฐานสถานที่", family=f"family {number}", language="th")
        find(plan_of_text("shelter", "th"), VISITOR)
        library.asked.clear()
        with django_assert_max_num_queries(7):  # type: ignore[operator]
            found = find(plan_of_text("shelter", "th"), VISITOR)
        assert {hit.language for hit in found.hits} == {"th"}
        assert len(library.asked) == 1

    def test_where_there_is_none_english_is_shown_before_a_third_language(self, library: Library) -> None:
        library.put(3, "Shelter", family="two", language="vi")
        library.put(4, "A long title with shelter", "and much else", family="two")
        assert [hit.key for hit in find(plan_of_text("shelter", "km"), VISITOR).hits] == ["thing:4", "thing:1"]


class NumberTests:
    def test_a_number_that_no_document_has_finds_nothing(self, library: Library) -> None:
        library.put(14, "About part C in 2026", "chapter 001")
        assert find(plan("q=C-2026-001"), VISITOR).total == 0
        assert [hit.key for hit in find(plan("q=g-2026-014"), VISITOR).hits] == ["thing:14"]

    def test_a_letter_that_the_dictionary_left_over_finds_nothing_but_may_be_asked_for(self, library: Library) -> None:
        library.put(1, "ข้อ ก หรือ อ")
        assert [word.stop for word in plan_of_text("เหยือ", "th").words] == [False, True]
        assert find(plan_of_text("เหยือ", "th"), VISITOR).total == 0
        assert find(plan_of_text("ก", "th"), VISITOR).total == 1
        assert not any(word.stop for word in plan_of_text("人法", "th").words)


class OfferTests:
    def test_nothing_found_offers_the_same_without_filters(self, library: Library) -> None:
        library.put(1, "Labour", facets={"country": ("TH",)})
        found = find(plan("q=labour&country=KH"), VISITOR)
        offers = offers_for(found, VISITOR)
        assert found.total == 0
        assert offers.unfiltered is not None
        assert offers.unfiltered.total == 1

    def test_a_chosen_language_offers_what_does_not_exist_in_it(self, library: Library) -> None:
        library.put(1, "ACTIP", family="both")
        library.put(2, "ACTIP", family="both", language="th")
        library.put(3, "ACTIP", family="english only")
        offers = offers_for(find(plan("q=ACTIP&language=th"), VISITOR), VISITOR)
        assert offers.elsewhere is not None
        assert [hit.key for hit in offers.elsewhere.hits] == ["thing:3"]

    def test_an_offer_that_finds_nothing_is_not_made(self, library: Library) -> None:
        library.put(1, "Labour")
        found = find(plan("q=nonsense&country=KH&language=th"), VISITOR)
        assert offers_for(found, VISITOR).elsewhere is None
        assert offers_for(found, VISITOR).unfiltered is None


class PageTests:
    def page(self, query: str) -> ResultsPage:
        found = find(plan(query), VISITOR)
        return ResultsPage(found, offers_for(found, VISITOR))

    def test_facets_show_what_occurs_and_what_is_chosen(self, library: Library) -> None:
        library.put(1, "Labour", facets={"country": ("TH", "VN")})
        (country, *_others) = self.page("q=labour&country=KH&country=-VN").facets
        assert [(value.label, value.count, value.chosen) for value in country.values] == [
            ("Cambodia", 0, True),
            ("Thailand", 1, False),
        ]

    def test_the_form_carries_on_what_it_has_no_field_for(self, library: Library) -> None:
        library.put(1, "Labour", facets={"country": ("TH",)})
        query = (
            "q=labour&country=TH&country=-KH&version_in=th&version_in=-km&sort=title&from=2020&posted_to=2026&page=2"
        )
        kept = self.page(query).kept
        assert kept == [("q", "labour"), ("country", "-KH"), ("version_in", "-km"), ("sort", "title")]

    def test_every_filter_in_force_can_be_lifted(self, library: Library) -> None:
        active = self.page("q=a&country=TH&country=-KH&from=2024&to=2026").active_filters
        assert [(one.kind, one.label, one.address) for one in active] == [
            ("with", "Thailand", "?q=a&country=-KH&from=2024&to=2026"),
            ("without", "Cambodia", "?q=a&country=TH&from=2024&to=2026"),
            ("with", "2024–2026", "?q=a&country=TH&country=-KH"),
        ]

    def test_page_numbers_leave_out_what_is_far(self, library: Library) -> None:
        for number in range(181):
            library.put(number, "Labour")
        labels = [link.label if link else "…" for link in self.page("q=labour&page=5").pages]
        assert labels == ["1", "…", "3", "4", "5", "6", "7", "…", "10"]


class TextOnlyPlanTests:
    def test_words_alone_make_a_plan(self) -> None:
        assert plan_of_text("labour", "th") == plan_from(RequestFactory().get("/?q=labour").GET, "th")
