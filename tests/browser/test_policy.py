"""Wagtail's administration keeps to a policy without inline code, and everything that one does there still works."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.addresses import ENGLISH_ONLY
from tests.browser.conftest import PATIENCE
from tests.browser.policing import Watch
from tests.browser.portal_on_show import PortalOnShow
from tests.browser.signing_in import sign_in

pytestmark = pytest.mark.browser

#: One screen of each kind; all that can be reached from the menu were walked through when the policy was written.
SCREENS = (
    *("", "pages/", "pages/3/", "publications/", "people/", "redirects/", "users/", "groups/new/", "account/"),
    *("documents/", "documents/multiple/add/", "reports/site-history/", "reports/review/", "workflows/edit/1/"),
)
WatchedDesk = Callable[[], tuple[Page, Watch]]


@pytest.fixture(scope="module")
def desk(browser: Browser, portal_address: str, portal_on_show: PortalOnShow) -> Iterator[WatchedDesk]:
    """Opens a page of the administrator's, who signs in once, with somebody who watches it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=portal_address)
    context.set_default_timeout(PATIENCE)
    sign_in(context.new_page(), "administrator", portal_on_show)

    def open_it() -> tuple[Page, Watch]:
        page = context.new_page()
        return page, Watch(page, portal_address)

    yield open_it
    context.close()


class WatchTests:
    def test_code_in_a_page_of_the_administration_is_stopped_and_told(self, desk: WatchedDesk) -> None:
        page, watch = desk()
        watch.visit("/administration/account/")
        page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))")
        assert page.evaluate("window.ran") is None
        assert [fault for fault in watch.faults if "policy: script-src" in fault]


class AdministrationPolicyTests:
    def test_no_screen_asks_for_more_than_the_policy_gives(self, desk: WatchedDesk) -> None:
        _page, watch = desk()
        for screen in SCREENS:
            watch.visit(f"/administration/{screen}")
        assert not watch.faults, "\n".join(watch.faults)

    def test_rows_are_added_and_moved_dates_picked_files_chosen_and_all_is_previewed_and_saved(
        self, desk: WatchedDesk
    ) -> None:
        page, watch = desk()
        # The one with the lowest number: those that other tests write come last.
        watch.visit("/administration/publications/?type=research-brief&ordering=reference")
        page.locator("main tbody a[href$='/edit/']").first.click()
        add_a_row(page)
        pick_a_date(page, "#id_posted")
        choose_a_file(page)
        page.get_by_role("button", name="Toggle preview").click()
        expect(page.frame_locator("#w-preview-iframe").first.locator("h1")).to_be_visible()
        page.get_by_role("button", name="Save draft").click()
        expect(page.locator(".messages .success")).to_be_visible()
        assert not watch.faults, "\n".join(watch.faults)

    def test_a_list_is_narrowed_by_a_date_and_a_page_chosen(self, desk: WatchedDesk) -> None:
        page, watch = desk()
        watch.visit("/administration/reports/site-history/")
        page.get_by_role("button", name="Filter").first.click()
        page.get_by_role("button", name="Date").first.click()
        pick_a_date(page, "#id_timestamp_0")
        watch.visit("/administration/pinned-results/new/")
        choose_a_page(page)
        assert not watch.faults, "\n".join(watch.faults)

    def test_a_translation_is_begun_edited_and_saved(self, desk: WatchedDesk) -> None:
        page, watch = desk()
        watch.visit(f"/administration/publications/?q={ENGLISH_ONLY}")
        page.locator("main tbody a[href$='/edit/']").first.click()
        page.goto(re.sub(r"pages/(\d+)/edit/", r"localize/submit/page/\1/", page.url))
        page.check("[name=select_all]")
        expect(page.locator("[name=locales]:not(:checked)")).to_have_count(0)
        page.uncheck("[name=select_all]")
        page.locator("[name=locales]").first.check()
        page.get_by_role("button", name="Submit").click()
        translate_a_text(page)
        assert not watch.faults, "\n".join(watch.faults)


def add_a_row(page: Page) -> None:
    """Another finding, moved to the top: a row that is moved must not begin twice."""
    texts = page.locator("[name^=key_findings-][name$=-text]")
    expect(texts.first).to_be_visible()
    before = texts.count()
    page.click("#id_key_findings-ADD")
    expect(texts).to_have_count(before + 1)
    page.fill(f"[name=key_findings-{before}-text]", "Calls by night were answered less often.")
    page.locator(f"#inline_child_key_findings-{before} [data-inline-panel-child-move-up]").click()


def pick_a_date(page: Page, field: str) -> None:
    """A day in the middle of the month that the calendar beside a field shows."""
    page.click(field)
    page.locator(".xdsoft_datetimepicker:visible .xdsoft_date:not(.xdsoft_other_month)").nth(10).click()
    expect(page.locator(field)).to_have_value(re.compile(r"^\d{4}-\d\d-11$"))


def choose_a_file(page: Page) -> None:
    """A file for a row that was just added."""
    page.click("#id_files-ADD")
    row = page.locator("#id_files-FORMS > *").last
    row.get_by_role("button", name="Choose a document").click()
    page.locator(".modal a.document-choice, .modal [data-chooser-modal-choice]").first.click()
    expect(row.locator(".chooser__title")).not_to_be_empty()


def choose_a_page(page: Page) -> None:
    """A page for a row of pinned results that was just added."""
    page.locator("button[id$=-ADD]").last.click()
    page.get_by_role("button", name="Choose a page").last.click()
    page.locator(".modal a.choose-page, .modal [data-chooser-modal-choice]").first.click()
    expect(page.locator(".page-chooser .chooser__title").last).not_to_be_empty()


def translate_a_text(page: Page) -> None:
    """One text of a translation, saved at once as the editor does."""
    page.get_by_role("button", name="Translate").first.click()
    page.locator("main textarea:visible").first.fill("ប្រៀបធៀប")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("ប្រៀបធៀប").first).to_be_visible()
