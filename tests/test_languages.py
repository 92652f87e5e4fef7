"""The table of languages, and every spelling of a code that means one of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language_info

from portal.languages import ALIASES, BY_CODE, LANGUAGES, language_for

SHEET = Path(settings.ROOT) / "portal" / "static" / "portal" / "balai.css"


class LanguagesTests:
    def test_there_are_thirteen_and_django_knows_each(self) -> None:
        assert " ".join(BY_CODE) == "en th lo km my vi id ms fil zh-hans ta tet pt"
        assert [code for code, _name in settings.LANGUAGES] == list(BY_CODE)
        for language in LANGUAGES:
            assert get_language_info(language.code)["bidi"] is False
            with translation.override(language.code):
                assert translation.get_language() == language.code

    @pytest.mark.parametrize(
        ("written", "code"),
        [
            ("tl", "fil"),
            ("TL", "fil"),
            ("tl-PH", "fil"),
            ("in", "id"),
            ("zh", "zh-hans"),
            ("zh-CN", "zh-hans"),
            ("zh-Hans-SG", "zh-hans"),
            ("pt_BR", "pt"),
            ("en-AU", "en"),
            (" th ", "th"),
        ],
    )
    def test_other_spellings_mean_one_of_them(self, written: str, code: str) -> None:
        found = language_for(written)
        assert found is not None
        assert found.code == code

    @pytest.mark.parametrize("written", ["", "-", "*", "de", "xx-th", "enx", "\x00", "e" * 10_000])
    def test_what_means_none_of_them_is_none(self, written: str) -> None:
        assert language_for(written) is None

    def test_an_alias_is_never_a_code_of_its_own(self) -> None:
        assert not ALIASES.keys() & BY_CODE.keys()
        assert set(ALIASES.values()) <= BY_CODE.keys()

    def test_the_sheet_sets_the_leading_of_the_table(self) -> None:
        sheet = SHEET.read_text(encoding="utf-8")
        for language in LANGUAGES:
            tag = re.escape(language.tag.split("-")[0])
            rule = re.search(rf":lang\({tag}\)[^{{]*\{{ --leading: ([\d.]+); --leading-head: ([\d.]+);", sheet)
            assert rule, language.code
            assert (float(rule[1]), float(rule[2])) == (language.leading, language.leading_head), language.code
