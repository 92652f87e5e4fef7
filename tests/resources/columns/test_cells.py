"""Several values in one cell come back as they were."""

from __future__ import annotations

import pytest

from resources.columns.cells import join, split


class CellTests:
    @pytest.mark.parametrize("values", [["a; b", "c"], ["back\\slash", "end\\"], ["\\;"], [], ["one"]])
    def test_several_values_come_back_whatever_is_in_them(self, values: list[str]) -> None:
        assert split(join(values)) == values

    def test_a_value_stands_once_and_nothing_is_no_value(self) -> None:
        assert split(" TH ;; KH;TH; ") == ["TH", "KH"]
