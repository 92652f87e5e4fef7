"""This page in another language: what exists is offered, what is missing says so, what is closed leaves no trace."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from portal.languages import LANGUAGES
from portal.marking import Label
from portal.members.models import User
from tests.conftest import MakePublication

_ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="http://testserver(/[^"]*)">')
_CHOICE = re.compile(r'<a href="([^"]*)" lang="([^"]+)" hreflang="([^"]+)"(?: aria-current="true")?>([^<]+)</a></li>')


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


class LanguageListTests:
    @pytest.mark.parametrize(
        ("address", "tail"),
        [
            ("/en/", ""),
            ("/th/member-states/lao-pdr/", "member-states/lao-pdr/"),
            ("/km/provisions/actip-14/", "provisions/actip-14/"),
            ("/en/search/?q=tool&country=LA", "search/?q=tool&amp;country=LA"),
            ("/en/publications/t-2026-101/", "publications/t-2026-101/"),
        ],
    )
    def test_it_leads_to_this_very_page_under_the_languages_own_names(
        self, make_publication: MakePublication, client: Client, address: str, tail: str
    ) -> None:
        make_publication("T-2026-101")
        listed = _CHOICE.findall(page(client, address))[: len(LANGUAGES)]
        assert listed == [
            (f"/{language.code}/{tail}", language.tag, language.tag, language.own_name) for language in LANGUAGES
        ]

    def test_every_page_it_leads_to_speaks_its_language(self, portal: None, client: Client) -> None:
        for language in LANGUAGES:
            response = client.get(f"/{language.code}/about/")
            assert response.status_code == 200
            assert response["Content-Language"] == language.tag
            assert f'<html lang="{language.tag}"' in response.content.decode()


class VersionsTests:
    def test_hreflang_names_the_versions_there_are(self, make_publication: MakePublication, client: Client) -> None:
        make_publication("T-2026-101")
        make_publication("T-2026-101", "zh-hans")
        make_publication("T-2026-101", "th", live=False)
        assert set(_ALTERNATE.findall(page(client, "/en/publications/t-2026-101/"))) == {
            ("en", "/en/publications/t-2026-101/"),
            ("zh-Hans", "/zh-hans/publications/t-2026-101/"),
        }

    def test_a_missing_version_says_so_and_offers_the_others(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        make_publication("T-2026-101", title="In English")
        make_publication("T-2026-101", "km", title="ជាភាសាខ្មែរ")
        text = page(client, "/th/publications/t-2026-101/")
        assert "In English" in text
        assert 'href="/en/publications/t-2026-101/" lang="en"' in text
        assert 'href="/km/publications/t-2026-101/" lang="km"' in text
        assert '<meta name="robots" content="noindex">' in text
        assert "The text of this tool." not in text
        assert not _ALTERNATE.findall(text)

    @pytest.mark.parametrize("label", [Label.GREEN, Label.AMBER, None])
    def test_what_is_closed_is_never_offered(
        self, make_publication: MakePublication, client: Client, label: Label | None
    ) -> None:
        make_publication("T-2026-101", label=label, title="Closed words")
        closed = client.get("/th/publications/t-2026-101/")
        absent = client.get("/th/publications/t-2026-777/")
        assert closed.status_code == absent.status_code == 404
        assert closed.content == absent.content.replace(b"t-2026-777", b"t-2026-101")

    def test_members_of_staff_are_offered_what_is_green(
        self, make_publication: MakePublication, client: Client, editor: User
    ) -> None:
        make_publication("T-2026-101", label=Label.GREEN, title="For members")
        client.force_login(editor)
        assert "For members" in page(client, "/th/publications/t-2026-101/")

    def test_an_address_that_never_was_offers_nothing(self, portal: None, client: Client) -> None:
        assert client.get("/th/publications/no-such-thing/").status_code == 404
        assert client.get("/th/no-such-thing/").status_code == 404

    def test_the_short_address_prefers_the_readers_language(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        make_publication("T-2026-101")
        make_publication("T-2026-101", "lo")
        for header, language in (("lo", "lo"), ("en", "en"), ("vi", "en")):
            answer = client.get("/t-2026-101", headers={"accept-language": header})
            assert (answer.status_code, answer["Location"]) == (302, f"/{language}/publications/t-2026-101/")
        assert client.get("/T-2026-999").status_code == 404
