"""What has expired or was withdrawn is gone at once, on every surface, and says so only where it was open to all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from portal.countries.models import Country
from portal.files.models import PortalDocument
from portal.files.pipeline.states import State
from portal.glossary.models import Provision, Theme
from portal.marking import Label
from portal.markings.actions import set_marking
from portal.members.models import User
from portal.pages.models import InformationPage
from resources.models import PublicationFile, PublicationPage
from tests.conftest import MakePublication
from tests.files.samples import docx

#: What shows a publication, with and without its page.
SURFACES = (
    "/en/",
    "/en/search/",
    "/en/search/?q=vanishing",
    "/en/member-states/lao-pdr/",
    "/en/themes/non-punishment/",
    "/en/provisions/actip-14/",
    "/en/feed/",
    "/en/feed/themes/non-punishment/",
    "/sitemap.xml",
    "/en/publications/t-2026-102/",
)
ADDRESS = "/en/publications/t-2026-101/"


class ExpiryTests:
    @pytest.fixture
    def page(self, make_publication: MakePublication) -> Iterator[PublicationPage]:
        """A publication that stands on every surface, beside one that points to it."""
        themes, countries = [Theme.objects.get(slug="non-punishment")], [Country.objects.get(code="LA")]
        page = make_publication("T-2026-101", title="Vanishing tool", themes=themes, countries=countries)
        page.provisions = [Provision.objects.get(code="actip-14")]
        document = PortalDocument(title="Paper")
        document.file.save("paper.docx", ContentFile(docx()))
        PortalDocument.objects.update(state=State.READY)
        page.files = [PublicationFile(document=document, language="en")]
        page.save_revision().publish()
        make_publication("T-2026-102", themes=themes, related=["T-2026-101"])
        yield page
        document.file.delete(save=False)

    def _expire(self, page: PublicationPage) -> None:
        # Past its expiry, and no worker has been here.
        PublicationPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))

    def test_it_leaves_every_surface_without_a_worker(self, page: PublicationPage, client: Client) -> None:
        file = PortalDocument.objects.get().url
        assert client.get(file).status_code == 200
        shown = [address for address in SURFACES if "T-2026-101" in self._text(client, address)]
        assert shown == [address for address in SURFACES if address != "/sitemap.xml"]
        assert "t-2026-101" in self._text(client, "/sitemap.xml")
        self._expire(page)
        assert [address for address in SURFACES if "t-2026-101" in self._text(client, address).lower()] == []
        assert client.get(ADDRESS).status_code == 410
        assert client.get("/T-2026-101").status_code == 404
        assert client.get(f"{ADDRESS}cite.ris").status_code == 404
        assert client.get(file).status_code == 404
        live = PublicationPage.objects.get(pk=page.pk)
        assert live.live, "no worker was needed"

    def _text(self, client: Client, address: str) -> str:
        response = client.get(address)
        assert response.status_code == 200
        return response.content.decode()

    def test_the_other_versions_no_longer_point_to_it(
        self, page: PublicationPage, make_publication: MakePublication, client: Client
    ) -> None:
        make_publication("T-2026-101", "th", title="เครื่องมือ")
        alternate = '<link rel="alternate" hreflang="en"'
        assert alternate in client.get("/th/publications/t-2026-101/").content.decode()
        self._expire(page)
        thai = client.get("/th/publications/t-2026-101/").content.decode()
        assert alternate not in thai
        offer = client.get(ADDRESS)
        assert offer.status_code == 200
        assert '<a href="/th/publications/t-2026-101/"' in offer.content.decode()


class WithdrawnTests:
    @pytest.mark.parametrize(
        ("label", "later", "expected"),
        [
            (Label.CLEAR, None, 410),
            (Label.CLEAR, Label.GREEN, 404),
            (Label.GREEN, None, 404),
            (Label.RED, None, 404),
            (None, None, 404),
        ],
    )
    def test_only_what_was_open_to_all_says_that_it_is_gone(
        self,
        make_publication: MakePublication,
        client: Client,
        label: Label | None,
        later: Label | None,
        expected: int,
    ) -> None:
        page = make_publication("T-2026-101", label=label)
        page.save_revision().publish()
        if later:
            set_marking(group=page.translation_key, label=later, by=None)
        PublicationPage.objects.get(pk=page.pk).specific.unpublish()
        response = client.get(ADDRESS)
        assert response.status_code == expected
        assert b"T-2026-101" not in response.content

    def test_a_draft_that_was_never_published_was_never_there(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        make_publication("T-2026-101", live=False)
        assert client.get(ADDRESS).status_code == 404

    def test_a_page_below_a_withdrawn_one_keeps_its_address(self, portal: None, client: Client) -> None:
        about = InformationPage.objects.get(slug="about", locale__language_code="en")
        child = InformationPage(title="History", body="<p>Long ago.</p>", locale=about.locale, slug="history")
        about.add_child(instance=child)
        set_marking(group=child.translation_key, label=Label.CLEAR, by=None)
        about.unpublish()
        assert client.get("/en/about/history/").status_code == 200


class OldAddressTests:
    @pytest.mark.parametrize(("label", "visitor"), [(Label.CLEAR, 301), (Label.GREEN, 404)])
    def test_an_old_address_leads_on_whoever_may_read_what_it_leads_to(
        self,
        make_publication: MakePublication,
        client: Client,
        editor: User,
        django_capture_on_commit_callbacks: Callable[..., Any],
        label: Label,
        visitor: int,
    ) -> None:
        page = make_publication("T-2026-101", label=label)
        page.reference = "T-2026-150"
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        denied = client.get(ADDRESS)
        assert denied.status_code == visitor
        if visitor == 404:
            absent = client.get("/en/publications/t-2026-777/").content.replace(b"t-2026-777", b"t-2026-101")
            assert denied.content == absent
        client.force_login(editor)
        answer = client.get(ADDRESS)
        assert answer.status_code == 301
        assert answer["Location"].endswith("/en/publications/t-2026-150/")
