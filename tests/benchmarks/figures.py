"""Figures as the document gives them: the least, the middle and the most, and what so many out of a hundred keep to."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """What several runs of one measurement gave."""

    least: float
    middle: float
    most: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Spread:
        """The spread of at least one value."""
        known = sorted(values)
        return cls(known[0], statistics.median(known), known[-1])

    def cells(self, digits: int = 0) -> str:
        """Three cells of a table."""
        return " | ".join(f"{value:,.{digits}f}" for value in (self.least, self.middle, self.most))


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of all values (0.95, say) do not exceed: one that occurred, never one between two."""
    known = sorted(values)
    return known[max(0, math.ceil(share * len(known)) - 1)]


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table: the first column words, the others figures."""
    lines = [heads, ["---", *["--:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
