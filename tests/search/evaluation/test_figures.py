"""The measures, on lists small enough to reckon by hand."""

from __future__ import annotations

import pytest

from search.evaluation.figures import Figures, gain, percentile, recall, reciprocal_rank

GRADES = {"a": 1.0, "b": 2.0, "c": 0.0}


class FiguresTests:
    def test_the_reciprocal_rank_is_that_of_the_first_right_answer(self) -> None:
        assert reciprocal_rank(["x", "b", "a"], GRADES) == 0.5
        assert reciprocal_rank(["c"], GRADES) == 0.0
        assert reciprocal_rank([*map(str, range(10)), "a"], GRADES) == 0.0

    def test_recall_is_the_share_of_right_answers_so_far_up(self) -> None:
        assert recall(["a", "x", "y", "z", "u", "b"], GRADES, 5) == 0.5
        assert recall(["a", "x", "y", "z", "u", "b"], GRADES, 10) == 1.0

    def test_gain_is_one_for_the_best_order_and_less_for_another(self) -> None:
        assert gain(["b", "a"], GRADES) == pytest.approx(1.0)
        assert gain(["a", "b"], GRADES) == pytest.approx((1 + 2 / 1.58496) / (2 + 1 / 1.58496), abs=1e-4)
        assert gain([], GRADES) == 0.0

    def test_a_percentile_is_a_value_that_occurred(self) -> None:
        assert percentile([5.0, 1.0, 3.0, 2.0], 0.5) == 2.0
        assert percentile([], 0.95) == 0.0

    def test_means_are_over_all_queries(self) -> None:
        figures = Figures.of({"q": ("a",), "r": ()}, {"q": {"a": 1.0}, "r": {"b": 1.0}}, [1.0, 9.0])
        assert (figures.queries, figures.reciprocal_rank, figures.recall_10, figures.p95) == (2, 0.5, 0.5, 9.0)
