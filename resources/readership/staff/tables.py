"""The tables of the report: by month, by publication, by language, by country page, and everything there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from wagtail.models import Page

from portal.languages import BY_CODE
from portal.pages.models import CountryPage
from resources.models import PublicationPage
from resources.readership.masking import Figure
from resources.readership.models import Kind, ReadCount

KINDS = tuple(Kind)


@dataclass(frozen=True)
class Subject:
    """What was read: a publication with its number, or a country page; ``gone`` when no page is left of it."""

    title: str
    lang: str
    number: str = ""
    page_id: int | None = None
    is_country: bool = False


@dataclass(frozen=True)
class Row:
    """A line of a table: words, one figure a kind, and the sum of the figures for the bar."""

    words: tuple[str, ...]
    figures: tuple[Figure, ...]
    lang: str = ""
    page_id: int | None = None

    @property
    def together(self) -> Figure:
        """All kinds together."""
        return Figure.sum(self.figures)


@dataclass(frozen=True)
class Table:
    """A table of the report. ``heads`` name the columns before the figures."""

    name: str
    heading: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def longest(self) -> int:
        """The longest bar, at least one."""
        return max([1, *(row.together.bar for row in self.rows)])


@dataclass(frozen=True)
class _Count:
    month: date
    kind: str
    subject: Subject
    language: str
    figure: Figure


def tables(first: date, last: date) -> dict[str, Table]:
    """Every table over these months (their first days), by name."""
    counts = _counts(first, last)
    publications = [count for count in counts if not count.subject.is_country]
    countries = [count for count in counts if count.subject.is_country]
    made = [
        _table("months", "By month", ("Month",), counts, lambda count: (f"{count.month:%Y-%m}",), newest=True),
        _table("publications", "By publication", ("Number", "Title"), publications, _named),
        _table("languages", "By language of the text", ("Language",), counts, lambda count: (_language(count),)),
        _table("countries", "By country page", ("Country",), countries, lambda count: (count.subject.title,)),
        _table("everything", "Everything", ("Month", "Number", "Title", "Language"), counts, _whole, newest=True),
    ]
    return {table.name: table for table in made}


def months_counted() -> list[date]:
    """The months anything was counted in, the earliest first."""
    return list(ReadCount.objects.order_by("month").values_list("month", flat=True).distinct())


def _counts(first: date, last: date) -> list[_Count]:
    rows = list(ReadCount.objects.filter(month__gte=first, month__lte=last, times__gt=0))
    subjects = _subjects({row.group for row in rows})
    return [_Count(row.month, row.kind, subjects[row.group], row.language, Figure.of(row.times)) for row in rows]


def _subjects(groups: set[UUID]) -> dict[UUID, Subject]:
    """What the groups are called: in English where they can be."""
    found = {group: Subject("No longer here", "en") for group in groups}
    numbers = dict(PublicationPage.objects.filter(translation_key__in=groups).values_list("pk", "reference"))
    countries = set(CountryPage.objects.filter(translation_key__in=groups).values_list("pk", flat=True))
    pages = Page.objects.filter(translation_key__in=groups).select_related("locale")
    # English last, so that it stays.
    for page in sorted(pages, key=lambda page: (page.locale.language_code == "en", -page.pk)):
        tag = BY_CODE[page.locale.language_code].tag
        number, is_country = numbers.get(page.pk, ""), page.pk in countries
        found[page.translation_key] = Subject(page.title, tag, number, page.pk, is_country)
    return found


def _table(
    name: str,
    heading: str,
    heads: tuple[str, ...],
    counts: Iterable[_Count],
    words: Callable[[_Count], tuple[str, ...]],
    *,
    newest: bool = False,
) -> Table:
    lines: dict[tuple[str, ...], dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    about: dict[tuple[str, ...], Subject] = {}
    for count in counts:
        lines[words(count)][count.kind].append(count.figure)
        about[words(count)] = count.subject
    named = name in ("publications", "countries", "everything")
    rows = [_row(line, figures, about[line] if named else None) for line, figures in lines.items()]
    if newest:
        rows.sort(key=lambda row: row.words, reverse=True)
    else:
        rows.sort(key=lambda row: (-row.together.bar, row.words))
    return Table(name, heading, heads, tuple(rows))


def _row(words: tuple[str, ...], figures: dict[str, list[Figure]], subject: Subject | None) -> Row:
    sums = tuple(Figure.sum(figures.get(kind.value, [])) for kind in KINDS)
    details: dict[str, Any] = {"lang": subject.lang, "page_id": subject.page_id} if subject else {}
    return Row(words, sums, **details)


def _named(count: _Count) -> tuple[str, ...]:
    return (count.subject.number, count.subject.title)


def _language(count: _Count) -> str:
    language = BY_CODE.get(count.language)
    return language.english_name if language else count.language


def _whole(count: _Count) -> tuple[str, ...]:
    return (f"{count.month:%Y-%m}", *_named(count), count.language)
