"""Reading the filters: values that exist are kept, all others are left out and named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from portal import indexing
from portal import viewer as viewers
from portal.languages import language_for
from portal.marking import Label
from portal.partitions import label_of, partition_of_space
from search.partitions import PARTITIONS
from search.query.carried import BY_TEXTS_ALONE, codes_carried
from search.query.dates import Days, Years, in_order, read_days, read_year
from search.query.plan import Ignored, Selection, Sort
from search.query.text import one_line

#: A facet by another name: any version of the same text, whether or not it holds the words.
VERSION_IN = "version_in"
#: The label of a text. Only who may read more than one kind has this filter; for everybody else it does not exist.
MARKING = "marking"
#: The closed space a text stands in. Only who reads in one has this filter.
SPACE = "space"
CHOICES = (*indexing.FACETS, VERSION_IN, MARKING)
#: Nobody ticks more boxes of one facet; the rest is left out.
MOST_VALUES = 60
#: So much of a value is shown where it is named as left out.
LONGEST_NAMED = 60


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
    if facet == MARKING:
        return {label.value: label.written for label in Label}
    return indexing.facet_labels("language" if facet == VERSION_IN else facet, language)


def readable_codes(facet: str, partitions: frozenset[str]) -> frozenset[str] | None:
    """The values of a facet a reader of these partitions may choose, or know of; None where all of them are public."""
    if facet == SPACE:
        return _spaces_in(partitions)
    if facet in BY_TEXTS_ALONE:
        return codes_carried(facet, partitions)
    if facet != MARKING:
        return None
    readable = frozenset(label_of(partition).value for partition in partitions)
    return readable if len(readable) > 1 else frozenset()


def _spaces_in(partitions: frozenset[str]) -> frozenset[str]:
    """The closed spaces of which somebody reads the partition, whatever stands in it; nobody else has this filter."""
    if all(partition in PARTITIONS for partition in partitions):
        return frozenset()
    known = indexing.facet_labels(SPACE, "en")
    return frozenset(slug for slug in known if partition_of_space(f"{viewers.SPACE}{slug}") in partitions)


def known_values(facet: str, language: str, readable: frozenset[str] | None) -> Mapping[str, str]:
    """As :func:`labels_of`, of the values that :func:`readable_codes` leaves."""
    if readable is not None and not readable:
        return {}
    labels = labels_of(facet, language)
    return labels if readable is None else {code: label for code, label in labels.items() if code in readable}


class FilterReader:
    """Reads one address; what it could not use is in ``ignored`` afterwards."""

    def __init__(self, parameters: Parameters, language: str, partitions: frozenset[str] = frozenset()) -> None:
        self._parameters = parameters
        self._language = language
        self._partitions = partitions
        self.ignored: list[Ignored] = []

    def selections(self) -> tuple[Selection, ...]:
        """What was chosen of each facet, leaving out facets of which nothing was."""
        found = (self._selection(facet) for facet in CHOICES)
        return tuple(sorted((one for one in found if one), key=lambda one: one.facet))

    def _selection(self, facet: str) -> Selection:
        values = [value for value in self._parameters.getlist(facet) if value.strip()][:MOST_VALUES]
        if not values:
            return Selection(facet)
        readable = readable_codes(facet, self._partitions)
        known = {code.casefold(): code for code in known_values(facet, self._language, readable)}
        wanted: list[str] = []
        unwanted: list[str] = []
        for value in values:
            text = value.strip()
            code = self._code(facet, text.removeprefix("-"), known)
            if code is None:
                self._ignore(facet, value)
            else:
                (unwanted if text.startswith("-") else wanted).append(code)
        return merged(facet, wanted, unwanted)

    def _code(self, facet: str, text: str, known: Mapping[str, str]) -> str | None:
        if facet in ("language", VERSION_IN):
            meant = language_for(text[:40])
            text = meant.code if meant else text
        return known.get(text.casefold())

    def years(self) -> Years:
        """The years of issue from ``from`` to ``to``, whichever is the earlier."""
        return in_order(self._year("from"), self._year("to"))

    def _year(self, parameter: str) -> int | None:
        text = self._text(parameter)
        year = read_year(text) if text else None
        if text and year is None:
            self._ignore(parameter, text)
        return year

    def posted(self) -> tuple[date | None, date | None]:
        """The first and the last day of posting; a month or a year stands for all its days."""
        start, end = self._days("posted_from"), self._days("posted_to")
        if start and end and start.first > end.last:
            start, end = end, start
        return start.first if start else None, end.last if end else None

    def _days(self, parameter: str) -> Days | None:
        text = self._text(parameter)
        days = read_days(text) if text else None
        if text and days is None:
            self._ignore(parameter, text)
        return days

    def sort(self) -> Sort | None:
        """The order that was asked for, or None for the usual one."""
        text = self._text("sort")
        if not text:
            return None
        if text in {known.value for known in Sort}:
            return Sort(text)
        self._ignore("sort", text)
        return None

    def page(self) -> int:
        """The page that was asked for, from 1; a page beyond the end is for the engine to bring back."""
        text = self._text("page")
        if not text:
            return 1
        if text.isdecimal() and len(text) < 10 and int(text) > 0:
            return int(text)
        if text.isdecimal() and text.strip("0"):
            return 10**9
        self._ignore("page", text)
        return 1

    def _text(self, parameter: str) -> str:
        return self._parameters.get(parameter, "").strip()

    def _ignore(self, parameter: str, value: str) -> None:
        self.ignored.append(Ignored(parameter, one_line(value.strip()[:LONGEST_NAMED])))


def merged(facet: str, wanted: Iterable[str], unwanted: Iterable[str]) -> Selection:
    """A choice of each code once; what is both wanted and unwanted is unwanted."""
    without = tuple(dict.fromkeys(unwanted))
    return Selection(facet, tuple(code for code in dict.fromkeys(wanted) if code not in without), without)
