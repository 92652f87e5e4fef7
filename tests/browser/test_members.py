"""What holds on the pages of members as it does on every page: narrow telephones, languages, policy and axe."""

from __future__ import annotations

import pytest

from portal.languages import BY_CODE
from tests.browser.axe import faults
from tests.browser.conftest import OpenPage
from tests.browser.portal_on_show import PortalOnShow
from tests.browser.signing_in import come_in
from tests.browser.touring import Tour

pytestmark = pytest.mark.browser

PAGES = ("", "mine/", "seats/", "invitations/", "requests/", "lost/")
SPACES = ("", "lao-pdr/", "lao-pdr/rules/", "lao-pdr/looking-after/", "malaysia/")
OWN = ("security/", "sessions/", "profile/")
ADDRESSES = (
    *(f"members/{page}" for page in PAGES),
    *(f"members/spaces/{page}" for page in SPACES),
    *(f"account/{page}" for page in OWN),
)


class MemberPagesTests:
    def test_they_fit_a_narrow_telephone_mark_their_languages_and_keep_to_the_policy(
        self, open_page: OpenPage, portal_on_show: PortalOnShow, portal_address: str
    ) -> None:
        page = open_page()
        page.goto("/en/members/")
        come_in(page, "focal.point@la.example", portal_on_show)
        tour = Tour(page, portal_address)
        for language in ("en", "my", "ta"):
            for address in ADDRESSES:
                tour.visit(f"/{language}/{address}")
                if page.locator("html").get_attribute("lang") != BY_CODE[language].tag:
                    tour.faults.append(f"{language}/{address}: the page says it is in another language")
        assert not tour.faults, "\n".join(tour.faults)

        looked_at = open_page(bypass_csp=True, storage_state=page.context.storage_state())
        found = []
        for address in ADDRESSES:
            looked_at.goto(f"/en/{address}")
            found += [f"{address}: {fault}" for fault in faults(looked_at)]
        assert not found, "\n".join(found)
