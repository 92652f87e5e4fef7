"""Counting families: in all, and by code for every facet.

The codes of a text stand in one column, a line each: the lines of all families are counted as they are, and only then
taken apart. Joining the facet rows for it took five times as long.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.indexing import FACETS
from search.engines.codes import LANGUAGE_FACET
from search.engines.found import CODES, FAMILY, LANGUAGE, Row, missed
from search.query import Plan
from search.query.filters import CHOICES, MARKING, VERSION_IN

#: Versions of more families than this are better not counted: each has to be looked up.
MOST_FAMILIES = 1_000

#: Of one text: its family, its language, its codes as lines.
Told = tuple[str, str, str]
#: How many of some families have a version in each language, as a reader of some partitions may read them.
VersionsOf = Callable[[Collection[str], Sequence[str]], Mapping[str, int]]


@dataclass(frozen=True)
class Counted:
    """How many families there are, and how many with each code."""

    total: int
    facets: dict[str, Mapping[str, int]]


def left_open(plan: Plan) -> list[str]:
    """The facets of which something is chosen: each is counted as if nothing were."""
    return [selection.facet for selection in plan.selections if selection.facet in CHOICES]


def counted(plan: Plan, found: Iterable[Row], partitions: Sequence[str], versions_of: VersionsOf) -> Counted:
    """Families by code; what is chosen of a facet does not narrow its own counts.

    ``versions_of`` answers how many of some families have a version in each language. There is a facet of markings for
    who may read several partitions, and one of versions unless families are too many.
    """
    by_missed: dict[str, list[Told]] = {facet: [] for facet in ("", *left_open(plan))}
    for row in found:
        by_missed[missed(row)].append((row[FAMILY], row[LANGUAGE], row[CODES]))
    everything = by_missed.pop("")
    by_open = {facet: everything + missing for facet, missing in by_missed.items()}
    versions = _versions(by_open.pop(VERSION_IN, everything), partitions, versions_of)
    codes = _codes_by_family(everything)
    facets: dict[str, Mapping[str, int]] = {
        **_by_code("\n".join(codes.values())),
        LANGUAGE_FACET: _by_language(everything),
    }
    for facet, texts in by_open.items():
        facets[facet] = _of_facet(facet, texts)
    if versions is not None:
        facets[VERSION_IN] = versions
    if len(partitions) > 1:
        facets.setdefault(MARKING, {})
    else:
        facets.pop(MARKING, None)
    return Counted(len(codes), facets)


def _versions(texts: Sequence[Told], partitions: Sequence[str], versions_of: VersionsOf) -> Mapping[str, int] | None:
    families = {family for family, _language, _codes in texts}
    return versions_of(families, partitions) if len(families) <= MOST_FAMILIES else None


def _codes_by_family(texts: Sequence[Told]) -> dict[str, str]:
    """The lines of codes of each family: it has any code that one of its versions has."""
    of_family: dict[str, str] = {}
    differing: dict[str, set[str]] = {}
    for family, _language, codes in texts:
        first = of_family.setdefault(family, codes)
        if first != codes:
            differing.setdefault(family, set(first.split("\n"))).update(codes.split("\n"))
    of_family.update((family, "\n".join(codes)) for family, codes in differing.items())
    return of_family


def _by_code(lines: str) -> dict[str, dict[str, int]]:
    """How often each line occurs, by facet. All are counted at once, and only the few that differ are taken apart."""
    found: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for line, families in Counter(lines.split("\n")).items():
        facet, _, code = line.partition("=")
        if code:
            found.setdefault(facet, {})[code] = families
    return found


def _of_facet(facet: str, texts: Sequence[Told]) -> dict[str, int]:
    """The codes of one facet."""
    if facet == LANGUAGE_FACET:
        return _by_language(texts)
    lines = "\n".join(["", *_codes_by_family(texts).values()])
    return dict(Counter(re.findall(f"\n{re.escape(facet)}=(.*)", lines)))


def _by_language(texts: Sequence[Told]) -> dict[str, int]:
    versions = {(family, language) for family, language, _codes in texts}
    return dict(Counter(language for _family, language in versions))
