"""The filters beside a page of results: each facet with its values, how many they would leave, and which are chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.indexing import FACETS
from portal.languages import BY_CODE
from search.query.addresses import excluding, query_of
from search.query.filters import MARKING, VERSION_IN
from search.results import Results

#: The most values shown of one facet; those found most often, and those chosen.
MOST_SHOWN = 25
#: A facet of more values than this is folded; then so many of them stand open, and all that are chosen.
LONGEST_OPEN, SHOWN_OPEN = 8, 5

LEGENDS: dict[str, Promise] = {
    "country": _("Country"),
    "type": _("Type"),
    "theme": _("Theme"),
    "provision": _("Provision"),
    "audience": _("For whom"),
    "victim_group": _("Group of victims"),
    "body": _("Body"),
    "space": _("Space"),
    "state": _("State"),
    "language": _("Language"),
    VERSION_IN: _("Has a version in"),
    MARKING: _("Label (TLP)"),
}


@dataclass(frozen=True)
class Value:
    """One value of a facet that may be chosen; no count where it was too much to count."""

    code: str
    label: str
    tag: str
    count: int | None
    chosen: bool
    without: str


@dataclass(frozen=True)
class Facet:
    """One facet with the values that occur. Those in ``folded`` stand behind a word to open them."""

    name: str
    legend: Promise
    values: tuple[Value, ...]

    @property
    def shown(self) -> tuple[Value, ...]:
        """The values that stand open, in their order: the most common and the chosen ones of a long list."""
        if len(self.values) <= LONGEST_OPEN:
            return self.values
        by_count = sorted(self.values, key=lambda value: -(value.count or 0))
        common = {value.code for value in by_count[:SHOWN_OPEN]}
        return tuple(value for value in self.values if value.chosen or value.code in common)

    @property
    def folded(self) -> tuple[Value, ...]:
        """The other values, in their order."""
        shown = {value.code for value in self.shown}
        return tuple(value for value in self.values if value.code not in shown)


def facets_of(results: Results, labels: Mapping[str, Mapping[str, str]]) -> list[Facet]:
    """The facets of which at least one value occurs or is chosen; that of labels only where the engine tells it."""
    names = (*FACETS, VERSION_IN, *((MARKING,) if MARKING in results.facets else ()))
    found = (Facet(name, LEGENDS[name], tuple(_values(name, results, labels[name]))) for name in names)
    return [facet for facet in found if facet.values]


def _values(name: str, results: Results, labels: Mapping[str, str]) -> Iterator[Value]:
    # Versions of very many documents are not counted: then every language stands to be chosen.
    counts = results.facets.get(name, dict.fromkeys(labels) if name == VERSION_IN else {})
    selection = results.plan.selection(name)
    common = sorted(counts, key=lambda code: (-(counts[code] or 0), code))[:MOST_SHOWN]
    shown = {*common, *selection.wanted}.difference(selection.unwanted)
    for code, label in labels.items():
        if code in shown:
            yield Value(
                code=code,
                label=label,
                tag=tag_of(name, code),
                count=counts.get(code, 0),
                chosen=code in selection.wanted,
                without=query_of(excluding(results.plan, name, code)),
            )


def tag_of(facet: str, code: str) -> str:
    """The language tag of a label that is in a language of its own: the names of languages are."""
    return BY_CODE[code].tag if facet in ("language", VERSION_IN) and code in BY_CODE else ""
