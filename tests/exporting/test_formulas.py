"""Texts that look like formulas are marked, and come back as they were."""

from __future__ import annotations

import pytest

from portal.exporting.formulas import harmless, meant

FORMULAS = (
    *("=1+1", "-", "- a list", "+66", "@home", "|dir", "＝1", "＋1", "－1", "＠a", "｜b"),
    *("\t=1", "\r1", "\n1", " =1", "\u3000=1", "\ufeff=1", "\u200b@a"),
)


class HarmlessTests:
    @pytest.mark.parametrize("text", FORMULAS)
    def test_a_formula_gets_one_mark_and_comes_back_without_it(self, text: str) -> None:
        assert harmless(text) == f"'{text}"
        assert meant(harmless(text)) == text

    @pytest.mark.parametrize("text", ["'=1", "''-", "' +1"])
    def test_a_text_that_was_written_with_a_mark_keeps_it(self, text: str) -> None:
        assert meant(harmless(text)) == text

    @pytest.mark.parametrize("text", ["it's", "''twice''", "anak-anak", "ค่านายหน้า", "", "a=b", "(-1)"])
    def test_any_other_text_stays_as_it_is(self, text: str) -> None:
        assert harmless(text) == meant(text) == text
