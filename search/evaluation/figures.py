"""How good a list of answers is: the usual measures of information retrieval, over the first ten."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_TEN = 10


def reciprocal_rank(found: Sequence[str], grades: Mapping[str, float], depth: int = _TEN) -> float:
    """One over the place of the first right answer; 0 when it is not among the first ``depth``."""
    return next((1 / place for place, text in enumerate(found[:depth], 1) if grades.get(text, 0) > 0), 0.0)


def recall(found: Sequence[str], grades: Mapping[str, float], depth: int) -> float:
    """The share of all right answers that stand among the first ``depth``."""
    right = {text for text, grade in grades.items() if grade > 0}
    return len(right.intersection(found[:depth])) / len(right)


def gain(found: Sequence[str], grades: Mapping[str, float], depth: int = _TEN) -> float:
    """nDCG: grades, each worth less further down, as a share of what the best order would give."""
    best = _discounted(sorted(grades.values(), reverse=True)[:depth])
    return _discounted([grades.get(text, 0.0) for text in found[:depth]]) / best


def _discounted(grades: Sequence[float]) -> float:
    return sum(max(0.0, grade) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of all values do not exceed: one that occurred. 0 for no values."""
    known = sorted(values)
    return known[max(0, math.ceil(share * len(known)) - 1)] if known else 0.0


@dataclass(frozen=True)
class Figures:
    """The means over all queries of a set, and how long the queries took, in milliseconds."""

    queries: int
    reciprocal_rank: float
    recall_5: float
    recall_10: float
    gain: float
    p50: float
    p95: float

    @classmethod
    def of(
        cls,
        found: Mapping[str, Sequence[str]],
        grades: Mapping[str, Mapping[str, float]],
        waits: Sequence[float] = (),
    ) -> Figures:
        """The figures of lists of answers by query, each of which has at least one right answer."""
        number = max(1, len(found))
        return cls(
            queries=len(found),
            reciprocal_rank=sum(reciprocal_rank(texts, grades[query]) for query, texts in found.items()) / number,
            recall_5=sum(recall(texts, grades[query], 5) for query, texts in found.items()) / number,
            recall_10=sum(recall(texts, grades[query], _TEN) for query, texts in found.items()) / number,
            gain=sum(gain(texts, grades[query]) for query, texts in found.items()) / number,
            p50=percentile(waits, 0.5),
            p95=percentile(waits, 0.95),
        )
