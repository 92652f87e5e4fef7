"""Years and days as people write them: any numerals, any of the usual signs between, the Buddhist era too."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from portal.dates import PartialDate

FIRST_YEAR, LAST_YEAR = 1900, 2100
#: A year of the Buddhist era, in which offices of five of our countries count, is so much later than ours.
BUDDHIST = 543

_DASH = r"\s*(?:\.{2,}|…|[-−–—~])\s*"
_SPAN = re.compile(rf"(?P<first>\d{{4}})?(?:(?P<dash>{_DASH})(?P<last>\d{{4}})?)?")
_BETWEEN = r"\s*[-−–./\s]\s*"
_YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})(?:{_BETWEEN}(?P<month>\d{{1,2}})(?:{_BETWEEN}(?P<day>\d{{1,2}}))?)?")
_YEAR_LAST = re.compile(rf"(?:(?P<day>\d{{1,2}}){_BETWEEN})?(?P<month>\d{{1,2}}){_BETWEEN}(?P<year>\d{{4}})")


@dataclass(frozen=True)
class Years:
    """A span of years, open where there is none."""

    first: int | None = None
    last: int | None = None


@dataclass(frozen=True)
class Days:
    """The days a written date may mean: one, or those of a month or a year."""

    first: date
    last: date


def read_year(text: str) -> int | None:
    """A year of four digits, or None."""
    if len(text) != 4 or not text.isdecimal():
        return None
    year = int(text)
    if year > LAST_YEAR:
        year -= BUDDHIST
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def read_years(text: str) -> Years | None:
    """A year or a span: ``2024``, ``2020-2024``, ``2020..``, ``..2024``. None for anything else."""
    found = _SPAN.fullmatch(text[:40])
    if not found or not (found["first"] or found["last"]):
        return None
    first, last = (read_year(year) if year else None for year in (found["first"], found["last"]))
    if (found["first"] and first is None) or (found["last"] and last is None):
        return None
    return in_order(first, last if found["dash"] else first)


def in_order(first: int | None, last: int | None) -> Years:
    """A span of years, the earlier one first, whichever way round it was written."""
    if first is not None and last is not None:
        first, last = min(first, last), max(first, last)
    return Years(first, last)


def read_days(text: str) -> Days | None:
    """A day, a month or a year, with the year first or last; None for what is no date."""
    written = "".join(str(unicodedata.decimal(sign, sign)) for sign in text[:40])
    found = _YEAR_FIRST.fullmatch(written) or _YEAR_LAST.fullmatch(written)
    year = read_year(found["year"]) if found else None
    if found is None or year is None:
        return None
    try:
        partial = PartialDate.parse("-".join([str(year), *(f"{int(found[part]):02}" for part in _parts(found))]))
    except ValueError:
        return None
    return Days(partial.first, _last_day(partial))


def _parts(found: re.Match[str]) -> list[str]:
    return [part for part in ("month", "day") if found[part]]


def _last_day(partial: PartialDate) -> date:
    first = partial.first
    if partial.precision == "day":
        return first
    month = 12 if partial.precision == "year" else first.month
    return date(first.year, month, calendar.monthrange(first.year, month)[1])
