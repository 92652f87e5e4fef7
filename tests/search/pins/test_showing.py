"""What is pinned stands first, once, in the reader's language, and leaves no trace for who may not read it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.countries.models import Country
from portal.marking import Label
from portal.members.models import User
from portal.pages.models import ThemePage
from resources.models import PublicationPage
from search.pins.models import PinnedPage
from tests.conftest import MakePublication, set_marking_once
from tests.search.pins.conftest import Pin


def results(client: Client, query: str, language: str = "en") -> str:
    response = client.get(f"/{language}/search/{query}")
    assert response.status_code == 200
    return response.content.decode()


def titles(page: str) -> list[str]:
    """The titles of all results, what is pinned among them, in the order of the page."""
    return re.findall(r'class="title"><a [^>]*>([^<]*)<', page)


def chosen(page: str) -> list[str]:
    """The titles below the label of the editors."""
    section = re.search(r'<section class="chosen".*?</section>', page, re.S)
    return titles(section[0]) if section else []


class OrderTests:
    @pytest.fixture
    def three(self, make_publication: MakePublication) -> list[PublicationPage]:
        return [
            make_publication(f"T-2026-{number}", title=f"Tool {number}", text="<p>On brothels and debt.</p>")
            for number in (101, 102, 103)
        ]

    def test_it_stands_first_under_the_editors_name_and_once(
        self, three: list[PublicationPage], pin: Pin, client: Client
    ) -> None:
        last = titles(results(client, "?q=debt"))[-1]
        pin("debt", next(page for page in three if page.title == last))
        page = results(client, "?q=debt")
        assert chosen(page) == [last]
        assert titles(page)[0] == last
        assert sorted(titles(page)) == ["Tool 101", "Tool 102", "Tool 103"]
        assert "Chosen by the editors" in page
        assert "3 documents for" in page

    def test_it_keeps_its_passage_where_the_words_are_in_it(
        self, three: list[PublicationPage], pin: Pin, client: Client
    ) -> None:
        pin("debt", three[0])
        assert results(client, "?q=debt").count("<mark>debt</mark>") == 3

    def test_what_the_words_do_not_find_is_shown_and_counted_all_the_same(
        self, three: list[PublicationPage], pin: Pin, client: Client
    ) -> None:
        pin("quuxword", three[1], three[0])
        page = results(client, "?q=quuxword")
        assert titles(page) == chosen(page) == ["Tool 102", "Tool 101"]
        assert "2 documents for “quuxword”" in page
        assert "What you can do" not in page

    def test_the_second_page_and_other_orders_are_left_alone(
        self, three: list[PublicationPage], pin: Pin, client: Client
    ) -> None:
        pin("debt", three[0])
        assert not chosen(results(client, "?q=debt&sort=title"))
        assert not chosen(results(client, "?q=debt -brothels"))
        assert not chosen(results(client, ""))

    def test_what_stands_first_does_not_stand_on_a_later_page_once_more(
        self, make_publication: MakePublication, pin: Pin, client: Client
    ) -> None:
        pages = [make_publication(f"T-2026-{number}", text="<p>On debt.</p>") for number in range(101, 124)]
        last = titles(results(client, "?q=debt&page=2"))[-1]
        pin("debt", next(page for page in pages if page.title == last))
        assert chosen(results(client, "?q=debt")) == [last]
        later = titles(results(client, "?q=debt&page=2"))
        assert len(later) == 2
        assert last not in later

    def test_no_more_than_five_stand_there(self, make_publication: MakePublication, pin: Pin, client: Client) -> None:
        pages = [make_publication(f"T-2026-{number}") for number in range(101, 108)]
        pin("quuxword", *pages[:4])
        pin("Quux-word", *pages[3:], language="en")
        assert chosen(results(client, "?q=quuxword")) == [
            "Tool T-2026-104",
            "Tool T-2026-105",
            "Tool T-2026-106",
            "Tool T-2026-107",
            "Tool T-2026-101",
        ]


class QuestionTests:
    @pytest.mark.parametrize(
        ("pinned", "asked"),
        [
            ("Debt bondage", "DEBT  bondage"),
            ("debt bondage", "“debt bondage”"),
            ("buôn bán người", "buon ban nguoi"),
            ("การค้ามนุษย์", "การ ค้า มนุษย์"),
            ("ถ้ำ", "ถ้ํา"),
            ("ការជួញដូរ", "ការ\u200bជួញដូរ"),
            ("မြန်မာစာ", "ျမန္မာစာ"),
            ("anak-anak", "anak anak"),
        ],
    )
    def test_spelling_marks_case_and_encoding_do_not_matter(
        self, make_publication: MakePublication, pin: Pin, client: Client, pinned: str, asked: str
    ) -> None:
        pin(["something else", pinned], make_publication())
        assert chosen(results(client, f"?q={asked}")) == ["Tool T-2026-101"]
        assert not chosen(results(client, f"?q={asked} law"))


class ReaderTests:
    def test_each_reader_gets_their_own_version_else_the_one_that_was_chosen(
        self, make_publication: MakePublication, pin: Pin, client: Client
    ) -> None:
        make_publication("T-2026-101", "en", title="English")
        make_publication("T-2026-101", "th", title="ไทย")
        pin("quuxword", make_publication("T-2026-101", "lo", title="ລາວ"))
        shown = [chosen(results(client, "?q=quuxword", language)) for language in ("th", "lo", "en", "vi")]
        assert shown == [["ไทย"], ["ລາວ"], ["English"], ["ລາວ"]]

    def test_a_version_that_is_not_published_gives_way_to_english(
        self, make_publication: MakePublication, pin: Pin, client: Client
    ) -> None:
        make_publication("T-2026-101", "th", title="ไทย")
        make_publication("T-2026-101", "en", title="English")
        pin("quuxword", make_publication("T-2026-101", "lo", title="ລາວ", live=False))
        assert chosen(results(client, "?q=quuxword", "lo")) == ["English"]

    def test_the_version_found_by_its_words_is_not_repeated_below(
        self, make_publication: MakePublication, pin: Pin, client: Client
    ) -> None:
        english = make_publication("T-2026-101", "en", title="English", text="<p>On debt.</p>")
        make_publication("T-2026-101", "th", title="ไทย")
        pin("debt", english)
        assert titles(results(client, "?q=debt", "th")) == ["ไทย"]

    def test_it_may_be_for_readers_of_one_language(
        self, make_publication: MakePublication, pin: Pin, client: Client
    ) -> None:
        pin("quuxword", make_publication(), language="km")
        assert chosen(results(client, "?q=quuxword", "km"))
        assert not chosen(results(client, "?q=quuxword", "en"))

    def test_it_ends_after_its_last_day(self, make_publication: MakePublication, pin: Pin, client: Client) -> None:
        today = timezone.localdate()
        pin("quuxword", make_publication("T-2026-101"), until=today)
        pin("plughword", make_publication("T-2026-102"), until=today - timedelta(days=1))
        assert chosen(results(client, "?q=quuxword"))
        assert not chosen(results(client, "?q=plughword"))

    def test_what_is_changed_holds_with_the_next_search(
        self, make_publication: MakePublication, pin: Pin, client: Client
    ) -> None:
        pinning = pin("quuxword", make_publication())
        assert chosen(results(client, "?q=quuxword"))
        pinning.delete()
        assert not chosen(results(client, "?q=quuxword"))


class PlainPageTests:
    """Themes and Member States are not found by their words, but may be put first."""

    def test_a_theme_is_shown_in_the_readers_language_with_its_other_versions(
        self, portal: None, pin: Pin, client: Client
    ) -> None:
        theme = ThemePage.objects.get(locale__language_code="en", theme__slug="online-scams")
        thai = ThemePage.objects.get(locale__language_code="th", translation_key=theme.translation_key)
        pin("quuxword", theme)
        assert chosen(results(client, "?q=quuxword", "th")) == [thai.title]
        page = results(client, "?q=quuxword")
        assert chosen(page) == [theme.title]
        assert f'href="{theme.url}"' in page
        assert f'<a href="{thai.url}" hreflang="th">' in page

    def test_it_is_asked_of_the_same_rule(self, portal: None, pin: Pin, client: Client) -> None:
        theme = ThemePage.objects.get(locale__language_code="en", theme__slug="online-scams")
        before = client.get("/en/search/?q=quuxword").content
        pin("quuxword", theme)
        assert client.get("/en/search/?q=quuxword").content != before
        set_marking_once(theme, Label.GREEN)
        assert client.get("/en/search/?q=quuxword").content == before

    def test_filters_are_for_what_can_be_found(self, portal: None, pin: Pin, client: Client) -> None:
        pin("quuxword", ThemePage.objects.get(locale__language_code="en", theme__slug="online-scams"))
        assert not chosen(results(client, "?q=quuxword&language=en"))


class FilterTests:
    @pytest.fixture
    def pinned(self, make_publication: MakePublication, pin: Pin) -> PublicationPage:
        page = make_publication("T-2026-101", "en", countries=Country.objects.filter(code="TH"), title="English")
        make_publication("T-2026-101", "km", countries=Country.objects.filter(code="TH"), title="ខ្មែរ")
        pin("quuxword", page)
        return page

    @pytest.mark.parametrize(
        ("filters", "expected"),
        [
            ("country=TH", ["English"]),
            ("country=TH&type=tool&from=2026&to=2026", ["English"]),
            ("language=km", ["ខ្មែរ"]),
            ("version_in=km", ["English"]),
            ("posted_from=2026-05-06&posted_to=2026-05-06", ["English"]),
            ("country=LA", []),
            ("country=-TH", []),
            ("type=guideline", []),
            ("language=th", []),
            ("version_in=-km", []),
            ("from=2027", []),
            ("to=2025", []),
            ("posted_to=2026-05-05", []),
        ],
    )
    def test_a_filter_that_excludes_it_excludes_it_here_too(
        self, pinned: PublicationPage, client: Client, filters: str, expected: list[str]
    ) -> None:
        assert chosen(results(client, f"?q=quuxword&{filters}")) == expected


class RuleTests:
    def test_what_may_not_be_read_leaves_no_trace(
        self, make_publication: MakePublication, pin: Pin, client: Client, editor: User
    ) -> None:
        make_publication("T-2026-101", text="<p>On debt.</p>")
        closed = [
            make_publication("T-2026-102", label=Label.GREEN, text="<p>On debt.</p>"),
            make_publication("T-2026-103", label=None, text="<p>On debt.</p>"),
            make_publication("T-2026-104", live=False, text="<p>On debt.</p>"),
            make_publication("T-2026-105", expire_at=timezone.now() - timedelta(days=1), text="<p>On debt.</p>"),
        ]
        queries = ("?q=debt", "?q=quuxword", "?q=debt&country=TH", "?q=debt&language=en")
        before = [client.get(f"/en/search/{query}").content for query in queries]
        pin(["debt", "quuxword"], *closed)
        assert [client.get(f"/en/search/{query}").content for query in queries] == before
        client.force_login(editor)
        assert chosen(results(client, "?q=quuxword")) == ["Tool T-2026-102"]

    def test_what_may_not_be_read_takes_no_place_among_the_five(
        self, make_publication: MakePublication, pin: Pin, client: Client
    ) -> None:
        closed = [make_publication(f"T-2026-{number}", label=Label.GREEN) for number in range(101, 106)]
        pin("quuxword", *closed, language="en")
        pin("quuxword", make_publication("T-2026-106"))
        assert chosen(results(client, "?q=quuxword")) == ["Tool T-2026-106"]

    def test_a_stricter_label_takes_it_away_at_once(
        self, make_publication: MakePublication, pin: Pin, client: Client
    ) -> None:
        page = make_publication()
        pin("quuxword", page)
        assert chosen(results(client, "?q=quuxword"))
        set_marking_once(page, Label.GREEN)
        assert "T-2026-101" not in results(client, "?q=quuxword")

    def test_it_vanishes_with_its_page(self, make_publication: MakePublication, pin: Pin, client: Client) -> None:
        page = make_publication()
        pinning = pin("quuxword", page)
        page.delete()
        assert not PinnedPage.objects.filter(pinning=pinning).exists()
        assert not chosen(results(client, "?q=quuxword"))

    def test_the_page_bears_the_strictest_label_of_what_it_shows(
        self, make_publication: MakePublication, pin: Pin, client: Client, editor: User
    ) -> None:
        pin("quuxword", make_publication(label=Label.GREEN))
        client.force_login(editor)
        assert '<body class="marked-green"' in results(client, "?q=quuxword")
