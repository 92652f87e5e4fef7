"""The help page as a reader gets it."""

from __future__ import annotations

import gzip
import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from portal.languages import LANGUAGES, Language
from search.help.reading import SECTIONS, help_in


def page_of(client: Client, code: str) -> str:
    response = client.get(f"/{code}/search/help/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
class HelpPageTests:
    def test_it_is_in_the_language_with_an_anchor_for_each_section(self, client: Client, language: Language) -> None:
        page = page_of(client, language.code)
        assert f'<html lang="{language.tag}">' in page
        assert re.findall(r'<section class="entry" id="(\w+)"', page) == list(SECTIONS)
        assert re.findall(r'<li><a href="#(\w+)">', page.partition('id="contents"')[2])[:10] == list(SECTIONS)
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids))

    def test_every_example_leads_to_the_results_of_the_language(self, client: Client, language: Language) -> None:
        page = page_of(client, language.code)
        told = [example for section in help_in(language.code).sections for example in section.examples]
        shown = re.findall(r'<a href="([^"]+)" rel="nofollow"><code lang="([^"]+)" translate="no">([^<]+)</code>', page)
        assert len(shown) == len(told)
        for (address, tag, text), example in zip(shown, told, strict=True):
            parts = urlsplit(unescape(address))
            assert parts.path == f"/{language.code}/search/"
            assert dict(parse_qsl(parts.query)) == {"q": example.query, **example.parameters}
            assert (tag, unescape(text)) == (example.tag, example.query)

    def test_it_is_light_and_plain(self, client: Client, language: Language) -> None:
        page = page_of(client, language.code)
        assert len(gzip.compress(page.encode())) < 8_000
        assert "<script>" not in page
        assert "style=" not in page


@pytest.mark.django_db
class WaysToHelpTests:
    def test_it_asks_the_database_nothing(self, client: Client, django_assert_num_queries: object) -> None:
        page_of(client, "en")
        with django_assert_num_queries(0):  # type: ignore[operator]
            page_of(client, "en")

    def test_results_lead_to_it(self, client: Client) -> None:
        assert '<a href="/km/search/help/">' in client.get("/km/search/").content.decode()
        assert '<a href="/km/search/help/#nothing">' in client.get("/km/search/?q=qqqqqq").content.decode()

    def test_the_foot_of_every_page_leads_to_it(self, client: Client) -> None:
        foot = client.get("/th/account/sign-in/").content.decode().partition('<footer class="foot">')[2]
        assert 'href="/th/search/help/"' in foot

    def test_it_only_reads(self, client: Client) -> None:
        assert client.post("/en/search/help/").status_code == 405
