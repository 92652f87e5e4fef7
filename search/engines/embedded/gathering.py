"""The rows a question finds, tier after tier, until there are families enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.engines.embedded.matching import ENOUGH, FAMILY, ID, Row, is_number, matching, missed, tiers
from search.engines.embedded.numerous import Matched, most_of
from search.engines.embedded.present import with_present_terms
from search.query import Plan, Tier

#: So many rows of the beginnings of words are read before it is known whether they are needed.
FEW = 200


@dataclass(frozen=True)
class Gathered:
    """The rows of all tiers that were needed; those that pass every filter, with the number of their tier.

    ``tried`` are the tiers by their numbers. ``is_floor`` says that a tier matched more rows than were read.
    """

    tried: Sequence[Tier]
    rows: list[Row]
    found: list[tuple[int, Row]]
    is_floor: bool = False


def gathered(plan: Plan, partitions: Sequence[str], known: Matched, strict: list[Row] | None = None) -> Gathered:
    """The rows of tier after tier, each row once; ``strict`` are those of the strictest if they are known."""
    gathering = _Gathering(plan, partitions, known)
    enough = 1 if is_number(plan) else ENOUGH
    for number, tier in enumerate(gathering.tried):
        given = strict if tier is Tier.PHRASES else None
        gathering.take(number, gathering.rows_of(tier) if given is None else given)
        if gathering.families() >= enough:
            break
    return gathering.all()


class _Gathering:
    """What was found so far."""

    def __init__(self, plan: Plan, partitions: Sequence[str], known: Matched) -> None:
        self._plan = plan if known.is_known else with_present_terms(plan, partitions)
        self._partitions, self._known = partitions, known
        self.tried = tiers(self._plan)
        self._told: dict[int, Row] = {}
        self._found: dict[int, tuple[int, Row]] = {}
        self._begun: list[Row] | None = None
        self._is_floor = False

    def rows_of(self, tier: Tier) -> list[Row]:
        """The rows of a tier, at least those that no stricter one told of."""
        if tier is Tier.PHRASES and self._known.is_known and not self._known.number:
            return []
        if tier is Tier.WORDS and Tier.PREFIXES in self.tried and not self._known.is_known:
            # Whatever holds a word holds its beginning: where that finds no more, no form of the word does.
            begun = self._asked(Tier.PREFIXES, FEW)
            self._begun = begun if len(begun) <= FEW else None
        if self._begun is not None and (tier is Tier.PREFIXES or (tier is Tier.WORDS and not self._begun)):
            return self._begun
        most = most_of(self._plan, tier, self._known.lean)
        matched = self._asked(tier, most)
        self._is_floor = self._is_floor or len(matched) > most
        return matched

    def _asked(self, tier: Tier, most: int) -> list[Row]:
        lean, alone = self._known.lean, not self._found
        return matching(
            self._plan, tier, self._partitions, lean=lean, alone=alone, most=most, besides=self._told.keys()
        )

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

    def all(self) -> Gathered:
        """All of it."""
        return Gathered(self.tried, list(self._told.values()), list(self._found.values()), self._is_floor)
