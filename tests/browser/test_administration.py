"""The way of a publication, as the people who make it walk it: editor, publisher, reader."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.portal_on_show import PortalOnShow
from tests.browser.signing_in import sign_in

pytestmark = pytest.mark.browser

TITLE = "မိုးကုတ်စက်ဝိုင်း စောင့်ကြည့်ခြင်း"
#: A word of the title, as a reader would type it.
WORD = "မိုးကုတ်စက်ဝိုင်း"
TEXTS = {
    "issued": "2026-07",
    "says": "ဤအကျဉ်းချုပ်သည် အွန်လိုင်းစခန်းများအကြောင်း ဖော်ပြသည်။",
    "do": "သံသယရှိလျှင် မေးမြန်းပါ။",
    "who": "ရဲအရာရှိများ",
    "key_findings-0-text": "အလုပ်ခေါ်စာ ငါးခုတွင် သုံးခုမှာ မမှန်ပါ။",
    "authors": "သုတေသနအဖွဲ့",
    "methods": "တွေ့ဆုံမေးမြန်းခြင်း",
    "limits": "မြို့နှစ်မြို့သာ ဖြစ်သည်။",
}
TICKED = ("bodies", "themes", "audiences")


def choose(page: Page, action: str) -> None:
    """Take an action from the menu at the foot of a form, and wait for what follows."""
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("footer").get_by_role("button", name=action, exact=True).click()


def save_draft(page: Page) -> None:
    """Keep what was written."""
    page.get_by_role("button", name="Save draft").click()


def publications_of(page: Page, words: str) -> int:
    """How many publications a reader finds by these words."""
    page.goto(f"/my/search/?q={words}")
    return page.locator(".dossier", has_text=TITLE).count()


class PublishingTests:
    """One brief, from its first draft to the day its label is tightened."""

    def test_an_editor_writes_a_publisher_publishes_a_reader_finds_and_a_stricter_label_closes(
        self, open_page: OpenPage, portal_on_show: PortalOnShow
    ) -> None:
        editor, publisher = (sign_in(open_page(), who, portal_on_show) for who in ("editor", "publisher"))
        reader = open_page(script=False)

        number = self.draft(editor)
        assert reader.goto(f"/my/publications/{number.lower()}/").status == 404  # type: ignore[union-attr]
        self.fill_in_and_submit(editor)

        publisher.goto("/administration/")
        publisher.locator("main").get_by_role("link", name=TITLE).first.click()
        expect(publisher.locator("[name=limits]")).to_have_value(TEXTS["limits"])
        choose(publisher, "Approve")
        expect(publisher.locator(".messages .success")).to_be_visible()

        assert publications_of(reader, WORD) == 1
        assert publications_of(reader, number) == 1
        assert reader.goto(f"/{number}").status == 200  # type: ignore[union-attr]
        expect(reader.locator("h1")).to_have_text(TITLE)

        self.tighten(publisher, number)
        assert reader.goto(f"/my/publications/{number.lower()}/").status == 404  # type: ignore[union-attr]
        assert publications_of(reader, WORD) == 0

    def draft(self, editor: Page) -> str:
        """A draft that has nothing but a title, and the number it was given."""
        editor.get_by_role("link", name="Write a new publication").click()
        editor.select_option("[name=language]", "my")
        editor.check("[name=type][value=research-brief]")
        editor.get_by_role("button", name="Go on").click()
        editor.fill("[name=title]", TITLE)
        save_draft(editor)
        expect(editor).to_have_url(re.compile(r"/edit/"))
        return editor.locator("[name=reference]").input_value()

    def fill_in_and_submit(self, editor: Page) -> None:
        """What is missing is told with its reason, nothing written is lost, and the whole is handed on."""
        choose(editor, "Submit to Review")
        expect(editor.locator("[data-contentpath=limits] .error-message")).to_contain_text("Not filled in yet.")
        expect(editor.locator("[data-contentpath=marking_label] .error-message")).to_contain_text("Choose a label")
        expect(editor.locator("[name=title]")).to_have_value(TITLE)
        for name, text in TEXTS.items():
            editor.fill(f"[name={name}]", text)
        for name in TICKED:
            editor.locator(f"#id_{name} label").first.click()
        editor.select_option("[name=marking_label]", "CLEAR")
        choose(editor, "Submit to Review")
        expect(editor.locator(".messages .success")).to_contain_text("submitted")

    def tighten(self, publisher: Page, number: str) -> None:
        """Give the brief a stricter label, and be refused the way back."""
        publisher.goto(f"/administration/publications/?q={number}")
        publisher.get_by_role("link", name=TITLE).first.click()
        publisher.select_option("[name=marking_label]", "GREEN")
        save_draft(publisher)
        expect(publisher.locator(".messages .success")).to_be_visible()
        publisher.select_option("[name=marking_label]", "CLEAR")
        save_draft(publisher)
        expect(publisher.locator("[data-contentpath=marking_label] .error-message")).to_contain_text("second person")


class FirstScreenTests:
    """What each role meets."""

    @pytest.mark.parametrize("role", ["editor", "publisher", "translator", "administrator"])
    def test_every_screen_of_the_menu_opens(self, open_page: OpenPage, portal_on_show: PortalOnShow, role: str) -> None:
        page = sign_in(open_page(), role, portal_on_show)
        props = page.locator("#wagtail-sidebar-props").text_content() or ""
        addresses = dict.fromkeys(re.findall(r'"url": "(/administration/[^"]+)"', props))
        assert "/administration/publications/" in addresses
        assert not [address for address in addresses if "/images/" in address]
        answers = {address: page.request.get(address).status for address in addresses}
        assert {address: status for address, status in answers.items() if status != 200} == {}
