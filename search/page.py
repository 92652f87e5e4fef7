"""What the results page shows, ready for its template: facets, filters in force, orders, page numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.glossary.models import Concept
from search.analysis.normalise import in_unicode
from search.exporting import MOST_ROWS
from search.facets import Facet, facets_of
from search.in_force import ActiveFilter, filters_in_force
from search.left_out import LeftOut, left_out, more_left_out
from search.numbers import written
from search.offers import Offers
from search.query import Plan, Sort, Tier
from search.query.addresses import on_page, parameters_of, query_of
from search.query.filters import CHOICES, SPACE, labels_of
from search.results import Results
from search.understood import Understood, understood, unknown_fields

DATES = ("from", "to", "posted_from", "posted_to")

ORDERS: dict[Sort, Promise] = {
    Sort.RELEVANCE: _("Most relevant"),
    Sort.NEWEST: _("Newest"),
    Sort.UPDATED: _("Last changed"),
    Sort.TITLE: _("Title"),
}


@dataclass(frozen=True)
class DateField:
    """A field of the form for a year or a day: what stands in force, or what was typed and cannot be read."""

    value: str
    wrong: bool


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
        # Which spaces there are is asked where one of them is shown.
        wanted = (one for one in CHOICES if one != SPACE or results.facets.get(one) or self.plan.selection(one))
        self._labels = {SPACE: {}, **{facet: labels_of(facet, self.plan.language) for facet in wanted}}

    @property
    def text(self) -> str:
        """What was typed, as far as it was read; in letters that everybody's machine can show."""
        return in_unicode(self.plan.text)

    @property
    def total(self) -> str:
        """How many documents there are, or how many there are at least, as the reader's language writes numbers."""
        return written(self.results.total, self.plan.language)

    @property
    def sample(self) -> str:
        """How many of the newest documents the filters are counted on; empty for all."""
        return written(self.results.sample, self.plan.language) if self.results.sample else ""

    @property
    def by_beginnings(self) -> bool:
        """Whether only words that begin as typed were found."""
        return self.results.tier is Tier.PREFIXES and self.results.total > 0

    @property
    def by_parts(self) -> bool:
        """Whether nothing was found that holds every word that says something, but some of them."""
        return self.results.tier is Tier.PARTS and self.results.total > 0

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
    def understood(self) -> list[Understood]:
        """The parts of the question as they are searched for, where that is not plain."""
        return understood(self.plan)

    @property
    def unknown_fields(self) -> list[str]:
        """What was typed before a colon as if it were a filter."""
        return unknown_fields(self.plan)

    @property
    def left_out(self) -> list[LeftOut]:
        """The first filters that mean nothing here, by name."""
        return left_out(self.plan)

    @property
    def more_left_out(self) -> int:
        """How many there are besides."""
        return more_left_out(self.plan)

    @cached_property
    def facets(self) -> list[Facet]:
        """The facets of which at least one value occurs or is chosen."""
        return facets_of(self.results, self._labels)

    @cached_property
    def active_filters(self) -> list[ActiveFilter]:
        """Every filter in force, each with the address that lifts it."""
        return filters_in_force(self.plan, self._labels)

    @property
    def lifted(self) -> list[tuple[ActiveFilter, int]]:
        """The filters without which something is found, each with how much."""
        counts = self.offers.lifted
        return [(one, counts[one.address]) for one in self.active_filters if one.address in counts]

    @property
    def other_spellings(self) -> list[dict[str, str]]:
        """Other spellings of the question that find more: text, address and the tag of the language."""
        return [
            {"text": one.plan.text, "address": query_of(one.plan), "lang": one.lang} for one in self.offers.proposals
        ]

    @cached_property
    def dates(self) -> dict[str, DateField]:
        """The four fields of years and days by the names they have in an address."""
        unread = {one.parameter: one.value for one in self.plan.ignored}
        plan = self.plan
        held = (plan.from_year, plan.to_year, plan.posted_from, plan.posted_to)
        return {
            name: DateField(str(value or unread.get(name, "")), wrong=not value and name in unread)
            for name, value in zip(DATES, held, strict=True)
        }

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
            if (name, value) not in fields and name not in DATES
        ]

    @property
    def exported(self) -> str:
        """The parameters by which what was found is taken home as a table."""
        return query_of(on_page(self.plan, 1))

    @property
    def is_in_space(self) -> bool:
        """Whether it was asked in a closed space, of whose news its own notices tell."""
        return bool(self.plan.selection(SPACE))

    @property
    def export_holds(self) -> str:
        """How many documents such a table holds at most, where there are more; else empty."""
        cut = self.results.is_floor or self.results.total > MOST_ROWS
        return written(MOST_ROWS, self.plan.language) if cut else ""

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
