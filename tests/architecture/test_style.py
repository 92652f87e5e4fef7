"""The sheet keeps the rules of the house, and no template carries style or code of its own."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from portal.languages import LANGUAGES, Language

ROOT = Path(__file__).parents[2]
SHEET = (ROOT / "portal" / "static" / "portal" / "balai.css").read_text()
RULES = re.sub(r"/\*.*?\*/", "", SHEET, flags=re.S)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


class SheetTests:
    """``balai.css``."""

    def test_it_weighs_at_most_fifteen_kilobytes_on_the_line(self) -> None:
        assert len(gzip.compress(SHEET.encode())) <= 15_000

    @pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
    def test_the_leading_of_each_script_is_that_of_the_language_table(self, language: Language) -> None:
        name = language.tag.partition("-")[0]
        found = re.search(
            rf":lang\({name}\)[^{{}}]*{{[^}}]*--leading: (?P<body>[\d.]+); --leading-head: (?P<head>[\d.]+);", RULES
        )
        assert found, name
        assert (float(found["body"]), float(found["head"])) == (language.leading, language.leading_head)

    def test_every_token_that_is_used_is_defined(self) -> None:
        used = set(re.findall(r"var\((--[\w-]+)", RULES))
        assert used <= set(re.findall(r"(--[\w-]+):", RULES))

    def test_the_two_dark_palettes_are_one(self) -> None:
        dark = [
            re.sub(r"color-scheme: dark;|\s", "", palette)
            for palette in re.findall(
                r':root(?::not\(\[data-scheme="light"\]\)|\[data-scheme="dark"\]) {([^}]*)}', RULES
            )
        ]
        assert len(dark) == 2
        assert dark[0] == dark[1]

    def test_it_fetches_nothing(self) -> None:
        assert not re.search(r"url\(|@import", RULES)

    def test_it_speaks_of_start_and_end_not_of_left_and_right(self) -> None:
        assert not re.search(r"(margin|padding|border|inset)-(left|right|top|bottom)\b|text-align: (left|right)", RULES)

    def test_no_script_is_slanted_spaced_out_or_set_in_capitals(self) -> None:
        assert not re.search(r"letter-spacing|text-transform|italic|oblique", RULES)


class TemplateTests:
    """Public pages run under a policy that allows no inline style and no inline code."""

    @pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
    def test_a_template_has_no_style_and_no_code_in_it(self, template: Path) -> None:
        text = template.read_text()
        assert not re.search(r"<[^>]*\sstyle\s*=|<style\b", text), "style in the page"
        assert not re.search(r"<[a-z][^>]*\son[a-z]+\s*=|javascript:", text), "code in an attribute"
        for opening in re.findall(r"<script\b[^>]*>", text):
            assert "src=" in opening or 'type="application/ld+json"' in opening, opening


class Tile:
    """A Member State as the grid asks for it."""

    def __init__(self, code: str, name: str, *, count: int = 0, current: bool = False) -> None:
        self.code, self.name, self.count, self.current = code, name, count, current
        self.url = f"/en/countries/{code.lower()}/"


class PartialTests:
    """The two drawings that data make."""

    def test_the_grid_is_a_table_of_links_with_names_and_counts(self) -> None:
        row = [Tile("TH", "Thailand", count=58), Tile("KH", "Cambodia", current=True), None, None, Tile("PH", "P&O")]
        html = render_to_string("partials/tile_grid.html", {"tiles": [row]})
        assert html.count("<td>") == 5
        assert html.count("<td></td>") == 2
        assert '<a href="/en/countries/kh/" aria-current="page">' in html
        assert "58 <span" in html
        assert "P&amp;O" in html

    def test_the_small_grid_shows_codes_and_reads_names_aloud(self) -> None:
        html = render_to_string(
            "partials/tile_grid.html", {"tiles": [[Tile("TH", "Thailand", count=58)]], "small": True}
        )
        assert '<span class="unseen">Thailand</span>' in html
        assert "58" not in html

    def test_a_bar_carries_its_width_as_a_plain_number(self) -> None:
        rows = [
            {"label": "2025", "url": "/en/search/?from=2025", "count": 27, "width": 82.5},
            {"label": "2026", "url": "", "count": 0, "width": 0},
        ]
        html = render_to_string("partials/bars.html", {"rows": rows, "caption": "By year", "head": "Year"})
        assert '<rect width="82.5" height="8"/>' in html
        assert '<a href="/en/search/?from=2025">2025</a>' in html
        assert '<span class="nil">0</span>' in html

    @pytest.mark.parametrize(("asked", "sheet"), [("on", "fonts/fonts-saving."), ("", "fonts/fonts.")])
    def test_a_visitor_who_saves_data_gets_the_small_sheet_of_fonts(self, asked: str, sheet: str) -> None:
        request = RequestFactory().get("/en/", headers={"save-data": asked} if asked else {})
        html = render_to_string("partials/sheets.html", request=request)
        assert html.count("fonts/") == 1
        assert sheet in html
