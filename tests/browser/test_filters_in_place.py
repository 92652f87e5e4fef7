"""Filters and order with script: the page stays where it is, says what it holds now, and keeps its address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import faults
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

ALL = "/en/search/?q=victim"


@pytest.fixture
def results(open_page: OpenPage) -> Page:
    """A page of results on a wide screen, marked so that a page that was fetched anew can be told."""
    page = open_page()
    page.goto(ALL)
    page.evaluate("() => { window.isStillThere = true; }")
    return page


def top_of(one: Locator) -> float:
    """How far below the upper edge of the window something stands."""
    box = one.bounding_box()
    assert box
    return box["y"]


def is_still_there(page: Page) -> bool:
    """Whether this is the page that was opened, and not another in its place."""
    return bool(page.evaluate("() => window.isStillThere === true"))


class InPlaceTests:
    def test_a_tick_narrows_the_page_and_keeps_the_focus_where_it_was(self, results: Page) -> None:
        before = results.locator("h1").inner_text()
        box = results.locator("input[name=country]").first
        country = box.input_value()
        box.focus()
        top = top_of(box)
        results.keyboard.press("Space")
        expect(results.locator(".active-filters li").first).to_be_visible()
        assert f"country={country}" in results.url
        heading = results.locator("h1").inner_text()
        assert heading != before
        again = results.locator(f"input[name=country][value={country}]")
        expect(again).to_be_focused()
        expect(again).to_be_checked()
        assert abs(top_of(again) - top) < 3
        expect(results.locator("body > [role=status]")).to_have_text(heading.replace("\n", " "))
        assert is_still_there(results)
        assert faults(results) == []

    def test_two_quick_ticks_both_count(self, results: Page) -> None:
        results.evaluate(
            "() => [...document.querySelectorAll('input[name=country]')].slice(0, 2).forEach(one => one.click())"
        )
        expect(results.locator(".active-filters li")).to_have_count(3)
        assert results.url.count("country=") == 2

    def test_the_way_back_and_the_way_on_lead_through_what_was_chosen(self, results: Page) -> None:
        results.locator("input[name=country]").first.check()
        expect(results.locator(".active-filters li").first).to_be_visible()
        results.go_back()
        expect(results.locator(".active-filters li")).to_have_count(0)
        assert results.url.endswith(ALL)
        results.go_forward()
        expect(results.locator(".active-filters li").first).to_be_visible()
        assert is_still_there(results)

    def test_the_order_changes_in_place(self, results: Page) -> None:
        link = results.locator(".order nav").get_by_role("link", name="Newest")
        link.focus()
        results.keyboard.press("Enter")
        expect(results.locator(".order nav [aria-current]")).to_have_text("Newest")
        expect(results.locator(".order nav").get_by_role("link", name="Newest")).to_be_focused()
        assert "sort=newest" in results.url
        assert is_still_there(results)

    def test_leaving_out_a_value_and_taking_that_back_leads_to_the_heading(self, results: Page) -> None:
        results.locator(".facet .not").first.click()
        expect(results.locator(".active-filters .without")).to_be_visible()
        expect(results.locator("h1")).to_be_focused()
        results.locator(".active-filters .without").click()
        expect(results.locator(".active-filters li")).to_have_count(0)
        expect(results.locator("h1")).to_be_focused()
        assert is_still_there(results)

    def test_a_year_is_sent_with_enter_and_stays_in_its_field(self, results: Page) -> None:
        results.locator("#from").fill("2026")
        results.locator("#from").press("Enter")
        expect(results.locator(".active-filters li").first).to_be_visible()
        expect(results.locator("#from")).to_be_focused()
        expect(results.locator("#from")).to_have_value("2026")
        assert re.search(r"[?&]from=2026(&|$)", results.url)
        assert "to=" not in results.url

    def test_the_languages_carry_what_was_chosen(self, results: Page) -> None:
        results.locator("input[name=country]").first.check()
        expect(results.locator(".active-filters li").first).to_be_visible()
        assert "country=" in (results.locator(".languages a[hreflang=km]").first.get_attribute("href") or "")

    def test_a_fetch_that_fails_is_an_ordinary_visit(self, results: Page) -> None:
        results.route(
            re.compile(r"/search/\?"),
            lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_(),
        )
        results.locator("input[name=country]").first.click()
        results.wait_for_url("**country=*")
        expect(results.locator(".active-filters li").first).to_be_visible()
        assert not is_still_there(results)

    def test_a_link_opened_elsewhere_is_left_to_the_browser(self, results: Page) -> None:
        with results.context.expect_page():
            results.locator(".order nav").get_by_role("link", name="Newest").click(modifiers=["ControlOrMeta"])
        assert results.url.endswith(ALL)


class WithoutScriptTests:
    def test_the_form_has_its_button(self, open_page: OpenPage) -> None:
        page = open_page(script=False)
        page.goto(ALL)
        page.locator("input[name=country]").first.check()
        page.get_by_role("button", name="Apply filters").click()
        expect(page.locator(".active-filters li").first).to_be_visible()
        assert "country=" in page.url
