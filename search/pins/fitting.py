"""Whether a pinned page passes the filters in force: a filter is the reader's word, and no editor overrules it."""

from __future__ import annotations

from datetime import date

from portal import indexing
from portal.indexing import Hit
from search.documents import facets_of
from search.query import Plan, Selection
from search.query.filters import VERSION_IN


def fits(hit: Hit, languages: frozenset[str], plan: Plan) -> bool:
    """Whether a hit, of a family that this viewer may read in ``languages``, passes every filter of a plan."""
    if not plan.has_filters:
        return True
    record = indexing.record_for(hit.key)
    if record is None:
        return False
    codes = {**facets_of(record), VERSION_IN: tuple(languages)}
    if not all(_passes(selection, codes.get(selection.facet, ())) for selection in plan.selections):
        return False
    return _within(record.issued, _day(plan.from_year, 1, 1), _day(plan.to_year, 12, 31)) and _within(
        record.posted, plan.posted_from, plan.posted_to
    )


def _passes(selection: Selection, codes: tuple[str, ...]) -> bool:
    is_wanted = not selection.wanted or not set(selection.wanted).isdisjoint(codes)
    return is_wanted and set(selection.unwanted).isdisjoint(codes)


def _day(year: int | None, month: int, day: int) -> date | None:
    return date(year, month, day) if year else None


def _within(day: date | None, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    return day is not None and (first is None or day >= first) and (last is None or day <= last)
