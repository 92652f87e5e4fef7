"""The way of an official through the library, on a telephone and with script off."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.addresses import EVERYWHERE
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

#: "Victim" in Khmer, as it would be typed.
KHMER_WORD = "ជនរងគ្រោះ"


def choose_language(page: Page, own_name: str) -> None:
    """Take the way a telephone offers: down to the list of languages, and to one of them."""
    page.locator(".jump a[href='#languages']").click()
    page.locator("footer .languages").get_by_role("link", name=own_name, exact=True).click()


class JourneyTests:
    """One reader, one morning."""

    @pytest.fixture
    def page(self, open_page: OpenPage) -> Page:
        """A telephone."""
        return open_page(width=360, script=False, accept_downloads=True)

    def test_from_a_khmer_word_to_the_guideline_in_thai_its_citation_and_a_country_in_lao(
        self, page: Page, tmp_path: Path
    ) -> None:
        page.goto("/km/")
        page.locator(".seek input[name=q]").fill(KHMER_WORD)
        page.locator(".seek button").click()

        hit = page.locator(".dossier", has_text=EVERYWHERE)
        expect(hit.locator("mark").first).to_be_visible()
        hit.locator(".title a").click()
        expect(page.locator("html")).to_have_attribute("lang", "km")
        expect(page.locator(".cover .ref")).to_have_text(EVERYWHERE)

        choose_language(page, "ไทย")
        expect(page.locator("html")).to_have_attribute("lang", "th")
        expect(page.locator(".cover .ref")).to_have_text(EVERYWHERE)
        title = page.locator("h1").inner_text()

        with page.expect_download() as download:
            page.locator("#cite").get_by_role("link", name="RIS").click()
        saved = tmp_path / "citation.ris"
        download.value.save_as(saved)
        record = saved.read_text(encoding="utf-8")
        assert record.startswith("TY  - ")
        assert title.replace("\n", " ") in record
        assert EVERYWHERE in record

        choose_language(page, "ລາວ")
        page.locator(".jump a[href='#sections']").click()
        page.locator("footer a[href='/lo/member-states/']").click()
        page.locator("main .tile-grid a[href='/lo/member-states/lao-pdr/']").click()
        expect(page.locator("html")).to_have_attribute("lang", "lo")
        expect(page.locator("h1")).to_contain_text("ລາວ")

    def test_the_answer_stands_before_the_text_and_the_passage_has_an_address(self, page: Page) -> None:
        page.goto(f"/{EVERYWHERE}")
        answer, text = page.locator(".answer").bounding_box(), page.locator(".with-rail").bounding_box()
        assert answer and text and answer["y"] < text["y"]
        page.locator(".para .number").nth(4).click()
        assert page.url.endswith("#p5")


class LanguageListTests:
    """The list leads to this page, in that language."""

    def test_what_does_not_exist_there_says_so_and_offers_what_does(self, open_page: OpenPage) -> None:
        page = open_page(script=False)
        page.goto("/en/publications/t-2026-004/")
        title = page.locator("h1").inner_text()
        page.locator("header .languages").get_by_role("link", name="ລາວ").click()
        expect(page).to_have_url(page.url.replace("/en/", "/lo/"))
        expect(page.locator("html")).to_have_attribute("lang", "lo")
        offered = page.locator(".page-versions a[hreflang=en]")
        expect(offered).to_have_attribute("lang", "en")
        expect(offered).to_have_text(title)
        offered.click()
        expect(page).to_have_url(page.url.replace("/lo/", "/en/"))
        expect(page.locator("h1")).to_have_text(title)

    def test_names_every_language_by_its_own_name_and_in_its_own_language(self, open_page: OpenPage) -> None:
        from portal.languages import LANGUAGES

        page = open_page(script=False)
        page.goto("/en/")
        for language in LANGUAGES:
            link = page.locator("header .languages").get_by_role("link", name=language.own_name, exact=True)
            expect(link).to_have_attribute("lang", language.tag)
            expect(link).to_have_attribute("hreflang", language.tag)

    def test_keeps_the_question_and_the_filters_of_a_search(self, open_page: OpenPage) -> None:
        page = open_page(script=False)
        page.goto("/en/search/?q=victim&country=TH")
        page.locator("header .languages").get_by_role("link", name="ไทย").click()
        assert page.url.endswith("/th/search/?q=victim&country=TH")

    def test_is_remembered_for_the_next_visit_to_the_bare_address(self, open_page: OpenPage) -> None:
        page = open_page(script=False, locale="en-GB")
        page.goto("/")
        assert page.url.endswith("/en/")
        page.locator("header .languages").get_by_role("link", name="ခမာ").or_(
            page.locator("header .languages").get_by_role("link", name="မြန်မာ")
        ).click()
        page.goto("/")
        assert page.url.endswith("/my/")
