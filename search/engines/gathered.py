"""The rows of tier after tier, each row once, by the strictest tier that finds it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from search.engines.found import FAMILY, ID, Row, missed
from search.query import Plan, Tier


@dataclass(frozen=True)
class Gathered:
    """The rows of all tiers that were needed; those that pass every filter, with the number of their tier.

    ``tried`` are the tiers by their numbers. ``is_floor`` says that a tier matched more rows than were read.
    """

    tried: Sequence[Tier]
    rows: list[Row]
    found: list[tuple[int, Row]]
    is_floor: bool = False


class Gathering:
    """What was found so far."""

    def __init__(self, plan: Plan, tried: Sequence[Tier]) -> None:
        self._plan, self.tried = plan, tried
        self._told: dict[int, Row] = {}
        self._found: dict[int, tuple[int, Row]] = {}

    @property
    def known(self) -> Collection[int]:
        """The numbers of the rows that were told of, whether they pass or not."""
        return self._told.keys()

    @property
    def is_empty(self) -> bool:
        """Whether no row passes every filter."""
        return not self._found

    def take(self, number: int, matched: Sequence[Row]) -> None:
        """Add the rows of a tier that are new."""
        retold = self._plan.is_sentence and self.tried[number] is Tier.PARTS
        for row in matched:
            if self._told.setdefault(row[ID], row) is row:
                if not missed(row):
                    self._found[row[ID]] = (number, row)
            elif retold and self._found.get(row[ID], (0,))[0]:
                # Compared with what holds some of the words, and so by the same measure.
                self._found[row[ID]] = (self._found[row[ID]][0], row)

    def families(self) -> int:
        """How many families pass every filter."""
        return len({row[FAMILY] for _tier, row in self._found.values()})

    def all(self, is_floor: bool) -> Gathered:
        """All of it; ``is_floor`` says that there is more."""
        return Gathered(self.tried, list(self._told.values()), list(self._found.values()), is_floor)
