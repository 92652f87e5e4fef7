"""Headers: no inline code on any page, nothing kept that is not for all."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from portal.headers import PERMISSIONS
from portal.members.models import User
from tests.conftest import MakePublication

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: The same in the administration, but that its scripts write styles, show a picture before it is sent, and preview.
OF_THE_ADMINISTRATION = (
    POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    .replace("'self' data:", "'self' data: blob:")
    .replace("frame-ancestors 'none'", "frame-ancestors 'self'; frame-src 'self'")
)
ROOT = Path(__file__).resolve().parents[1]
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
#: Styles apart, as the administration may have them; data, such as what its menu is made of, is no code.
_INLINE_CODE = re.compile(
    r"\son[a-z]+=|javascript:|<script(?![^>]*(?:\ssrc=|application/json|text/django-form-template))"
)


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
            assert answer["Permissions-Policy"] == PERMISSIONS
            assert not _INLINE.search(answer.content.decode()), address

    def test_files_and_feeds_carry_it_too(self, client: Client) -> None:
        for address in ("/sitemap.xml", "/en/feed/", "/robots.txt", "/healthz"):
            assert "default-src 'none'" in client.get(address)["Content-Security-Policy"], address

    @pytest.mark.parametrize(
        "address", ["", "pages/", "account/", "publications/", "reports/review/", "no-such-screen/"]
    )
    def test_the_administration_carries_it_too_but_for_styles_and_holds_no_inline_code(
        self, editor: User, client: Client, address: str
    ) -> None:
        client.force_login(editor)
        answer = client.get(f"/administration/{address}")
        assert _parts(answer) == sorted(OF_THE_ADMINISTRATION.split("; "))
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
        _carries_the_rest(answer)
        assert not _INLINE_CODE.search(answer.content.decode())

    def test_nothing_is_told_to_anybody_about_what_it_stopped(self, client: Client) -> None:
        answer = client.get("/en/")
        assert "report" not in answer["Content-Security-Policy"]
        assert {"Content-Security-Policy-Report-Only", "Reporting-Endpoints", "Report-To", "NEL"}.isdisjoint(
            answer.headers
        )


@pytest.mark.usefixtures("portal")
class ErrorTests:
    """What goes wrong is answered with the same headers as what goes well."""

    def test_what_is_refused_carries_them(self, settings: Any) -> None:
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
        large = Client(raise_request_exception=False).post("/en/wrong/", {"text": "x" * 100})
        settings.ALLOWED_HOSTS = ["portal.example"]
        foreign = client.get("/en/about/", headers={"host": "elsewhere.example"})
        settings.ALLOWED_HOSTS = ["*"]
        forged = client.post("/en/wrong/", {"text": "x"})
        missing = client.get("/en/no-such-page/")
        answers = {"large": large, "foreign": foreign, "forged": forged, "missing": missing}
        assert large.status_code in (400, 413)
        assert [foreign.status_code, forged.status_code, missing.status_code] == [400, 403, 404]
        for name, answer in answers.items():
            assert _parts(answer) == sorted(POLICY.split("; ")), name
            _carries_the_rest(answer)
            assert "no-" in answer["Cache-Control"], name

    def test_what_fails_carries_them(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_args: object, **_named: object) -> None:
            raise RuntimeError

        monkeypatch.setattr("portal.pages.models.information.InformationPage.serve", fail)
        answer = Client(raise_request_exception=False).get("/en/about/")
        assert answer.status_code == 500
        assert _parts(answer) == sorted(POLICY.split("; "))
        _carries_the_rest(answer)
        assert answer["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("portal")
class SignedInTests:
    """What a member or staff was shown stays in no cache, and nothing stays behind in the browser."""

    ADDRESSES = (
        *("/en/", "/en/members/", "/en/account/security/", "/en/search/?q=tool", "/en/search/table.csv?q=tool"),
        *("/en/publications/t-2026-101/metadata.json", "/en/publications/t-2026-101/cite.ris", "/administration/"),
        *("/administration/publications/?export=csv", "/en/no-such-page/", "/en/feed/", "/sitemap.xml"),
    )

    def test_nothing_is_kept_and_everything_differs_by_who_asks(
        self, make_publication: MakePublication, publisher: User, client: Client
    ) -> None:
        make_publication("T-2026-101")
        client.force_login(publisher)
        for address in self.ADDRESSES:
            answer = client.get(address)
            assert "no-store" in answer["Cache-Control"], address
            assert "cookie" in answer["Vary"].lower(), address
            _carries_the_rest(answer)

    @pytest.mark.parametrize("address", ["/en/account/sign-out/", "/administration/logout/"])
    def test_whoever_signs_out_leaves_nothing_in_the_browser(self, editor: User, client: Client, address: str) -> None:
        client.force_login(editor)
        assert "Clear-Site-Data" not in client.get("/en/")
        assert client.post(address)["Clear-Site-Data"] == '"cache", "storage"'
        assert "_auth_user_id" not in client.session
        assert "Clear-Site-Data" not in client.get("/en/")


class ProductionTests:
    def test_cookies_belong_to_this_host_alone_and_browsers_keep_to_tls(self, tmp_path: Path) -> None:
        names = (
            *("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"),
            *("SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT"),
            *("SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH", "CSRF_COOKIE_DOMAIN", "CSRF_COOKIE_PATH"),
        )
        told = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "portal.settings.production",
            "PORTAL_DATA_DIR": str(tmp_path),
            "PORTAL_HOSTS": "portal.example",
            "PORTAL_SECRET_KEY": "x" * 50,
            "PORTAL_FACTOR_KEYS": "y" * 50,
        }
        asked = f"from django.conf import settings; print([getattr(settings, name) for name in {names}])"
        done = subprocess.run([sys.executable, "-c", asked], env=told, cwd=ROOT, capture_output=True, text=True)
        assert done.stdout.strip() == str(
            ["__Host-sessionid", "__Host-csrftoken", True, True, True, "Lax", 31_536_000, True, None, "/", None, "/"]
        ), done.stderr


def _parts(answer: Any) -> list[str]:
    return sorted(answer["Content-Security-Policy"].split("; "))


def _carries_the_rest(answer: Any) -> None:
    """The headers that are the same on every answer."""
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Permissions-Policy"] == PERMISSIONS


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
