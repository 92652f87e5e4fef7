"""What is offered beside a result, so that nobody is left with a bare nought."""

from __future__ import annotations

from dataclasses import dataclass, replace

from portal.viewer import Viewer
from search.query import Plan, Selection
from search.query.filters import VERSION_IN
from search.results import Results, find

#: How many texts in other languages stand below a page of results.
ELSEWHERE = 3


@dataclass(frozen=True)
class Offers:
    """Other questions that have an answer: in other languages, without filters; None where they would find nothing."""

    elsewhere: Results | None = None
    unfiltered: Results | None = None


def offers_for(results: Results, viewer: Viewer) -> Offers:
    """What to offer beside these results."""
    plan = results.plan
    elsewhere = _found(elsewhere_plan(plan), viewer) if plan.selection("language").wanted and plan.page == 1 else None
    if results.total or not plan.has_filters:
        return Offers(elsewhere=elsewhere)
    return Offers(elsewhere=elsewhere, unfiltered=_found(replace(plan.without_filters(), page_size=1), viewer))


def elsewhere_plan(plan: Plan) -> Plan:
    """The same question of texts that have no version in the chosen languages."""
    chosen = plan.selection("language").wanted
    version = plan.selection(VERSION_IN)
    without = Selection(VERSION_IN, version.wanted, tuple(dict.fromkeys((*version.unwanted, *chosen))))
    other = plan.with_selection(Selection("language")).with_selection(without)
    return replace(other, page_size=ELSEWHERE)


def _found(plan: Plan, viewer: Viewer) -> Results | None:
    found = find(plan, viewer)
    return found if found.total else None
