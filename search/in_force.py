"""The filters in force: each by name, with the address that lifts it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from portal.dates import format_day
from search.facets import tag_of
from search.query import Plan
from search.query.addresses import query_of, toggled
from search.query.filters import CHOICES, VERSION_IN


@dataclass(frozen=True)
class ActiveFilter:
    """A filter in force and the address without it. ``kind`` says which sentence names it."""

    kind: str
    label: str
    tag: str
    address: str


def filters_in_force(plan: Plan, labels: Mapping[str, Mapping[str, str]]) -> list[ActiveFilter]:
    """Every filter of a plan, in the order of the form."""
    found: list[ActiveFilter] = []
    for name in CHOICES:
        selection = plan.selection(name)
        kinds = ("version", "no_version") if name == VERSION_IN else ("with", "without")
        for kind, codes in zip(kinds, (selection.wanted, selection.unwanted), strict=True):
            for code in codes:
                label = labels[name].get(code, code)
                found.append(ActiveFilter(kind, label, tag_of(name, code), query_of(toggled(plan, name, code))))
    return [*found, *_spans(replace(plan, page=1))]


def _spans(plan: Plan) -> Iterator[ActiveFilter]:
    if plan.from_year or plan.to_year:
        lifted = replace(plan, from_year=None, to_year=None)
        one = plan.from_year == plan.to_year
        years = str(plan.from_year) if one else f"{plan.from_year or ''}–{plan.to_year or ''}"
        yield ActiveFilter("with", years, "", query_of(lifted))
    if plan.posted_from or plan.posted_to:
        lifted = replace(plan, posted_from=None, posted_to=None)
        yield ActiveFilter("posted", _days(plan.posted_from, plan.posted_to, plan.language), "", query_of(lifted))


def _days(first: date | None, last: date | None, language: str) -> str:
    if first == last and first:
        return format_day(first, language)
    return " – ".join(format_day(day, language) if day else "" for day in (first, last)).strip()
