"""What is offered beside a result, so that nobody is left with a bare nought."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from django.http import QueryDict

from portal.viewer import Viewer
from search.asking import is_late
from search.in_force import filters_in_force
from search.partitions import partitions_for
from search.query import Plan, Selection, Tier, plan_from, plan_of_text
from search.query.addresses import query_of
from search.query.filters import CHOICES, VERSION_IN
from search.results import Results, find
from search.suggestions.nearest import MOST_NEAREST, NearestWord, nearest_words, terms_holding
from search.suggestions.spelling import Proposal, has_unknown_words, is_clear, proposals_for

#: How many texts in other languages stand below a page of results.
ELSEWHERE = 3
#: Fewer than so many found may be due to the spelling.
FEW = 3
#: So many filters are tried one by one.
MOST_LIFTED = 6
#: So many terms of the glossary are offered where nothing is found, of so many tried.
MOST_TERMS, MOST_TERMS_TRIED = 4, 6


@dataclass(frozen=True)
class Offers:
    """Other questions that have an answer: in other languages, without filters, in another spelling.

    None and nothing where they would find nothing. ``lifted`` counts by the address that lifts one filter; ``instead``
    is what the one clear other spelling finds, where the question itself finds nothing at all.
    """

    elsewhere: Results | None = None
    unfiltered: Results | None = None
    lifted: Mapping[str, int] = field(default_factory=dict)
    proposals: tuple[Proposal, ...] = ()
    nearest: tuple[NearestWord, ...] = ()
    instead: Results | None = None


@dataclass(frozen=True)
class Asked:
    """What was really asked, where the page shows another spelling of it, and the address that insists on it."""

    text: str
    address: str


def offers_for(results: Results, viewer: Viewer) -> Offers:
    """What to offer beside these results; nothing where what answers knows titles alone, and takes long."""
    if results.is_brief:
        return Offers()
    plan = results.plan
    elsewhere = _elsewhere(plan, viewer)
    if results.total:
        return Offers(elsewhere=elsewhere, proposals=_proposals(results, viewer))
    unfiltered = _found(replace(plan.without_filters(), page_size=1), viewer) if plan.has_filters else None
    if unfiltered:
        # The words are found, only not here: they are spelt as they should be.
        return Offers(elsewhere=elsewhere, unfiltered=unfiltered, lifted=_lifted(plan, viewer))
    proposals = _proposals(results, viewer)
    instead = find(proposals[0].plan, viewer) if is_clear(proposals) and not is_late() else None
    nearest = () if instead else (*_terms(plan, viewer), *nearest_words(plan))[:MOST_NEAREST]
    return Offers(elsewhere=elsewhere, proposals=proposals, nearest=nearest, instead=instead)


def spelt_otherwise(results: Results, offers: Offers, viewer: Viewer) -> tuple[Results, Offers, Asked | None]:
    """What to show: these results with these offers, or in their place those of the one clear other spelling."""
    if offers.instead is None:
        return results, offers, None
    asked = Asked(results.plan.text, query_of(replace(results.plan, as_spelt=True)))
    return offers.instead, Offers(elsewhere=_elsewhere(offers.instead.plan, viewer)), asked


def _elsewhere(plan: Plan, viewer: Viewer) -> Results | None:
    return _found(elsewhere_plan(plan), viewer) if plan.selection("language").wanted and plan.page == 1 else None


def elsewhere_plan(plan: Plan) -> Plan:
    """The same question of texts that have no version in the chosen languages."""
    chosen = plan.selection("language").wanted
    version = plan.selection(VERSION_IN)
    without = Selection(VERSION_IN, version.wanted, tuple(dict.fromkeys((*version.unwanted, *chosen))))
    other = plan.with_selection(Selection("language")).with_selection(without)
    return replace(other, page_size=ELSEWHERE)


def _terms(plan: Plan, viewer: Viewer) -> Iterator[NearestWord]:
    """The first few terms of the glossary that hold what was typed, or a word of it, and find something."""
    found: set[str] = set()
    for term in islice(terms_holding(plan), MOST_TERMS_TRIED):
        other = plan_of_text(term.text, plan.language)
        if term.text not in found and len(found) < MOST_TERMS and _found(replace(other, page_size=1), viewer):
            found.add(term.text)
            yield term


def _proposals(results: Results, viewer: Viewer) -> tuple[Proposal, ...]:
    """Other spellings where little is found, unless whoever asks insists on theirs or is already on a later page."""
    plan = results.plan
    if not plan.wanted or plan.as_spelt or plan.page > 1 or not _is_in_doubt(results):
        return ()
    # What there is no time to ask finds no more than this does.
    return proposals_for(results, lambda other: results if is_late() else find(other, viewer))


def _is_in_doubt(results: Results) -> bool:
    """Whether little was found, or what was found is so loosely what was asked that the spelling may be to blame."""
    if results.total < FEW or results.tier is Tier.PARTS:
        return True
    return results.tier is Tier.PREFIXES and has_unknown_words(results.plan)


def _lifted(plan: Plan, viewer: Viewer) -> dict[str, int]:
    """How many each filter in force leaves to be found when it alone is lifted, by the address that lifts it.

    None where it is the only one: without it is without any.
    """
    found: dict[str, int] = {}
    in_force = filters_in_force(plan, {facet: {} for facet in CHOICES})
    for one in in_force[:MOST_LIFTED] if len(in_force) > 1 else ():
        parameters = QueryDict(one.address.removeprefix("?"))
        other = _found(replace(plan_from(parameters, plan.language, partitions_for(viewer)), page_size=1), viewer)
        if other:
            found[one.address] = other.total
    return found


def _found(plan: Plan, viewer: Viewer) -> Results | None:
    """What a plan finds; None for nothing, and where there is no time left to ask."""
    if is_late():
        return None
    found = find(plan, viewer)
    return found if found.total else None
