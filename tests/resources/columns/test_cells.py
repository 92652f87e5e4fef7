"""Several values in one cell, and texts that look like formulas, come back as they were."""

from __future__ import annotations

import pytest

from resources.columns.cells import harmless, join, meant, split


class CellTests:
    @pytest.mark.parametrize(
        "text", ["=1+1", "-", "- a list", "+66", "@home", "'=1", "''-", "＝1", "it's", "''twice''"]
    )
    def test_a_text_comes_back_as_it_was_and_never_begins_like_a_formula(self, text: str) -> None:
        written = harmless(text)
        assert meant(written) == text
        assert written[0] not in "=+-@＝＋－＠\t\r\n"

    @pytest.mark.parametrize("values", [["a; b", "c"], ["back\\slash", "end\\"], ["\\;"], [], ["one"]])
    def test_several_values_come_back_whatever_is_in_them(self, values: list[str]) -> None:
        assert split(join(values)) == values

    def test_a_value_stands_once_and_nothing_is_no_value(self) -> None:
        assert split(" TH ;; KH;TH; ") == ["TH", "KH"]
