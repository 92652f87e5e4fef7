"""The search box with script: suggestions while typing, by keyboard, mouse and finger, read aloud; and without it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.axe import faults
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

SUGGESTIONS = re.compile(r"/search/suggestions\?")


def box_of(page: Page) -> Locator:
    """The search box in the head of a page, or the great one of the home page."""
    return page.locator(".search-box input[name=q]")


def options_of(page: Page) -> Locator:
    """What may be chosen."""
    return page.get_by_role("option")


def type_into(page: Page, text: str) -> Locator:
    """Type and wait for the list."""
    box = box_of(page)
    box.click()
    box.press_sequentially(text, delay=20)
    expect(options_of(page).first).to_be_visible()
    return box


@pytest.fixture
def home(open_page: OpenPage) -> Page:
    """The English home page on a wide screen."""
    page = open_page()
    page.goto("/en/")
    return page


def asked_by(page: Page) -> list[str]:
    """The questions a page asks from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if SUGGESTIONS.search(request.url) else None)
    return asked


class ComboboxTests:
    @pytest.mark.parametrize(
        ("language", "typed", "whole"),
        [("en", "traf", "trafficking in persons"), ("th", "การค้าม", "การค้ามนุษย์"), ("km", "ជនរង", "ជនរងគ្រោះ")],
    )
    def test_arrows_and_enter_choose_what_was_begun(
        self, open_page: OpenPage, language: str, typed: str, whole: str
    ) -> None:
        page = open_page()
        page.goto(f"/{language}/")
        box = type_into(page, typed)
        expect(box).to_have_attribute("aria-expanded", "true")
        wanted = options_of(page).filter(has_text=whole).first
        expect(wanted).to_be_visible()
        for _step in range(8):
            box.press("ArrowDown")
            if wanted.get_attribute("aria-selected") == "true":
                break
        assert box.get_attribute("aria-activedescendant") == wanted.get_attribute("id")
        assert page.locator("[aria-selected=true]").count() == 1
        box.press("Enter")
        page.wait_for_url(re.compile(rf"/{language}/(search/\?q=|publications/)"))

    def test_enter_without_a_choice_sends_what_was_typed(self, home: Page) -> None:
        type_into(home, "traf").press("Enter")
        home.wait_for_url("**/en/search/?q=traf")

    def test_the_arrows_go_round_and_past_the_box_itself(self, home: Page) -> None:
        box = type_into(home, "traf")
        box.press("ArrowUp")
        expect(options_of(home).last).to_have_attribute("aria-selected", "true")
        box.press("ArrowDown")
        assert box.get_attribute("aria-activedescendant") is None
        box.press("ArrowDown")
        expect(options_of(home).first).to_have_attribute("aria-selected", "true")

    def test_escape_closes_the_list_and_keeps_the_words_and_an_arrow_opens_it_again(self, home: Page) -> None:
        box = type_into(home, "traf")
        box.press("Escape")
        expect(options_of(home)).to_have_count(0)
        expect(box).to_have_value("traf")
        expect(box).to_have_attribute("aria-expanded", "false")
        box.press("ArrowDown")
        expect(options_of(home).first).to_be_visible()

    def test_leaving_the_box_closes_the_list(self, home: Page) -> None:
        type_into(home, "traf").press("Tab")
        expect(options_of(home)).to_have_count(0)

    def test_a_click_leads_to_the_page_of_a_title(self, home: Page) -> None:
        type_into(home, "not punishing vic")
        options_of(home).filter(has_text="Not punishing victims").click()
        home.wait_for_url("**/en/publications/g-2026-014/")

    def test_a_finger_chooses_on_a_telephone(self, open_page: OpenPage) -> None:
        page = open_page(width=360, height=740, has_touch=True, is_mobile=True)
        page.goto("/en/publications/g-2026-014/")
        box = box_of(page)
        box.tap()
        box.press_sequentially("recruit", delay=20)
        first = options_of(page).first
        expect(first).to_be_visible()
        assert page.evaluate("() => document.scrollingElement.scrollWidth <= innerWidth")
        size = first.bounding_box()
        assert size
        assert size["height"] >= 44
        first.tap()
        page.wait_for_url(re.compile(r"/(search/\?q=|publications/)(?!g-2026-014)"))

    def test_how_many_there_are_is_read_aloud(self, home: Page) -> None:
        type_into(home, "traf")
        expect(home.locator("body > [role=status]")).to_have_text(f"{options_of(home).count()} suggestions")

    def test_each_suggestion_says_its_language_and_its_kind(self, home: Page) -> None:
        type_into(home, "ผู้เสียหาย")
        expect(options_of(home).first.locator("span").first).to_have_attribute("lang", "th")
        assert {"Term", "Document"} == set(home.locator(".suggestions .kind").all_inner_texts())

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("address", ["/en/", "/km/search/?q=%E1%9E%87%E1%9E%93"])
    def test_axe_finds_nothing_with_the_list_open(self, open_page: OpenPage, address: str, scheme: str) -> None:
        page = open_page(color_scheme=scheme)
        page.goto(address)
        box_of(page).fill("")
        type_into(page, "ជន" if "/km/" in address else "traf").press("ArrowDown")
        assert faults(page) == []


class RestraintTests:
    def test_one_question_is_asked_when_the_fingers_rest(self, home: Page) -> None:
        asked = asked_by(home)
        type_into(home, "trafficking")
        assert len(asked) <= 2
        assert asked[-1].endswith("?q=trafficking")

    def test_a_single_letter_asks_nothing_but_a_letter_group_does(self, home: Page) -> None:
        asked = asked_by(home)
        box_of(home).press_sequentially("t")
        home.wait_for_timeout(400)
        assert asked == []
        box_of(home).fill("")
        type_into(home, "ค")
        assert len(asked) == 1

    def test_a_late_answer_to_an_earlier_question_is_dropped(self, home: Page) -> None:
        held: list[Callable[[], None]] = []

        def answer(route: Route) -> None:
            if route.request.url.endswith("?q=traf"):
                one = '{"suggestions": [{"text": "stale", "lang": "en", "kind": "concept", "address": "/"}]}'
                held.append(lambda: route.fulfill(body=one, content_type="application/json"))
            else:
                route.continue_()

        home.route(SUGGESTIONS, answer)
        box_of(home).press_sequentially("traf", delay=5)
        home.wait_for_timeout(500)
        assert len(held) == 1
        box_of(home).press_sequentially("ficker", delay=5)
        expect(options_of(home).first).to_contain_text("trafficker")
        held[0]()
        home.wait_for_timeout(300)
        assert "stale" not in home.locator(".suggestions").inner_text()

    def test_nothing_is_asked_while_an_input_method_composes(self, home: Page) -> None:
        asked = asked_by(home)
        box_of(home).focus()
        line = home.context.new_cdp_session(home)
        line.send("Input.imeSetComposition", {"text": "renkou", "selectionStart": 6, "selectionEnd": 6})
        home.wait_for_timeout(500)
        assert asked == []
        line.send("Input.insertText", {"text": "人口"})
        expect(options_of(home).first).to_be_visible()
        assert len(asked) == 1

    def test_a_failing_server_leaves_a_plain_box(self, home: Page) -> None:
        home.route(SUGGESTIONS, lambda route: route.abort())
        box_of(home).press_sequentially("traf", delay=20)
        home.wait_for_timeout(500)
        expect(options_of(home)).to_have_count(0)
        box_of(home).press("Enter")
        home.wait_for_url("**/en/search/?q=traf")

    def test_who_saves_data_is_sent_no_script_and_asks_nothing(self, open_page: OpenPage) -> None:
        page = open_page(extra_http_headers={"Save-Data": "on"})
        asked = asked_by(page)
        page.goto("/en/")
        assert page.locator("script").count() == 0
        box_of(page).press_sequentially("trafficking", delay=20)
        page.wait_for_timeout(400)
        assert asked == []

    def test_without_script_the_box_is_a_form(self, open_page: OpenPage) -> None:
        page = open_page(script=False)
        page.goto("/km/")
        box_of(page).fill("ជនរងគ្រោះ")
        box_of(page).press("Enter")
        expect(page.locator(".dossier").first).to_be_visible()
        assert page.locator("[role=combobox], [role=listbox]").count() == 0
