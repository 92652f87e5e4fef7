"""What the results page shows, ready for its template: facets, filters in force, orders, page numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.glossary.models import Concept
from portal.indexing import FACETS
from portal.languages import BY_CODE
from search.offers import Offers
from search.query import Plan, Sort, Tier
from search.query.addresses import excluding, on_page, parameters_of, query_of, toggled
from search.query.filters import CHOICES, VERSION_IN, labels_of
from search.results import Results

#: The most values shown of one facet; those found most often, and those chosen.
MOST_SHOWN = 25

LEGENDS: dict[str, Promise] = {
    "country": _("Country"),
    "type": _("Type"),
    "theme": _("Theme"),
    "provision": _("Provision"),
    "audience": _("For whom"),
    "victim_group": _("Group of victims"),
    "body": _("Body"),
    "language": _("Language"),
}
ORDERS: dict[Sort, Promise] = {
    Sort.RELEVANCE: _("Most relevant"),
    Sort.NEWEST: _("Newest"),
    Sort.UPDATED: _("Last changed"),
    Sort.TITLE: _("Title"),
}


@dataclass(frozen=True)
class Value:
    """One value of a facet that may be chosen."""

    code: str
    label: str
    tag: str
    count: int
    chosen: bool
    without: str


@dataclass(frozen=True)
class Facet:
    """One facet with the values that occur."""

    name: str
    legend: Promise
    values: tuple[Value, ...]


@dataclass(frozen=True)
class ActiveFilter:
    """A filter in force and the address without it. ``kind`` says which sentence names it."""

    kind: str
    label: str
    tag: str
    address: str


@dataclass(frozen=True)
class Link:
    """A link of a row of links; the current one leads nowhere."""

    label: str | Promise
    address: str
    current: bool


class ResultsPage:
    """One page of results. Labels are read once a facet and only where they are shown."""

    def __init__(self, results: Results, offers: Offers) -> None:
        self.results = results
        self.offers = offers
        self.plan: Plan = results.plan
        self._labels = {facet: labels_of(facet, self.plan.language) for facet in CHOICES}

    @property
    def text(self) -> str:
        """What was typed, as far as it was read."""
        return self.plan.text

    @property
    def by_beginnings(self) -> bool:
        """Whether only words that begin as typed were found."""
        return self.results.tier is Tier.PREFIXES and self.results.total > 0

    @cached_property
    def concepts(self) -> list[Concept]:
        """The concepts of the glossary that widened the question."""
        slugs = [expansion.concept for expansion in self.plan.expansions]
        return list(Concept.objects.filter(slug__in=slugs)) if slugs else []

    @property
    def only_typed(self) -> str:
        """The same question without them."""
        return query_of(replace(self.plan, as_typed=True, page=1))

    @cached_property
    def facets(self) -> list[Facet]:
        """The facets of which at least one value occurs or is chosen."""
        found = (Facet(name, LEGENDS[name], tuple(self._values(name))) for name in FACETS)
        return [facet for facet in found if facet.values]

    def _values(self, name: str) -> Iterator[Value]:
        counts = self.results.facets.get(name, {})
        selection = self.plan.selection(name)
        common = sorted(counts, key=lambda code: (-counts[code], code))[:MOST_SHOWN]
        shown = {*common, *selection.wanted}.difference(selection.unwanted)
        for code, label in self._labels[name].items():
            if code in shown:
                yield Value(
                    code=code,
                    label=label,
                    tag=_tag(name, code),
                    count=counts.get(code, 0),
                    chosen=code in selection.wanted,
                    without=query_of(excluding(self.plan, name, code)),
                )

    @cached_property
    def active_filters(self) -> list[ActiveFilter]:
        """Every filter in force, each with the address that lifts it."""
        found: list[ActiveFilter] = []
        for name in CHOICES:
            selection = self.plan.selection(name)
            kinds = ("version", "no_version") if name == VERSION_IN else ("with", "without")
            for kind, codes in zip(kinds, (selection.wanted, selection.unwanted), strict=True):
                found += [
                    ActiveFilter(
                        kind,
                        self._labels[name].get(code, code),
                        _tag(name, code),
                        query_of(toggled(self.plan, name, code)),
                    )
                    for code in codes
                ]
        return [*found, *self._active_ranges()]

    def _active_ranges(self) -> Iterator[ActiveFilter]:
        plan = replace(self.plan, page=1)
        if plan.from_year or plan.to_year:
            lifted = replace(plan, from_year=None, to_year=None)
            yield ActiveFilter("with", f"{plan.from_year or ''}–{plan.to_year or ''}", "", query_of(lifted))
        if plan.posted_from or plan.posted_to:
            lifted = replace(plan, posted_from=None, posted_to=None)
            yield ActiveFilter("posted", f"{plan.posted_from or ''}–{plan.posted_to or ''}", "", query_of(lifted))

    @property
    def without_filters(self) -> str:
        """The address of the same words with nothing that narrows them."""
        return query_of(self.plan.without_filters())

    @property
    def elsewhere_address(self) -> str:
        """The address of everything found in other languages."""
        found = self.offers.elsewhere
        return query_of(replace(found.plan, page_size=self.plan.page_size)) if found else ""

    @property
    def orders(self) -> list[Link]:
        """The orders to choose from. Without words nothing is more relevant than anything else."""
        sorts = [sort for sort in Sort if self.plan.wanted or sort is not Sort.RELEVANCE]
        usual = Sort.RELEVANCE if self.plan.wanted else Sort.NEWEST
        return [
            Link(
                ORDERS[sort],
                query_of(replace(self.plan, sort=None if sort is usual else sort, page=1)),
                sort is self.plan.order,
            )
            for sort in sorts
        ]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the filter form has no field for and must carry on: the words, the order, what is left out."""
        fields = {(name, value.code) for name, values in ((f.name, f.values) for f in self.facets) for value in values}
        return [
            (name, value)
            for name, value in parameters_of(replace(self.plan, page=1))
            if (name, value) not in fields and name not in ("from", "to")
        ]

    @cached_property
    def pages(self) -> list[Link | None]:
        """Links to the first, the last and the nearest pages; None where pages are left out between them."""
        last, here = self.results.pages, self.plan.page
        shown = sorted({1, last, *range(max(1, here - 2), min(last, here + 2) + 1)})
        links: list[Link | None] = []
        for before, number in pairwise([0, *shown]):
            if number > before + 1:
                links.append(None)
            links.append(Link(str(number), query_of(on_page(self.plan, number)), number == here))
        return links if last > 1 else []

    @property
    def previous(self) -> str:
        """The address of the page before, if there is one."""
        return query_of(on_page(self.plan, self.plan.page - 1)) if self.plan.page > 1 else ""

    @property
    def next(self) -> str:
        """The address of the page after, if there is one."""
        return query_of(on_page(self.plan, self.plan.page + 1)) if self.plan.page < self.results.pages else ""


def _tag(facet: str, code: str) -> str:
    """The language tag of a label that is in a language of its own: the names of languages are."""
    return BY_CODE[code].tag if facet in ("language", VERSION_IN) and code in BY_CODE else ""
