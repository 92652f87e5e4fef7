"""Dates as readers of each language write them, and dates of which only the year or the month is known.

Months and orders come from the Unicode CLDR by way of Babel; Tetum, which CLDR does not hold, has a table of its own.
Numerals are Western in every language, so that a date can be compared across languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_skeleton, get_day_names

_TETUM_MONTHS = (
    "Janeiru",
    "Fevereiru",
    "Marsu",
    "Abríl",
    "Maiu",
    "Juñu",
    "Jullu",
    "Agostu",
    "Setembru",
    "Outubru",
    "Novembru",
    "Dezembru",
)
_TETUM_DAYS = ("Segunda", "Tersa", "Kuarta", "Kinta", "Sesta", "Sábadu", "Domingu")
_SHAPE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True)
class PartialDate:
    """A day, a month or a year. ``first`` is the first day it may mean, for sorting."""

    text: str
    first: date
    precision: str

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``2025``, ``2025-03`` or ``2025-03-14``. Raises ValueError for anything else."""
        matched = _SHAPE.fullmatch(text.strip())
        if not matched:
            raise ValueError(f"{text!r} is not a date: write 2025, 2025-03 or 2025-03-14.")
        year, month, day = matched.groups()
        first = date(int(year), int(month or 1), int(day or 1))
        return cls(text=text.strip(), first=first, precision="day" if day else "month" if month else "year")


def _babel(language: str) -> Locale:
    return Locale.parse(language.replace("-hans", "-Hans"), sep="-")


def format_day(day: date, language: str) -> str:
    """A day in full: *12 November 2026*."""
    if language == "tet":
        return f"{day.day} {_TETUM_MONTHS[day.month - 1]} {day.year}"
    if language == "en":
        return f"{day.day} {day:%B} {day.year}"
    return format_date(day, "long", locale=_babel(language))


def format_moment(moment: datetime, language: str) -> str:
    """A day, the hour, and whose hour it is: *12 November 2026, 14:05 (Bangkok)*.

    The clock is named by its city, because a name such as ICT says little outside its country.
    """
    clock = str(moment.tzinfo or "UTC").rpartition("/")[2].replace("_", " ")
    return f"{format_day(moment, language)}, {moment:%H:%M} ({clock})"


def day_names(language: str) -> list[str]:
    """The days of the week as they stand by themselves, from Monday to Sunday."""
    if language == "tet":
        return list(_TETUM_DAYS)
    names = get_day_names("wide", context="stand-alone", locale=_babel(language))
    return [str(names[number]) for number in range(7)]


def format_month(day: date, language: str) -> str:
    """A month: *November 2026*."""
    if language == "tet":
        return f"{_TETUM_MONTHS[day.month - 1]} {day.year}"
    return format_skeleton("yMMMM", day, locale=_babel(language))


def format_partial(text: str, language: str) -> str:
    """A partial date as far as it is known; what is no date is given back as it stands."""
    try:
        known = PartialDate.parse(text)
    except ValueError:
        return text
    if known.precision == "year":
        return str(known.first.year)
    if known.precision == "month":
        return format_month(known.first, language)
    return format_day(known.first, language)
