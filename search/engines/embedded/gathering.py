"""The rows a question finds, tier after tier, until there are families enough."""

from __future__ import annotations

from collections.abc import Sequence

from search.engines.embedded.matched import Matches
from search.engines.embedded.matching import matching
from search.engines.embedded.numerous import SMALL, Matched, most_of
from search.engines.embedded.present import with_present_terms
from search.engines.found import Row
from search.engines.gathered import Gathered, Gathering
from search.engines.tiers import families_enough, tiers
from search.query import Plan, Tier

#: So many rows of the beginnings of words are read before it is known whether they are needed.
FEW = 200


def gathered(plan: Plan, partitions: Sequence[str], known: Matched, strict: list[Row] | None = None) -> Gathered:
    """The rows of tier after tier, each row once; ``strict`` are those of the strictest if they are known."""
    asked = _Asked(plan, partitions, known)
    enough = families_enough(plan)
    for number, tier in enumerate(asked.tried):
        given = strict if tier is Tier.PHRASES else None
        asked.gathering.take(number, asked.rows_of(tier) if given is None else given)
        if asked.gathering.families() >= enough:
            break
    return asked.all()


class _Asked:
    """What was asked so far, and what it found."""

    def __init__(self, plan: Plan, partitions: Sequence[str], known: Matched) -> None:
        self._plan = plan if known.is_known else with_present_terms(plan, partitions)
        self._partitions, self._known = partitions, known
        self.tried = tiers(self._plan)
        self.gathering = Gathering(self._plan, self.tried)
        self._begun: list[Row] | None = None
        self._is_floor = False
        self._seen: set[int] = set()

    def rows_of(self, tier: Tier) -> list[Row]:
        """The rows of a tier, at least those that no stricter one told of."""
        if tier is Tier.PHRASES and self._known.is_known and not self._known.number:
            return []
        if tier is Tier.WORDS and Tier.PREFIXES in self.tried and not self._known.is_known:
            # Whatever holds a word holds its beginning: where that finds no more, no form of the word does.
            begun = self._asked(Tier.PREFIXES, FEW)
            self._begun = begun.rows if len(begun.numbers) <= FEW else None
        if self._begun is not None and (tier is Tier.PREFIXES or (tier is Tier.WORDS and not self._begun)):
            return self._begun
        most = most_of(self._plan, tier, self._known)
        matched = self._asked(tier, most)
        self._is_floor = self._is_floor or len(matched.numbers) > most
        self._seen.update(matched.numbers)
        return matched.rows

    def _asked(self, tier: Tier, most: int) -> Matches:
        lean, alone = self._known.lean, self.gathering.is_empty
        besides = self._seen.union(self.gathering.known)
        # In a large index a second look at each row takes longer than reading them one by one.
        small = self._known.size <= SMALL
        return matching(
            self._plan,
            tier,
            self._partitions,
            lean=lean,
            alone=alone,
            most=most,
            besides=besides,
            texts=self._known.size,
            one_page=small,
        )

    def all(self) -> Gathered:
        """All of it."""
        return self.gathering.all(self._is_floor)
