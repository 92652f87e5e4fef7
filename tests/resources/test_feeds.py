"""Feeds and the sitemap: valid, and holding what anybody may read, whoever asks."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client

from portal.countries.models import Country
from portal.glossary.models import Theme
from portal.languages import BY_CODE
from portal.marking import Label
from portal.members.models import User
from tests.conftest import MakePublication

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def entries(client: Client, address: str) -> list[str]:
    """The titles of a feed's entries."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    assert feed.find(f"{ATOM}id") is not None
    return [str(entry.findtext(f"{ATOM}title")) for entry in feed.findall(f"{ATOM}entry")]


class FeedTests:
    @pytest.fixture
    def shelf(self, make_publication: MakePublication) -> MakePublication:
        country, theme = Country.objects.get(code="LA"), Theme.objects.get(slug="non-punishment")
        other = Theme.objects.exclude(slug="non-punishment").first()
        make_publication("T-2026-101", title="Old & <new>", countries=[country], themes=[theme])
        make_publication("T-2026-102", title="Newer", posted=date(2026, 6, 1), themes=[other])
        make_publication("T-2026-103", title="Pasted\x0bfrom a slide", says="A\x02b", themes=[other])
        make_publication("T-2026-104", label=Label.GREEN, title="For members", countries=[country], themes=[theme])
        make_publication("T-2026-105", "th", title="ภาษาไทย", countries=[country], themes=[theme])
        make_publication("T-2026-106", live=False, title="A draft", countries=[country], themes=[theme])
        return make_publication

    def test_feeds_hold_what_is_public_newest_first(self, shelf: MakePublication, client: Client) -> None:
        assert entries(client, "/en/feed/") == [
            "T-2026-102 Newer",
            "T-2026-103 Pasted from a slide",
            "T-2026-101 Old & <new>",
        ]
        for address in ("/en/feed/member-states/lao-pdr/", "/en/feed/themes/non-punishment/"):
            assert entries(client, address) == ["T-2026-101 Old & <new>"]
        assert entries(client, "/th/feed/") == ["T-2026-105 ภาษาไทย"]

    def test_staff_are_given_the_very_same(self, shelf: MakePublication, client: Client, publisher: User) -> None:
        addresses = ("/en/feed/", "/en/feed/member-states/lao-pdr/", "/sitemap.xml")
        before = [client.get(address).content for address in addresses]
        client.force_login(publisher)
        assert [client.get(address).content for address in addresses] == before
        assert all(b"-104" not in content for content in before)

    def test_entries_lead_to_the_page_and_say_their_day(self, shelf: MakePublication, client: Client) -> None:
        feed = ElementTree.fromstring(client.get("/en/feed/member-states/lao-pdr/").content)
        entry = feed.find(f"{ATOM}entry")
        assert entry is not None
        assert entry.find(f"{ATOM}link").get("href") == "http://testserver/en/publications/t-2026-101/"
        assert entry.findtext(f"{ATOM}published") == "2026-05-06T00:00:00+00:00"
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"

    def test_an_unknown_country_or_theme_has_no_feed(self, portal: None, client: Client) -> None:
        for address in ("/en/feed/member-states/atlantis/", "/en/feed/themes/nothing/"):
            assert client.get(address).status_code == 404

    def test_every_language_has_one(self, portal: None, client: Client) -> None:
        for code in BY_CODE:
            assert entries(client, f"/{code}/feed/") == []

    def test_an_empty_one_does_not_tell_the_present_time(self, portal: None, client: Client) -> None:
        feed = ElementTree.fromstring(client.get("/en/feed/").content)
        assert feed.findtext(f"{ATOM}updated") == "2026-01-01T00:00:00+00:00"


class SitemapTests:
    def test_it_names_every_public_address_with_its_other_languages(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        make_publication("T-2026-101")
        make_publication("T-2026-101", "th")
        make_publication("T-2026-102", label=Label.GREEN)
        sitemap = ElementTree.fromstring(client.get("/sitemap.xml").content)
        addresses = {str(url.findtext(f"{MAP}loc")): url for url in sitemap.findall(f"{MAP}url")}
        assert "http://testserver/en/" in addresses
        assert "http://testserver/my/member-states/lao-pdr/" in addresses
        assert not [address for address in addresses if "t-2026-102" in address]
        others = addresses["http://testserver/en/publications/t-2026-101/"].findall(LINK)
        assert {(link.get("hreflang"), link.get("href")) for link in others} == {
            ("en", "http://testserver/en/publications/t-2026-101/"),
            ("th", "http://testserver/th/publications/t-2026-101/"),
        }

    def test_every_address_in_it_is_there(self, make_publication: MakePublication, client: Client) -> None:
        make_publication("T-2026-101")
        sitemap = ElementTree.fromstring(client.get("/sitemap.xml").content)
        addresses = [str(url.findtext(f"{MAP}loc")).removeprefix("http://testserver") for url in sitemap]
        wanted = [address for address in addresses if address.startswith(("/en/", "/tet/about"))]
        assert len(wanted) > 25
        assert {client.get(address).status_code for address in wanted} <= {200, 302}

    def test_robots_are_told_where_it_is(self, client: Client, portal: None) -> None:
        text = client.get("/robots.txt").content.decode()
        assert "Sitemap: http://testserver/sitemap.xml" in text
        assert "Disallow: /administration/" in text
