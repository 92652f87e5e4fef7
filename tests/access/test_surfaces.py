"""Restricted publications are closed on every surface; that they leave no trace is asked in test_non_interference."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.countries.models import Country
from portal.glossary.models import Theme
from portal.marking import Label
from portal.members.models import User
from tests.conftest import MakePublication

SURFACES = (
    "/en/",
    "/th/",
    "/en/search/",
    "/en/search/?q=secretword",
    "/en/search/?q=tool",
    "/en/search/?q=secretwrod",
    "/en/search/?q=where+does+an+officer+find+the+secretword+tool",
    "/en/search/?q=secret*+-tool&explain=yes",
    "/en/search/?q=body:a-body&version_in=-th",
    "/en/search/suggestions?q=secret",
    "/en/search/suggestions?q=tool",
    "/en/search/?country=LA",
    "/en/search/?language=th",
    "/en/search/?version_in=th",
    "/en/search/?q=tool+country:laos",
    "/en/search/?q=tool&marking=GREEN",
    "/en/search/?q=marking:CLEAR",
    "/en/search/?sort=title",
    "/en/search/table.csv",
    "/en/search/table.csv?q=tool",
    "/en/themes/",
    "/en/themes/non-punishment/",
    "/en/member-states/",
    "/en/member-states/lao-pdr/",
    "/en/provisions/actip-14/",
    "/en/feed/",
    "/en/feed/themes/non-punishment/",
    "/en/feed/member-states/lao-pdr/",
    "/sitemap.xml",
    "/T-2026-301",
    "/en/publications/t-2026-301/",
    "/th/publications/t-2026-301/",
    "/en/publications/t-2026-301/cite.ris",
    "/en/publications/t-2026-301/metadata.json",
    "/en/publications/t-2026-101/metadata.json",
    "/en/publications/t-2026-101/",
    "/readyz",
)


class SurfacesTests:
    @pytest.fixture
    def public_world(self, make_publication: MakePublication) -> MakePublication:
        theme, country = Theme.objects.get(slug="non-punishment"), Country.objects.get(code="LA")
        make_publication("T-2026-101", themes=[theme], countries=[country], related=["T-2026-301"])
        make_publication("T-2026-102", themes=[theme], text="<p>Another tool.</p>")
        return make_publication

    def _restrict(self, make: MakePublication) -> None:
        theme, country = Theme.objects.get(slug="non-punishment"), Country.objects.get(code="LA")
        for number, label in enumerate((Label.GREEN, Label.AMBER, Label.RED, None), start=301):
            for language in ("en", "th"):
                make(
                    f"T-2026-{number}",
                    language,
                    label=label,
                    title="Secretword tool",
                    text="<p>secretword secretword tool</p>",
                    themes=[theme],
                    countries=[country],
                )
        make("T-2026-309", live=False, title="Secretword draft")

    def test_staff_find_green_on_the_very_same_surfaces(
        self, public_world: MakePublication, client: Client, editor: User
    ) -> None:
        self._restrict(public_world)
        client.force_login(editor)
        assert b"T-2026-301" in client.get("/en/search/?q=secretword").content
        assert client.get("/en/publications/t-2026-301/").status_code == 200

    def test_a_denial_is_the_very_page_of_an_address_that_never_existed(
        self, public_world: MakePublication, client: Client
    ) -> None:
        self._restrict(public_world)
        denied = client.get("/en/publications/t-2026-301/")
        absent = client.get("/en/publications/t-2026-777/")
        assert denied.status_code == absent.status_code == 404
        assert denied.content.replace(b"t-2026-301", b"") == absent.content.replace(b"t-2026-777", b"")

    @pytest.mark.parametrize("label", [Label.AMBER, Label.AMBER_STRICT, Label.RED, None])
    def test_staff_themselves_do_not_find_what_is_stricter_than_green(
        self, make_publication: MakePublication, client: Client, editor: User, label: Label | None
    ) -> None:
        make_publication("T-2026-305", label=label)
        client.force_login(editor)
        assert client.get("/en/publications/t-2026-305/").status_code == 404
        assert b"T-2026-305" not in client.get("/en/search/").content

    def test_tightening_takes_effect_with_the_next_request_in_every_language(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        from portal.markings.actions import set_marking

        page = make_publication("T-2026-101")
        make_publication("T-2026-101", "th")
        assert client.get("/th/publications/t-2026-101/").status_code == 200
        set_marking(group=page.translation_key, label=Label.GREEN, by=None)
        for language in ("en", "th"):
            assert client.get(f"/{language}/publications/t-2026-101/").status_code == 404
            assert b"T-2026-101" not in client.get(f"/{language}/search/").content

    def test_what_members_are_shown_is_kept_by_nobody(
        self, make_publication: MakePublication, client: Client, editor: User
    ) -> None:
        make_publication("T-2026-101")
        assert client.get("/en/publications/t-2026-101/")["Cache-Control"] == "no-cache"
        client.force_login(editor)
        assert client.get("/en/publications/t-2026-101/")["Cache-Control"] == "private, no-store"
