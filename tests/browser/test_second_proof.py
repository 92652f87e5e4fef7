"""Newcomers set up a second proof without script; with script a passkey is enough to sign in."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.conftest import OpenPage
from tests.browser.portal_on_show import PortalOnShow
from tests.browser.signing_in import code_of, sign_in, with_password

pytestmark = pytest.mark.browser

KEY = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
OWN_PAGES = ("security/", "security/passkey/", "sessions/", "profile/", "password/")


class NewcomerTests:
    def test_the_first_administrator_sets_up_an_app_without_script(
        self, open_page: OpenPage, portal_on_show: PortalOnShow
    ) -> None:
        page, email = open_page(width=320, script=False), "first@balai.example"
        link = re.search(r"http\S+", portal_on_show.told("set_up", "--administrator", email))
        assert link
        page.goto(urlsplit(link.group()).path)
        for field in ("#id_password1", "#id_password2"):
            page.fill(field, "quiet river stones")
        page.get_by_role("button", name="Keep this password").click()
        page.goto("/administration/")
        with_password(page, email, "quiet river stones")
        expect(page.get_by_role("heading", name="Set up a second proof")).to_be_visible()
        page.goto("/en/search/")
        expect(page.get_by_role("heading", name="Set up a second proof")).to_be_visible()
        page.get_by_role("link", name="Set up an app").click()
        assert _fits(page)
        page.fill("#id_code", code_of(page.locator("code").inner_text()))
        page.get_by_role("button", name="Set up this app").click()
        expect(page.locator("code")).to_have_count(10)
        page.get_by_role("link", name="I have kept them").click()
        expect(page).to_have_url(re.compile(r"/en/search/$"))
        for address in OWN_PAGES:
            page.goto(f"/en/account/{address}")
            assert _fits(page), address
        page.goto("/en/account/security/passkey/")
        expect(page.get_by_text("Passkeys need script")).to_be_visible()
        expect(page.get_by_role("button", name="Set up a passkey")).to_be_hidden()


class PasskeyTests:
    def test_one_is_in_with_a_passkey_alone(
        self, open_page: OpenPage, portal_on_show: PortalOnShow, portal_address: str
    ) -> None:
        # A passkey belongs to a name: browsers give none to an address of figures.
        page = open_page(base_url=portal_address.replace("127.0.0.1", "localhost"), bypass_csp=True)
        sign_in(page, "translator", portal_on_show)
        keys = page.context.new_cdp_session(page)
        keys.send("WebAuthn.enable")
        options = {**KEY, "isUserVerified": True, "automaticPresenceSimulation": True}
        keys.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        page.goto("/en/account/security/passkey/")
        page.get_by_role("button", name="Set up a passkey").click()
        expect(page.get_by_text("The passkey is set up.")).to_be_visible()
        for address in OWN_PAGES:
            page.goto(f"/en/account/{address}")
            assert faults(page) == [], address
        page.goto("/en/account/sign-out/")
        page.locator("main").get_by_role("button", name="Sign out").click()
        page.goto("/en/account/sign-in/?next=/en/members/")
        page.get_by_role("button", name="Use a passkey").click()
        expect(page).to_have_url(re.compile(r"^http://[^/]+/en/members/$"))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert faults(page) == []


def _fits(page: Page) -> bool:
    """Whether nothing is wider than the page; asked without a script of the page's own."""
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return bool(wide <= 0)
