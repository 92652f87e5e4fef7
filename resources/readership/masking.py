"""Numbers as they may be shown: nothing below five, and no sum from which a hidden one could be worked out.

A count of one to four is hidden, and in every sum it stands as the same fixed number. So each figure shown is made
from figures that may be seen anyway, and subtracting them from one another gives nothing new. A sum that holds hidden
ones is an estimate, rounded to five, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: Counts below this are hidden.
LEAST = 5
#: What a hidden count stands for in a sum: about the middle of what it may be, since most are small.
STANDS_FOR = 2


@dataclass(frozen=True)
class Figure:
    """A count, or a sum of counts, that may be shown. ``level`` is a number for bars; never an exact hidden one."""

    level: int = 0
    is_estimate: bool = False

    @classmethod
    def of(cls, times: int) -> Figure:
        """One count as it stands in the database."""
        return cls(times) if times >= LEAST or times <= 0 else cls(STANDS_FOR, is_estimate=True)

    @classmethod
    def sum(cls, figures: Iterable[Figure]) -> Figure:
        """The sum of figures, which may be sums themselves."""
        together = list(figures)
        return cls(sum(one.level for one in together), any(one.is_estimate for one in together))

    @property
    def is_hidden(self) -> bool:
        """Whether nothing but *under 5* may be said of it."""
        return self.is_estimate and self.level < LEAST

    @property
    def bar(self) -> int:
        """The length of its bar in the unit of the counts; the same for all that are hidden."""
        if self.is_hidden:
            return STANDS_FOR
        return self.rounded

    @property
    def rounded(self) -> int:
        """The number that is shown where one is."""
        return LEAST * round(self.level / LEAST) if self.is_estimate else self.level

    def __str__(self) -> str:
        """As staff read it, on the screen and in a table to download."""
        if self.is_hidden:
            return f"under {LEAST}"
        return f"about {self.rounded}" if self.is_estimate else str(self.level)
