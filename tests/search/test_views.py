"""The results page as a reader gets it."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from search.engines import engine_named
from search.engines.base import Engine, Found
from tests.search.library import LABELS, Library

PAGE = "/en/search/"


@pytest.fixture
def stocked(library: Library) -> Library:
    """Thirty texts with every facet, in three languages."""
    for number in range(30):
        library.put(
            number,
            f"Forced labour & <debt> {number}",
            "On labour. " * 40,
            language=("en", "th", "km")[number % 3],
            summary="What it says.",
            facets={facet: tuple(codes)[:2] for facet, codes in LABELS.items() if facet not in ("type", "language")},
        )
    return library


def body(client: Client, query: str = "") -> str:
    response = client.get(PAGE + query)
    assert response.status_code == 200
    return response.content.decode()


class ResultsPageTests:
    def test_it_counts_lists_and_marks(self, stocked: Library, client: Client) -> None:
        page = body(client, "?q=labour")
        assert "30 documents for “labour”" in page
        assert page.count("<article") == 20
        assert "<mark>labour</mark>" in page
        assert "Forced labour &amp; &lt;debt&gt;" in page
        assert 'lang="km"' in page

    def test_of_very_many_it_says_how_many_at_least_and_what_the_filters_count(
        self, stocked: Library, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site = type(engine_named())
        found = site.search

        def many(self: Engine, *asked: Any) -> Found:
            return replace(found(self, *asked), total=10_000, is_floor=True, sample=2_000, is_ranked=is_ranked)

        monkeypatch.setattr(site, "search", many)
        is_ranked = True
        page = body(client, "?q=labour")
        assert "10,000+ documents for “labour”" in page
        assert "The filters count the newest 2,000 alone." in page
        is_ranked = False
        assert "The newest 2,000 are listed" in body(client, "?q=labour")

    def test_without_words_it_shows_everything(self, stocked: Library, client: Client) -> None:
        page = body(client)
        assert "<h1>30 documents</h1>" in page
        assert "What it says." in page

    def test_filters_are_a_form_that_needs_no_script(self, stocked: Library, client: Client) -> None:
        page = body(client, "?q=labour&country=TH&country=-VN&sort=title")
        assert '<input type="checkbox" name="country" value="TH" checked>' in page
        assert '<input type="hidden" name="country" value="-VN">' in page
        assert '<input type="hidden" name="sort" value="title">' in page
        assert "without Viet Nam" in page
        assert not re.search(r"<script(?![^>]* src=)", page)
        assert "style=" not in page

    def test_going_back_does_not_leave_a_box_ticked_that_narrows_nothing(
        self, stocked: Library, client: Client
    ) -> None:
        """Browsers fill in again what was ticked when a reader goes back, unless the form tells them not to."""
        form = re.search(r'<form class="facets-form"[^>]*>', body(client, "?q=labour"))
        assert form is not None
        assert 'autocomplete="off"' in form[0]

    def test_on_paper_it_says_what_narrowed_it_and_shows_no_buttons(self, stocked: Library, client: Client) -> None:
        page = body(client, "?q=labour&country=KH&type=-tool")
        paper = re.search(r'<p class="print-only">Filters in force(.*?)</p>', page, re.DOTALL)
        assert paper is not None
        assert " ".join(paper[1].split()) == "· Cambodia · without Tool"
        assert '<p class="to-filters no-print">' in page

    def test_nothing_found_is_never_the_end(self, stocked: Library, client: Client) -> None:
        page = body(client, "?q=labour&type=tool")
        assert "Nothing found for “labour”" in page
        assert "See 30 documents without filters" in page
        assert "newest first" in page

    def test_unknown_values_are_named(self, stocked: Library, client: Client) -> None:
        page = body(client, "?q=labour&country=%3Cb%3E&sort=luck")
        assert "Country = &lt;b&gt;" in page
        assert "Order = luck" in page

    def test_of_very_many_unknown_values_a_dozen_are_named(self, stocked: Library, client: Client) -> None:
        page = body(client, "?q=labour&" + "&".join(f"country=X{number}" for number in range(50)))
        assert page.count("Country = X") == 12
        assert "38 more" in page

    def test_where_one_filter_leaves_nothing_it_is_offered_once_to_do_without(
        self, stocked: Library, client: Client
    ) -> None:
        assert body(client, "?q=labour&type=tool").count("See 30 documents") == 1

    def test_a_page_beyond_the_end_is_the_last(self, stocked: Library, client: Client) -> None:
        page = body(client, "?q=labour&page=99")
        assert page.count("<article") == 10
        assert '<span aria-current="page">2</span>' in page

    def test_a_chosen_language_shows_what_exists_elsewhere(self, stocked: Library, client: Client) -> None:
        page = body(client, "?q=labour&language=km")
        assert 'class="elsewhere"' in page
        assert "See all 20 documents in other languages" in page

    def test_search_engines_are_told_to_stay_out(self, stocked: Library, client: Client) -> None:
        assert client.get(PAGE)["X-Robots-Tag"] == "noindex"

    def test_it_only_reads(self, stocked: Library, client: Client) -> None:
        assert client.post(PAGE).status_code == 405

    def test_it_is_light(self, stocked: Library, client: Client) -> None:
        page = body(client, "?q=labour&country=TH&country=KH&theme=online-scams")
        assert len(gzip.compress(page.encode())) < 20_000

    @pytest.mark.parametrize(
        "query",
        ['"', "NEAR(", "*", "-", "🙂", "\u0e34", "\u17d2", "\x00", "%", "'; --", "ก" * 2_000, "a " * 2_000],
        ids=lambda query: repr(query[:8]),
    )
    def test_hostile_words_get_a_page(self, stocked: Library, client: Client, query: str) -> None:
        body(client, f"?q={quote(query)}")

    def test_hostile_parameters_get_a_page(self, stocked: Library, client: Client) -> None:
        body(client, "?page=-1&page=x&from=%00&to=9999&posted_from=2026-13-45&country=&country=-&sort=%F0%9F%99%82")
        body(client, "?" + "&".join(f"theme={number}" for number in range(900)))
        body(client, "?q=%ff%fe&language=%ff")
