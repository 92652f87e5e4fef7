"""Which rows a reader may be told of, and which filters each misses: in Python, row by row, for there are few."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from portal.partitions import label_of
from search.models import IndexedText
from search.query import Plan, Selection
from search.query.filters import MARKING, VERSION_IN


def readable(partitions: Collection[str]) -> QuerySet[IndexedText]:
    """The texts of these partitions that have not expired. Only those with words: nothing else is a text here."""
    now = timezone.now()
    unexpired = Q(expires__isnull=True) | Q(expires__gt=now)
    return IndexedText.objects.filter(unexpired, partition__in=partitions, brief__isnull=False)


def dated(plan: Plan, found: QuerySet[IndexedText]) -> QuerySet[IndexedText]:
    """Those of the days that are asked for."""
    bounds: Mapping[str, Any] = {
        "issued__gte": plan.from_year and date(plan.from_year, 1, 1),
        "issued__lte": plan.to_year and date(plan.to_year, 12, 31),
        "posted__gte": plan.posted_from,
        "posted__lte": plan.posted_to,
    }
    return found.filter(**{name: bound for name, bound in bounds.items() if bound})


def versions_of(families: Collection[str], partitions: Sequence[str]) -> dict[str, int]:
    """How many of these families have a version in each language, as a reader of these partitions may read them."""
    found = readable(partitions).filter(family__in=families).order_by()
    return dict(found.values_list("language").annotate(Count("family", distinct=True)))


class Filters:
    """The filters of a plan over some rows: what was chosen, and what it needs to know beside a row."""

    def __init__(self, plan: Plan, families: Collection[str], partitions: Collection[str]) -> None:
        self._chosen = [one for one in plan.selections if one]
        self._having: dict[str, set[str]] = {}
        version = plan.selection(VERSION_IN)
        for language in (*version.wanted, *version.unwanted):
            others = readable(partitions).filter(family__in=families, language=language)
            self._having[language] = set(others.values_list("family", flat=True))

    def missed(self, row: IndexedText) -> list[str]:
        """The facets of which something else is chosen than this row has."""
        return [one.facet for one in self._chosen if not self._passes(one, row)]

    def _passes(self, chosen: Selection, row: IndexedText) -> bool:
        wanted = any(self._has(chosen.facet, code, row) for code in chosen.wanted) or not chosen.wanted
        return wanted and not any(self._has(chosen.facet, code, row) for code in chosen.unwanted)

    def _has(self, facet: str, code: str, row: IndexedText) -> bool:
        if facet == VERSION_IN:
            return row.family in self._having[code]
        if facet == MARKING:
            return label_of(row.partition).value == code
        return row.language == code if facet == "language" else f"{facet}={code}\n" in row.codes
