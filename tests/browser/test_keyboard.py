"""Everything can be done without a mouse, and the reader always sees where they are."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

#: How the focused element differs from its surroundings: an outline of three pixels within the window.
_FOCUS = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  return {
    name: `${one.tagName} ${one.textContent.trim().slice(0, 30)} ${one.name || ""}`,
    seen: one !== document.body && style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 3
      && box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


class KeyboardTests:
    @pytest.fixture
    def page(self, open_page: OpenPage) -> Page:
        """The home page, untouched."""
        page = open_page(script=False)
        page.goto("/en/")
        return page

    def test_the_first_stop_is_a_link_past_everything_that_repeats(self, page: Page) -> None:
        skip = page.locator(".skip")
        assert (skip.bounding_box() or {})["y"] < 0
        page.keyboard.press("Tab")
        expect(skip).to_be_focused()
        assert (skip.bounding_box() or {})["y"] >= 0
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.locator(".seek input[name=q]")).to_be_focused()

    @pytest.mark.parametrize("address", ["/en/", "/en/search/", "/en/publications/g-2026-014/", "/en/account/sign-in/"])
    def test_every_stop_can_be_seen(self, page: Page, address: str) -> None:
        page.goto(address)
        unseen = []
        for _stop in range(60):
            page.keyboard.press("Tab")
            focus = page.evaluate(_FOCUS)
            if focus["name"].startswith("BODY"):
                break
            if not focus["seen"]:
                unseen.append(focus["name"])
        assert not unseen, unseen

    def test_a_search_is_sent_with_enter_and_a_filter_with_space_and_enter(self, page: Page) -> None:
        page.locator(".seek input[name=q]").focus()
        page.keyboard.type("checklist")
        page.keyboard.press("Enter")
        expect(page.locator(".dossier").first).to_be_visible()
        assert "q=checklist" in page.url
        box = page.locator("input[name=type]").first
        box.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        expect(page.locator(".active-filters")).to_be_visible()
        assert "type=" in page.url
