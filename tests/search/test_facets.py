"""The filters beside the results: what they count, what they show, what they fold away."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client

from portal import indexing
from search.engines import counting
from search.engines.base import Engine
from search.facets import LEGENDS, LONGEST_OPEN, SHOWN_OPEN, Facet, Value
from search.query import plan_from
from tests.search.library import Library

CLEAR = frozenset({"clear"})


def body(client: Client, query: str) -> str:
    return client.get(f"/en/search/{query}").content.decode()


def fieldset(page: str, legend: str) -> str:
    (found,) = re.findall(
        rf"<fieldset class=\"facet\">\s*<legend>{re.escape(legend)}</legend>.*?</fieldset>", page, re.S
    )
    return str(found)


def value(number: int, *, chosen: bool = False) -> Value:
    return Value(f"v{number:02}", f"Value {number}", "", number, chosen, "?")


class FoldingTests:
    def test_a_short_list_stands_open(self) -> None:
        facet = Facet("theme", LEGENDS["theme"], tuple(map(value, range(LONGEST_OPEN))))
        assert (facet.shown, facet.folded) == (facet.values, ())

    def test_of_a_long_list_the_most_common_and_the_chosen_stand_open_in_their_order(self) -> None:
        values = (value(0, chosen=True), *map(value, range(1, 12)))
        facet = Facet("theme", LEGENDS["theme"], values)
        assert [one.count for one in facet.shown] == [0, 7, 8, 9, 10, 11]
        assert [one.count for one in facet.folded] == [1, 2, 3, 4, 5, 6]

    def test_the_rest_is_behind_a_word_that_opens_it_without_script(
        self, library: Library, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        themes = {f"theme-{number:02}": f"Theme {number}" for number in range(14)}
        monkeypatch.setitem(indexing._labels, "theme", lambda _language: themes)
        library.put(1, "Labour", facets={"theme": tuple(themes), "country": ("TH",)})
        page = body(client, "?q=labour&theme=theme-13")
        themes_shown, hidden = fieldset(page, "Theme").split("<details>")
        assert themes_shown.count('type="checkbox"') == SHOWN_OPEN + 1
        assert 'value="theme-13" checked>' in themes_shown
        assert '<summary>8 more<span class="unseen">: Theme</span></summary>' in hidden
        assert hidden.count('type="checkbox"') == 8
        assert "<details>" not in fieldset(page, "Country")


class VersionTests:
    @pytest.fixture(autouse=True)
    def texts(self, library: Library) -> None:
        library.put(1, "Labour")
        library.put(2, "แรงงาน", family="family-1", language="th")
        library.put(3, "Labour too")
        library.put(4, "Lao động", family="family-3", language="vi", partition="green")
        library.put(5, "Another", language="km")

    def test_it_counts_versions_that_need_not_hold_the_words(self, engine: Engine) -> None:
        assert engine.search(plan_from(QueryDict("q=labour"), "en"), CLEAR).facets["version_in"] == {"en": 2, "th": 1}

    def test_a_version_one_may_not_read_is_not_counted(self, engine: Engine) -> None:
        found = engine.search(plan_from(QueryDict("q=labour"), "en"), CLEAR | {"green"})
        assert found.facets["version_in"] == {"en": 2, "th": 1, "vi": 1}

    def test_what_is_chosen_does_not_narrow_its_own_counts(self, engine: Engine) -> None:
        found = engine.search(plan_from(QueryDict("q=labour&version_in=th"), "en"), CLEAR)
        assert found.total == 1
        assert found.facets["version_in"] == {"en": 2, "th": 1}
        assert found.facets["language"] == {"en": 1}

    def test_it_is_a_field_of_the_form(self, client: Client) -> None:
        page = body(client, "?q=labour&version_in=th&version_in=-km")
        field = fieldset(page, "Has a version in")
        assert (
            '<input type="checkbox" name="version_in" value="th" checked> <span class="value" lang="th">ไทย</span>'
            in field
        )
        assert '<input type="hidden" name="version_in" value="-km">' in page
        assert 'type="hidden" name="version_in" value="th"' not in page

    def test_too_many_families_are_not_counted_and_can_still_be_asked_for(
        self, client: Client, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(counting, "MOST_FAMILIES", 1)
        assert "version_in" not in engine.search(plan_from(QueryDict("q=labour"), "en"), CLEAR).facets
        field = fieldset(body(client, "?q=labour"), "Has a version in")
        assert 'name="version_in" value="my"' in field
        assert 'class="count"' not in field


class DateFieldTests:
    def test_posting_is_a_field_of_the_form_with_its_label_and_hint(self, library: Library, client: Client) -> None:
        library.put(1, "Labour", posted=date(2026, 3, 31))
        library.put(2, "Labour", posted=date(2026, 4, 1))
        page = body(client, "?q=labour&posted_from=2026-03&posted_to=2026-03")
        assert "1 document for" in page
        field = fieldset(page, "Posted on this portal")
        for name, day in (("posted_from", "2026-03-01"), ("posted_to", "2026-03-31")):
            assert f'<label for="{name}">' in field
            assert re.search(rf'<input id="{name}" name="{name}"[^>]* aria-describedby="days" value="{day}">', field)
        assert '<p class="hint" id="days">' in field
        assert "posted 1 March 2026 – 31 March 2026" in page
        assert 'type="hidden" name="posted_from"' not in page

    @pytest.mark.parametrize(
        ("query", "name"),
        [
            ("language=my", 'Language: <span lang="my">မြန်မာ</span>'),
            ("version_in=-th", "not in ไทย"),
            ("from=2026&to=2026", "2026"),
            ("from=2024", "2024–"),
            ("to=2024", "–2024"),
            ("posted_from=2026-03-14&posted_to=2026-03-14", "posted 14 March 2026"),
            ("posted_from=2026-03-14", "posted 14 March 2026 –"),
        ],
    )
    def test_a_filter_in_force_says_what_it_is_and_can_be_lifted(
        self, library: Library, client: Client, query: str, name: str
    ) -> None:
        library.put(1, "Labour")
        page = body(client, f"?q=labour&{query}").replace(' class="without"', "")
        assert f'<a href="?q=labour"><span class="unseen">Remove: </span>{name}' in page
