"""Signing in as a person does it: address, password, and the code of an app."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time

from playwright.sync_api import Page, expect

from portal.demo.accounts import PASSWORD
from tests.browser.portal_on_show import PortalOnShow

#: So long does a code last, in milliseconds, and a second more. Each serves once: whoever is too quick waits.
UNTIL_THE_NEXT = 31_000


def sign_in(page: Page, role: str, shown: PortalOnShow) -> Page:
    """Sign in as one of the demo's people, who comes out on the first screen of the administration."""
    page.goto("/administration/")
    come_in(page, f"{role}@balai.example", shown)
    expect(page).to_have_url(re.compile(r"^http://[^/]+/administration/$"))
    return page


def come_in(page: Page, email: str, shown: PortalOnShow) -> None:
    """Give both proofs of a demo account, on whatever page asked for them, and come out where one wished to go."""
    with_password(page, email, PASSWORD)
    for _attempt in range(3):
        page.fill("#id_code", shown.told("demo_code", email))
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_load_state()
        if "/proof/" not in page.url:
            break
        page.wait_for_timeout(UNTIL_THE_NEXT)


def with_password(page: Page, email: str, password: str) -> None:
    """The first step of it, on the page where one signs in."""
    page.fill("#id_login", email)
    page.fill("#id_password", password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def code_of(secret: str) -> str:
    """What an app shows now that was given this key: RFC 6238, six figures, thirty seconds, of which some are left."""
    if (left := 30 - time.time() % 30) < 5:
        time.sleep(left)
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
