"""From a plan's filters to conditions: any of a facet, all facets, none of the unwanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from portal.partitions import label_of
from search.query import Plan, Selection
from search.query.filters import MARKING, VERSION_IN

_BOUNDS = (("issued", "gte"), ("issued", "lte"), ("posted", "gte"), ("posted", "lte"))


def current(now: datetime) -> Query:
    """What has not expired: that is not counted either, also while nobody has taken it out yet."""
    return ~Q("range", expires={"lte": now.isoformat()})


def readable(plan: Plan, now: datetime) -> list[Query]:
    """The conditions that are no facets: what has not expired, and is of the days asked for.

    Which partitions may be read is no condition but a choice of indices, made before anything is asked.
    """
    days = (
        plan.from_year and date(plan.from_year, 1, 1),
        plan.to_year and date(plan.to_year, 12, 31),
        plan.posted_from,
        plan.posted_to,
    )
    found = [current(now)]
    found += [
        Q("range", **{name: {side: day.isoformat()}}) for (name, side), day in zip(_BOUNDS, days, strict=True) if day
    ]
    if not plan.wanted:
        # A list of everything is one of texts: pages of their files are found by words.
        found.append(Q("term", part=0))
    return found


def chosen(
    plan: Plan, indices: Mapping[str, str], versions: Mapping[str, frozenset[str]] | None = None
) -> dict[str, Query]:
    """By facet of which something is chosen, the condition of it; ``indices`` are those of the reader by partition.

    Whether a family has a version stands in other texts than those that are found: without ``versions``, the languages
    of each family that has any that matters, that is left out.
    """
    known = [one for one in plan.selections if one and (one.facet != VERSION_IN or versions is not None)]
    return {one.facet: _selected(one, indices, versions or {}) for one in known}


def _selected(selection: Selection, indices: Mapping[str, str], versions: Mapping[str, frozenset[str]]) -> Query:
    def has(codes: Sequence[str]) -> Query:
        if selection.facet == VERSION_IN:
            return Q("terms", family=sorted(one for one, some in versions.items() if not some.isdisjoint(codes)))
        if selection.facet != MARKING:
            return Q("terms", **{selection.facet: [*codes]})
        return Q("terms", _index=[name for part, name in indices.items() if label_of(part).value in codes])

    return Q(
        "bool",
        filter=[has(selection.wanted)] if selection.wanted else [],
        must_not=[has(selection.unwanted)] if selection.unwanted else [],
    )


def missing_one(facets: Mapping[str, Query]) -> list[Query]:
    """The condition of a text that misses one of these, or none; nothing where that is every text."""
    if len(facets) < 2:
        return []
    return [Q("bool", should=[*facets.values()], minimum_should_match=len(facets) - 1)]
