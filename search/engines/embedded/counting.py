"""Counting families: in all, and by code for every facet.

The codes of a text stand in one column, a line each: the lines of all families are counted as they are, and only then
taken apart. Joining the facet rows for it took five times as long.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.indexing import FACETS
from search.engines.embedded.matching import CODES, FAMILY, LANGUAGE, Row, missed
from search.engines.embedded.narrowing import left_open
from search.engines.embedded.versions import MOST_FAMILIES, versions_of
from search.query import Plan
from search.query.filters import MARKING, VERSION_IN

LANGUAGE_FACET = "language"

#: Of one text: its family, its language, its codes as lines.
Told = tuple[str, str, str]


@dataclass(frozen=True)
class Counted:
    """How many families there are, and how many with each code."""

    total: int
    facets: dict[str, dict[str, int]]


def as_lines(facets: Mapping[str, Sequence[str]]) -> str:
    """The codes of a text as they stand in its row, each line ended; the language has a column of its own."""
    return "".join(f"{facet}={code}\n" for facet, codes in facets.items() if facet != LANGUAGE_FACET for code in codes)


def counted(plan: Plan, found: Iterable[Row], partitions: Sequence[str]) -> Counted:
    """Families by code; what is chosen of a facet does not narrow its own counts.

    There is a facet of markings for who may read several partitions, and one of versions unless families are too many.
    """
    by_missed: dict[str, list[Told]] = {facet: [] for facet in ("", *left_open(plan))}
    for row in found:
        by_missed[missed(row)].append((row[FAMILY], row[LANGUAGE], row[CODES]))
    everything = by_missed.pop("")
    by_open = {facet: everything + missing for facet, missing in by_missed.items()}
    versions = _versions(by_open.pop(VERSION_IN, everything), partitions)
    codes = _codes_by_family(everything)
    facets = {**_by_code("\n".join(codes.values())), LANGUAGE_FACET: _by_language(everything)}
    for facet, texts in by_open.items():
        facets[facet] = _of_facet(facet, texts)
    if versions is not None:
        facets[VERSION_IN] = versions
    if len(partitions) > 1:
        facets.setdefault(MARKING, {})
    else:
        facets.pop(MARKING, None)
    return Counted(len(codes), facets)


def _versions(texts: Sequence[Told], partitions: Sequence[str]) -> dict[str, int] | None:
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
