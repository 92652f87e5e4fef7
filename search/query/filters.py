"""Reading the filters: values that exist are kept, all others are left out and named."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from portal import indexing
from portal.dates import PartialDate
from portal.languages import language_for
from search.query.plan import Ignored, Selection, Sort

#: A facet by another name: any version of the same text, whether or not it holds the words.
VERSION_IN = "version_in"
CHOICES = (*indexing.FACETS, VERSION_IN)
FIRST_YEAR, LAST_YEAR = 1900, 2100
#: Nobody ticks more boxes of one facet; the rest is left out.
MOST_VALUES = 60


class Parameters(Protocol):
    """What is read of a ``QueryDict``."""

    def getlist(self, key: str, /) -> list[str]:
        """Every value of a parameter."""
        ...

    def get(self, key: str, default: str, /) -> str:
        """The last value of a parameter."""
        ...


def labels_of(facet: str, language: str) -> Mapping[str, str]:
    """Code to label for every value of a facet, in the order to show."""
    return indexing.facet_labels("language" if facet == VERSION_IN else facet, language)


class FilterReader:
    """Reads one address; what it could not use is in ``ignored`` afterwards."""

    def __init__(self, parameters: Parameters, language: str) -> None:
        self._parameters = parameters
        self._language = language
        self.ignored: list[Ignored] = []

    def selections(self) -> tuple[Selection, ...]:
        """What was chosen of each facet, leaving out facets of which nothing was."""
        found = (self._selection(facet) for facet in CHOICES)
        return tuple(sorted((one for one in found if one), key=lambda one: one.facet))

    def _selection(self, facet: str) -> Selection:
        values = [value for value in self._parameters.getlist(facet) if value.strip()][:MOST_VALUES]
        if not values:
            return Selection(facet)
        known = {code.casefold(): code for code in labels_of(facet, self._language)}
        wanted: list[str] = []
        unwanted: list[str] = []
        for value in values:
            text = value.strip()
            code = self._code(facet, text.removeprefix("-"), known)
            if code is None:
                self._ignore(facet, value)
            else:
                (unwanted if text.startswith("-") else wanted).append(code)
        return Selection(facet, _once(code for code in wanted if code not in unwanted), _once(unwanted))

    def _code(self, facet: str, text: str, known: Mapping[str, str]) -> str | None:
        if facet in ("language", VERSION_IN):
            meant = language_for(text[:40])
            text = meant.code if meant else text
        return known.get(text.casefold())

    def year(self, parameter: str) -> int | None:
        """A year of four digits, in any numerals, or None."""
        text = self._parameters.get(parameter, "").strip()
        if not text:
            return None
        if len(text) == 4 and text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR:
            return int(text)
        self._ignore(parameter, text)
        return None

    def day(self, parameter: str, *, end: bool = False) -> date | None:
        """A day; a year or a month stands for its first day, or with ``end`` for its last."""
        text = self._parameters.get(parameter, "").strip()
        if not text:
            return None
        try:
            partial = PartialDate.parse(text)
        except ValueError:
            self._ignore(parameter, text)
            return None
        return _last_day(partial) if end else partial.first

    def sort(self) -> Sort | None:
        """The order that was asked for, or None for the usual one."""
        text = self._parameters.get("sort", "").strip()
        if not text:
            return None
        if text in {known.value for known in Sort}:
            return Sort(text)
        self._ignore("sort", text)
        return None

    def page(self) -> int:
        """The page that was asked for, from 1; a page beyond the end is for the engine to bring back."""
        text = self._parameters.get("page", "").strip()
        if not text:
            return 1
        if text.isdecimal() and len(text) < 10 and int(text) > 0:
            return int(text)
        if text.isdecimal() and text.strip("0"):
            return 10**9
        self._ignore("page", text)
        return 1

    def _ignore(self, parameter: str, value: str) -> None:
        self.ignored.append(Ignored(parameter, value.strip()[:60]))


def _once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


def _last_day(partial: PartialDate) -> date:
    first = partial.first
    if partial.precision == "day":
        return first
    month = 12 if partial.precision == "year" else first.month
    return date(first.year, month, calendar.monthrange(first.year, month)[1])
