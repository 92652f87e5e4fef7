"""What holds on every kind of page, in each of the thirteen languages."""

from __future__ import annotations

import re

import pytest

from portal.languages import BY_CODE, LANGUAGES
from tests.browser.addresses import PAGES, address_of
from tests.browser.conftest import OpenPage
from tests.browser.touring import Tour

pytestmark = pytest.mark.browser

WIDE, NARROWEST_CELL = 1280, 48


class EveryPageTests:
    @pytest.mark.parametrize("language", [language.code for language in LANGUAGES])
    def test_fits_a_narrow_telephone_marks_its_languages_and_keeps_to_the_policy(
        self, open_page: OpenPage, portal_address: str, language: str
    ) -> None:
        page = open_page()
        tour = Tour(page, portal_address)
        for kind in PAGES:
            tour.visit(address_of(kind, language), status=404 if kind == "missing" else 200)
            if page.locator("html").get_attribute("lang") != BY_CODE[language].tag:
                tour.faults.append(f"{kind}: the page says it is in another language")
        assert not tour.faults, "\n".join(tour.faults)

    @pytest.mark.parametrize("language", ["ta", "my", "km", "tet"])
    def test_a_table_never_sets_single_letters_under_one_another(self, open_page: OpenPage, language: str) -> None:
        page = open_page(width=WIDE)
        narrow = []
        for kind in ("guideline", "country", "countries"):
            page.goto(address_of(kind, language))
            cells = page.locator("table.folding :is(th, td)")
            widths = cells.evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().width)")
            narrow += [f"{kind}: {width}" for width in widths if width < NARROWEST_CELL]
        assert not narrow, narrow

    def test_whatever_the_map_of_the_portal_names_in_english_keeps_to_the_policy(
        self, open_page: OpenPage, portal_address: str
    ) -> None:
        page = open_page()
        named = re.findall(r"<loc>[^<]*?(/en/[^<]*)</loc>", page.request.get("/sitemap.xml").text())
        assert len(named) > len(PAGES)
        tour = Tour(page, portal_address)
        for address in named:
            tour.visit(address)
        assert not tour.faults, "\n".join(tour.faults)
