"""A newcomer's way: invited by a focal point, let in by code and by passkey, moved, and shut out of what was theirs."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.portal_on_show import PortalOnShow
from tests.browser.signing_in import code_of, come_in, with_password
from tests.browser.test_second_proof import KEY

pytestmark = pytest.mark.browser

ADDRESS, PASSWORD = "newcomer@la.example", "quiet river stones"
SEAT, OTHER_SEAT = "Border liaison officer", "Officer for the referral of victims"
GREEN = "/en/publications/b-2026-004/"
#: The link as the mail has it; the mail is what only the person who was invited can read.
LINK = """
from portal.members.invitation_links import path_of
from portal.members.models import Invitation
print(path_of(Invitation.objects.get(email="newcomer@la.example")))
"""


class NewcomerTests:
    def test_from_the_invitation_to_the_day_of_leaving(
        self, open_page: OpenPage, portal_on_show: PortalOnShow, portal_address: str
    ) -> None:
        focal_point = open_page()
        focal_point.goto("/en/members/invitations/")
        come_in(focal_point, "focal.point@la.example", portal_on_show)
        invite(focal_point)

        phone = open_page(width=360, script=False)
        assert status_of(phone, GREEN) == 404
        phone.goto(portal_on_show.told("shell", "-v0", "-c", LINK).splitlines()[-1])
        recovery = take_the_seat(phone)
        expect(phone.get_by_role("heading", level=1, name=SEAT)).to_be_visible()
        first_seat = phone.url
        assert status_of(phone, GREEN) == 200
        expect(phone.locator("body")).to_have_class("marked-green")

        # A passkey belongs to a name: browsers give none to an address of figures.
        desk = open_page(base_url=portal_address.replace("127.0.0.1", "localhost"), bypass_csp=True)
        in_by_passkey(desk, recovery)
        assert status_of(desk, GREEN) == 200

        move(focal_point)
        assert status_of(phone, first_seat) == 404
        phone.goto("/en/members/mine/")
        expect(phone.get_by_role("heading", level=1, name=OTHER_SEAT)).to_be_visible()

        end(focal_point)
        for page in (phone, desk):
            assert status_of(page, GREEN) == 404
            page.goto("/en/members/")
            expect(page).to_have_url(re.compile("/en/account/sign-in/"))


def status_of(page: Page, address: str) -> int:
    """What the portal answers to whoever sits before this page."""
    answer = page.goto(address)
    assert answer
    return answer.status


def invite(page: Page) -> None:
    """Invite the newcomer into the seat at the border."""
    page.fill("#id_email", ADDRESS)
    page.locator("#id_seat").select_option(index=1)
    expect(page.locator("#id_seat option:checked")).to_contain_text(SEAT)
    page.get_by_role("button", name="Invite", exact=True).click()
    expect(page.get_by_text("The invitation is on its way.")).to_be_visible()
    expect(page.get_by_role("rowheader", name=ADDRESS)).to_be_visible()


def take_the_seat(page: Page) -> str:
    """Take the invitation up, sign in, set up an app; answers one of the recovery codes."""
    expect(page.get_by_text(SEAT)).to_be_visible()
    page.fill("#id_name", "Border liaison officer, Lao PDR")
    for field in ("#id_password1", "#id_password2"):
        page.fill(field, PASSWORD)
    page.get_by_role("button", name="Take the seat").click()
    with_password(page, ADDRESS, PASSWORD)
    page.get_by_role("link", name="Set up an app").click()
    page.fill("#id_code", code_of(page.locator("code").inner_text()))
    page.get_by_role("button", name="Set up this app").click()
    recovery = page.locator("code").first.inner_text()
    page.get_by_role("link", name="I have kept them").click()
    return recovery


def in_by_passkey(page: Page, recovery: str) -> None:
    """Sign in on another machine by a recovery code, set a passkey up, and come back in by it alone."""
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    options = {**KEY, "isUserVerified": True, "automaticPresenceSimulation": True}
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto("/en/account/sign-in/?next=/en/account/security/passkey/")
    with_password(page, ADDRESS, PASSWORD)
    page.fill("#id_code", recovery)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Set up a passkey").click()
    expect(page.get_by_text("The passkey is set up.")).to_be_visible()
    page.goto("/en/account/sign-out/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.goto("/en/account/sign-in/?next=/en/members/mine/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", level=1, name=SEAT)).to_be_visible()


def move(page: Page) -> None:
    """Take back the invitation into the other seat, and move the newcomer into it."""
    page.goto("/en/members/invitations/")
    page.locator("tr", has_text="referral.officer@la.example").get_by_role("button").click()
    expect(page.get_by_text("The invitation is taken back.")).to_be_visible()
    page.goto("/en/members/seats/")
    entry = page.locator("section.entry", has=page.get_by_role("heading", name=SEAT))
    entry.get_by_text("Move or end").click()
    expect(entry.locator("select option:checked")).to_contain_text(OTHER_SEAT)
    entry.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_text("Moved, at once.")).to_be_visible()


def end(page: Page) -> None:
    """End the newcomer's time in the seat."""
    entry = page.locator("section.entry", has=page.get_by_role("heading", name=OTHER_SEAT))
    entry.get_by_text("Move or end").click()
    entry.get_by_label("This person leaves the seat now.").check()
    entry.get_by_role("button", name="End", exact=True).click()
    expect(page.get_by_text("Ended: the person has lost what the seat gave.")).to_be_visible()
