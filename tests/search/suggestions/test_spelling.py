"""Did you mean, nearest words, and a page that is never empty."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from search.offers import Offers, offers_for
from search.query import Tier, plan_of_text
from search.results import find
from search.suggestions.models import Kind, Suggestible
from tests.search.library import READER, VISITOR, Library


@pytest.fixture(autouse=True)
def no_terms(db: None) -> None:
    """As with a glossary that holds nothing."""
    Suggestible.objects.filter(kind=Kind.CONCEPT).delete()


def offered(typed: str, language: str = "en", viewer: object = VISITOR) -> Offers:
    return offers_for(find(plan_of_text(typed, language), viewer), viewer)  # type: ignore[arg-type]


def proposed(typed: str, language: str = "en", viewer: object = VISITOR) -> list[str]:
    return [one.plan.text for one in offered(typed, language, viewer).proposals]


class ProposalTests:
    @pytest.mark.parametrize(
        ("typed", "title", "meant"),
        [
            ("recruitmnt", "Recruitment fees", "recruitment"),
            ("recruitmnt feees", "Recruitment fees", "recruitment fees"),
            ("korbn", "Melindungi korban", "korban"),
            ("biktma", "Tulong sa biktima", "biktima"),
            ("vitma sira", "Vítima sira", "vítima sira"),
            ('"recruitmnt fees" -labour', "Recruitment fees", '"recruitment fees" -labour'),
        ],
    )
    def test_a_word_nobody_knows_is_put_right(self, library: Library, typed: str, title: str, meant: str) -> None:
        library.put(1, title)
        assert proposed(typed) == [meant]

    @pytest.mark.parametrize(
        ("language", "typed", "title"),
        [
            ("th", "ผู้เสยหาย", "ผู้เสียหาย"),
            ("km", "ជនរងគ្រះ", "ជនរងគ្រោះ"),
            ("my", "လီကုန်ကူး", "လူကုန်ကူး"),
            ("lo", "ການຄ້າມະນິດ", "ການຄ້າມະນຸດ"),
        ],
    )
    def test_scripts_without_spaces_are_put_right_by_letter_groups(
        self, library: Library, language: str, typed: str, title: str
    ) -> None:
        library.put(1, title, language=language)
        Suggestible.objects.create(
            owner="concept:0", kind=Kind.CONCEPT, family="x", language=language, text=title, folded=title, words=title
        )
        assert title in proposed(typed, language)

    def test_a_question_that_finds_enough_is_left_alone(self, library: Library) -> None:
        library.put(0, "Recruitment")
        for number in range(1, 4):
            library.put(number, "Something else", "recruitmnt")
        assert proposed("recruitmnt") == []

    def test_what_finds_no_more_is_not_proposed_nor_is_the_question_itself(self, library: Library) -> None:
        library.put(1, "Recruitment", "recruitmnt")
        assert proposed("recruitmnt") == []
        assert proposed("Recruitment") == []

    def test_where_beginnings_alone_are_found_a_misspelt_word_is_put_right(self, library: Library) -> None:
        for number in range(1, 5):
            library.put(number, "Something else", "recruitmntlike")
        library.put(5, "Recruitment")
        assert find(plan_of_text("recruitmnt", "en"), VISITOR).tier is Tier.PREFIXES
        assert proposed("recruitmnt") == ["recruitment"]

    def test_who_typed_the_beginning_of_a_word_is_not_told_how_it_goes_on(self, library: Library) -> None:
        for number in range(1, 5):
            library.put(number, "Recruitment")
        library.put(5, "Recruiter")
        assert find(plan_of_text("recruitmen", "en"), VISITOR).tier is Tier.PREFIXES
        assert proposed("recruitmen") == []

    def test_a_filter_in_force_holds_for_what_is_proposed(self, library: Library) -> None:
        library.put(1, "Recruitment", facets={"country": ("TH",)})
        assert proposed("recruitmnt country:TH") == ["recruitment"]
        assert proposed("recruitmnt country:KH") == []

    def test_the_commoner_of_two_near_words_is_meant(self, library: Library) -> None:
        library.put(1, "Trafiking")
        for number in range(2, 8):
            library.put(number, "Trafficking")
        assert proposed("trafikking")[0] == "trafficking"

    def test_a_word_without_accents_comes_back_as_it_is_mostly_written(self, library: Library) -> None:
        library.put(1, "Chấp nhận", language="vi")
        for number in (2, 3):
            library.put(number, "Nạn nhân", language="vi")
        assert proposed("nạn nhamn", "vi") == ["nạn nhân"]

    def test_a_misspelt_word_is_found_inside_a_run_without_spaces(self, library: Library) -> None:
        library.put(1, "ช่วยเหลือผู้เสียหาย", language="th")
        library.put(2, "ผู้เสียหาย", language="th")
        assert proposed("ช่วยเหลือผู้เซียหาย", "th") == ["ช่วยเหลือผู้เสียหาย"]

    def test_closed_and_expired_titles_are_nobodys_vocabulary(self, library: Library) -> None:
        library.put(1, "Recruitment", partition="green")
        assert proposed("recruitmnt", viewer=VISITOR) == []
        assert proposed("recruitmnt", viewer=READER) == []
        library.put(2, "Recruitment", expires=timezone.now() - timedelta(seconds=1))
        assert proposed("recruitmnt") == []

    def test_a_title_that_was_withdrawn_is_no_longer_proposed(self, library: Library) -> None:
        library.put(1, "Recruitment")
        assert proposed("recruitmnt") == ["recruitment"]
        library.take_out(1)
        assert offered("recruitmnt") == Offers()

    @pytest.mark.parametrize("typed", ["a" * 200, "ก" * 200, "ab " * 66, "人" * 200, "\u0e34" * 50, '"' * 9, "- - -"])
    def test_hostile_questions_are_answered(self, library: Library, typed: str) -> None:
        library.put(1, "Recruitment")
        offered(typed)


class PageTests:
    def page(self, client: Client, query: str) -> str:
        response = client.get(f"/en/search/?{query}")
        assert response.status_code == 200
        return response.content.decode()

    def test_the_one_clear_meaning_is_shown_at_once_with_a_way_to_insist(
        self, library: Library, client: Client
    ) -> None:
        library.put(1, "Recruitment <fees>")
        page = self.page(client, "q=recruitmnt")
        assert "1 document for “recruitment”" in page
        assert "Nothing found for “recruitmnt”. Showing results for “recruitment”." in page
        assert 'href="?q=recruitmnt&amp;spelling=no"' in page
        assert page.count("<article") == 1

    def test_who_insists_gets_what_they_typed(self, library: Library, client: Client) -> None:
        library.put(1, "Recruitment fees")
        page = self.page(client, "q=recruitmnt&spelling=no")
        assert "Nothing found for “recruitmnt”" in page
        assert "Showing results" not in page
        assert '<input type="hidden" name="spelling" value="no">' in page

    def test_where_two_are_as_likely_both_are_links(self, library: Library, client: Client) -> None:
        library.put(1, "Cabin")
        library.put(2, "Robin")
        page = self.page(client, "q=cobin")
        assert "Showing results" not in page
        assert page.index("Did you mean:") < page.index('href="?q=cabin" lang="en">cabin</a>')
        assert 'href="?q=robin" lang="en">robin</a>' in page

    def test_beside_a_single_result_another_spelling_is_offered(self, library: Library, client: Client) -> None:
        library.put(1, "Something", "recruitmnt")
        library.put(2, "Recruitment")
        library.put(3, "Recruitment fees")
        page = self.page(client, "q=recruitmnt")
        assert "1 document for “recruitmnt”" in page
        assert 'Did you mean: <a rel="nofollow" href="?q=recruitment" lang="en">recruitment</a>' in page

    def test_each_filter_is_offered_with_what_is_found_without_it(self, library: Library, client: Client) -> None:
        library.put(1, "Labour", facets={"country": ("TH",)}, issued=None)
        library.put(2, "Labour", facets={"country": ("KH",), "theme": ("online-scams",)})
        page = self.page(client, "q=labour&country=TH&theme=online-scams")
        assert "See 1 document without the filter: Thailand" in " ".join(page.split())
        assert "See 1 document without the filter: Online scams" in " ".join(page.split())
        assert "See 2 documents without filters" in page
        assert "Did you mean" not in page

    @pytest.mark.parametrize("query", ["q=qqqqqq", "q=" + quote("ฮฮฮฮ"), "q=labour&country=TH", "q=%22%22"])
    def test_no_page_ends_with_a_bare_nought(self, library: Library, client: Client, query: str) -> None:
        library.put(1, "Labour")
        page = self.page(client, query)
        assert "newest first" in page
