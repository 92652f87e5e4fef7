"""Headers: no inline code on any page, nothing kept that is not for all."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from portal.members.models import User
from tests.conftest import MakePublication

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGES = (
    "/en/",
    "/km/",
    "/en/search/?q=tool",
    "/en/publications/t-2026-101/",
    "/en/member-states/",
    "/en/member-states/lao-pdr/",
    "/en/themes/",
    "/en/themes/non-punishment/",
    "/en/provisions/actip-14/",
    "/en/about/",
    "/en/wrong/",
    "/en/account/sign-in/",
    "/en/account/password/reset/",
    "/th/publications/t-2026-101/",
    "/en/no-such-page/",
)
_INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*(?:\ssrc=|application/ld\+json))")


@pytest.mark.usefixtures("portal")
class PolicyTests:
    def test_every_page_carries_the_strict_policy_and_no_inline_code(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        make_publication("T-2026-101")
        for address in PAGES:
            answer = client.get(address)
            assert sorted(answer["Content-Security-Policy"].split("; ")) == sorted(POLICY.split("; ")), address
            assert answer["X-Frame-Options"] == "DENY"
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert answer["Referrer-Policy"] == "same-origin"
            assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
            assert "geolocation=()" in answer["Permissions-Policy"]
            assert not _INLINE.search(answer.content.decode()), address

    def test_files_and_feeds_carry_it_too(self, client: Client) -> None:
        for address in ("/sitemap.xml", "/en/feed/", "/robots.txt", "/healthz"):
            assert "default-src 'none'" in client.get(address)["Content-Security-Policy"], address


@pytest.mark.usefixtures("portal")
class KeepingTests:
    def test_public_pages_are_asked_for_again_and_answered_briefly_when_nothing_changed(self, client: Client) -> None:
        first = client.get("/en/about/")
        assert first["Cache-Control"] == "no-cache"
        again = client.get("/en/about/", headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")

    def test_errors_are_kept_by_nobody(self, client: Client) -> None:
        assert client.get("/en/no-such-page/")["Cache-Control"] == "no-store"

    @pytest.mark.parametrize("address", ["/en/about/", "/en/search/", "/en/feed/", "/sitemap.xml"])
    def test_what_somebody_was_shown_who_is_signed_in_is_kept_by_nobody(
        self, client: Client, editor: User, address: str
    ) -> None:
        client.force_login(editor)
        assert client.get(address)["Cache-Control"] == "private, no-store"
