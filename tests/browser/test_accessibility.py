"""Pages can be read by everybody: nothing serious for axe, in light and dark, on a telephone and a desk."""

from __future__ import annotations

import pytest

from tests.browser.addresses import LOOKED_AT, address_of
from tests.browser.axe import COLOURS, faults
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

HEIGHT = 800


class AccessibilityTests:
    @pytest.mark.parametrize("language", ["en", "th", "km", "my", "ta", "zh-hans"])
    def test_axe_finds_nothing_serious(self, open_page: OpenPage, language: str) -> None:
        page, found = open_page(bypass_csp=True, reduced_motion="reduce"), []
        for kind in LOOKED_AT:
            for width in (1280, 360):
                page.set_viewport_size({"width": width, "height": HEIGHT})
                if width == 1280:
                    page.goto(address_of(kind, language))
                for scheme, rules in (("light", None), ("dark", COLOURS)):
                    page.emulate_media(color_scheme=scheme)
                    found += [f"{kind}, {width} px, {scheme}: {fault}" for fault in faults(page, rules)]
        assert not found, "\n".join(found)
