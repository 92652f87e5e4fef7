"""Pages stay light enough for a slow line, whatever the script."""

from __future__ import annotations

import pytest

from tests.browser.addresses import WEIGHED, address_of
from tests.browser.conftest import OpenPage
from tests.browser.weighing import weigh

pytestmark = pytest.mark.browser

KB = 1000
MOST_REQUESTS = 10
MOST_REQUESTS_FOR_A_FURTHER_SCRIPT = 2


@pytest.mark.parametrize("language", ["en", "km", "my", "zh-hans"])
class WeightTests:
    """The budgets of the design, on an empty cache."""

    def test_each_page_keeps_to_its_budget(self, open_page: OpenPage, language: str) -> None:
        page, too_heavy = open_page(), []
        for kind in WEIGHED:
            weight = weigh(page, address_of(kind, language))
            requests = MOST_REQUESTS + MOST_REQUESTS_FOR_A_FURTHER_SCRIPT * (len(weight.scripts) - 1)
            held = {
                "HTML": weight.of("Document") <= 30 * KB,
                "style": 0 < weight.of("Stylesheet") <= 15 * KB,
                "script": weight.of("Script") <= 10 * KB,
                "everything but fonts": weight.without_fonts <= 100 * KB,
                "requests": len(weight.addresses) <= requests,
            }
            too_heavy += [f"{kind}: {what} {weight}" for what, holds in held.items() if not holds]
        assert not too_heavy, "\n".join(too_heavy)


class SavingTests:
    """A reader who asks to save data."""

    def test_gets_no_web_font_but_the_burmese(self, open_page: OpenPage) -> None:
        page = open_page(extra_http_headers={"Save-Data": "on"})
        fonts = {
            language: [one for one in weigh(page, address_of("guideline", language)).addresses if ".woff2" in one]
            for language in ("en", "km", "my")
        }
        assert not [one for one in fonts["en"] + fonts["km"] if "names" not in one]
        assert [one for one in fonts["my"] if "burmese-" in one]
