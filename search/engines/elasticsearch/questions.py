"""A question on its way to the cluster: which texts each tier finds, and the searches that ask for them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from search.engines import asking
from search.engines.elasticsearch.compiling import (
    Compiled,
    PartsAsked,
    Statistics,
    asked_of_parts,
    compiled,
    compiled_parts,
    condition,
    without_absent,
)
from search.engines.elasticsearch.measuring import Measure
from search.engines.elasticsearch.narrowing import chosen, missing_one, readable
from search.engines.elasticsearch.rows import MEASURED, READ
from search.engines.expressions import Expression
from search.engines.tiers import MOST_NEAR, WEIGHTY, enough_parts, most_holding
from search.query import Plan, Sort, Tier

#: So many rows are read at once: no index answers more.
MOST = 10_000
#: How they are read; counted one further, or nobody would know that there are more.
READ_ALL = {**READ, "size": MOST, "track_total_hits": MOST + 1}
#: Counted exactly as far as this, whatever it is that is counted.
FAMILIES = {"cardinality": {"field": "family", "precision_threshold": 3_000}}

Body = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """A plan with what it asks for; ``indices`` are those of the reader by partition.

    ``lean`` says that there are very many texts, ``known`` in how many of them stands what is asked for, where that was
    asked; ``held`` in how many stand the parts and what is near to them. ``versions`` are the families that have one
    that was chosen or is unwanted, with the languages of these, where that was asked.
    """

    plan: Plan
    indices: Mapping[str, str]
    now: datetime
    lean: bool = False
    known: Statistics | None = None
    held: Mapping[Expression, int] | None = None
    versions: Mapping[str, frozenset[str]] | None = None

    @property
    def facets(self) -> dict[str, Query]:
        """By facet of which something is chosen, the condition of it, as far as it is known."""
        return chosen(self.plan, self.indices, self.versions)

    def narrowed(self, found: Sequence[Query], missing: bool = True) -> list[Query]:
        """Conditions for texts that are found so, may be read and miss one filter at most, or none."""
        facets = self.facets
        return [*found, *readable(self.plan, self.now), *(missing_one(facets) if missing else facets.values())]

    def passing(self) -> Query:
        """What passes every filter, as far as that is known."""
        return Q("bool", filter=[*self.facets.values()])

    def query(
        self,
        found: Sequence[Query],
        worth: Sequence[Query] = (),
        besides: Sequence[Query] = (),
        *,
        missing: bool = True,
    ) -> Query:
        """Texts that are found so and pass, or nearly if those ``missing`` one filter are sought too; ``besides`` says
        which are not sought."""
        return Q("bool", filter=self.narrowed(found, missing), must_not=[*self.unwanted(), *besides], should=[*worth])

    def unwanted(self) -> list[Query]:
        """What no text may hold."""
        return [condition(asking.unwanted(self.plan.unwanted))] if self.plan.unwanted else []

    def compiled(self, tier: Tier) -> Compiled:
        """A tier; without words, every text."""
        if not self.plan.wanted:
            return Compiled(Q("match_all"), ())
        return compiled(self.plan, tier, self.known, lean=self.lean)

    @property
    def is_ranked(self) -> bool:
        """Whether it matters what a text is worth for its words."""
        return self.plan.order is Sort.RELEVANCE

    def measure(self, tier: Tier) -> Measure | None:
        """The yardstick for what the words of a text are worth; None where it is not known how rare they are, or where
        nobody asks."""
        if self.known is None or not self.is_ranked or not self.plan.wanted:
            return None
        if tier is Tier.PARTS:
            return Measure(asked_of_parts(self.plan, self.is_asked()), self.known, of_parts=True)
        asked = without_absent(asking.wanted(self.plan, tier, lean=self.lean), self.known.absent)
        return Measure([(asked, 1.0)], self.known)

    def rows_of(self, tier: Tier, stricter: Sequence[Tier], *, missing: bool = True) -> Body:
        """The search for the rows of a tier that those stricter do not find, with or without those ``missing`` one
        filter."""
        one = self.compiled(tier)
        besides = [self.compiled(each).must for each in stricter]
        query = self.query([one.must], one.worth if self.is_ranked else (), besides, missing=missing)
        return {**READ_ALL, "query": query.to_dict(), "sort": ["_score" if self.is_ranked else "_doc"]}

    def numbers_of(self, tiers: Sequence[Tier]) -> Body:
        """The search that counts the rows and families of each tier and those stricter."""
        conditions = [self.compiled(tier).must for tier in tiers]
        any_of_them = Q("bool", should=conditions, minimum_should_match=1)
        filters = {
            str(number): Q("bool", should=conditions[: number + 1], minimum_should_match=1).to_dict()
            for number in range(len(tiers))
        }
        passing = {"passing": {"filter": self.passing().to_dict(), "aggs": {"families": FAMILIES}}}
        return {
            "size": 0,
            "track_total_hits": False,
            "query": self.query([any_of_them]).to_dict(),
            "aggs": {"tiers": {"filters": {"filters": filters}, "aggs": passing}},
        }

    def parts(self) -> PartsAsked:
        """The loosest tier. A part that very many texts hold tells nothing, and is left out as if it were a stop-word;
        what is near to one is asked for where it is in few."""
        return compiled_parts(self.plan, self.known, self.is_asked())

    def is_asked(self) -> dict[Expression, bool]:
        """Whether each part, and what is near to it, is asked for."""
        held, most = self.held or {}, most_holding(self.known.texts if self.known else 0, MOST)
        is_asked = {part: held.get(part, 0) <= most for part in asking.parts(self.plan)}
        is_asked.update((near, held.get(near, 0) <= MOST_NEAR) for near in asking.near(self.plan).values())
        return is_asked

    def rows_of_parts(self, *, alone: bool) -> list[Body]:
        """The searches for the rows that hold enough of the parts, and for what the best row of all is worth."""
        half = enough_parts(len(asking.parts(self.plan)))
        parts = self.parts()
        found = self.query([parts.holding(half if alone else max(2, half))], parts.worth).to_dict()
        enough: Body = {**READ_ALL, "query": found, "sort": ["_score"]}
        if not alone or half == 1:
            return [enough]
        best = Q("bool", filter=[parts.holding(1)], must_not=self.unwanted(), should=[*parts.worth])
        return [enough, {"size": 1, "_source": False, "track_total_hits": False, "query": best.to_dict()}]

    def rows_of_weighty_parts(self, best: float) -> Body:
        """The search for the rows that hold fewer of the parts and are worth much."""
        parts, half = self.parts(), enough_parts(len(asking.parts(self.plan)))
        query = self.query([parts.holding(1)], parts.worth, [parts.holding(half)])
        return {**READ_ALL, "query": query.to_dict(), "min_score": WEIGHTY * best, "sort": ["_score"]}


def measured(measure: Measure, keys: Sequence[str]) -> Body:
    """The search that tells what is needed to measure these texts."""
    query = Q("bool", filter=[Q("ids", values=[*keys])], should=measure.queries())
    # A key may still stand in the partition that a text has left.
    return {**MEASURED, "size": 2 * len(keys), "track_total_hits": False, "query": query.to_dict()}
