"""Counting families: in all, and by code for every facet.

The codes of a text stand in one column, a line each: the lines of all families are counted as they are, and only then
taken apart. Joining the facet rows for it took five times as long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.indexing import FACETS
from search.engines.embedded.matching import CODES, FAMILY, LANGUAGE, OPEN, Row
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
    by_open: dict[str, list[Told]] = {facet: [] for facet in ("", *left_open(plan))}
    for row in found:
        by_open[row[OPEN]].append((row[FAMILY], row[LANGUAGE], row[CODES]))
    everything = by_open.pop("")
    versions = _versions(by_open.pop(VERSION_IN, everything), partitions)
    total, facets = _by_code(everything)
    for facet, texts in by_open.items():
        facets[facet] = _by_code(texts)[1].get(facet, {})
    if versions is not None:
        facets[VERSION_IN] = versions
    if len(partitions) > 1:
        facets.setdefault(MARKING, {})
    else:
        facets.pop(MARKING, None)
    return Counted(total, facets)


def _versions(texts: Sequence[Told], partitions: Sequence[str]) -> dict[str, int] | None:
    families = {family for family, _language, _codes in texts}
    return versions_of(families, partitions) if len(families) <= MOST_FAMILIES else None


def _by_code(texts: Sequence[Told]) -> tuple[int, dict[str, dict[str, int]]]:
    of_family = {family: codes for family, _language, codes in texts}
    distinct = {(family, codes) for family, _language, codes in texts}
    if len(distinct) > len(of_family):
        # Versions that have not all the same codes: the family has any code that one of them has.
        joined: dict[str, set[str]] = {}
        for family, codes in distinct:
            joined.setdefault(family, set()).update(codes.split("\n"))
        of_family = {family: "\n".join(codes) for family, codes in joined.items()}
    found: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    # All lines are counted at once, and only the few that differ are taken apart.
    for line, families in Counter("\n".join(of_family.values()).split("\n")).items():
        facet, _, code = line.partition("=")
        if code:
            found.setdefault(facet, {})[code] = families
    versions = {(family, language) for family, language, _codes in texts}
    found[LANGUAGE_FACET] = dict(Counter(language for _family, language in versions))
    return len(of_family), found
