"""Counting families: in all, and by code for every facet.

The codes of a text stand in one column, a line each: the lines of all families are counted as they are, and only then
taken apart. Joining the facet rows for it took five times as long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.indexing import FACETS
from search.engines.embedded.narrowing import Sql, narrowing
from search.query import Plan

LANGUAGE = "language"

#: Of one text: its family, its language, its codes as lines.
Told = tuple[str, str, str]


@dataclass(frozen=True)
class Counted:
    """How many families there are, and how many with each code."""

    total: int
    facets: dict[str, dict[str, int]]


def as_lines(facets: Mapping[str, Sequence[str]]) -> str:
    """The codes of a text as they stand in its row; the language has a column of its own."""
    return "\n".join(f"{facet}={code}" for facet, codes in facets.items() if facet != LANGUAGE for code in codes)


def _left_open(plan: Plan) -> list[str]:
    """Under which narrowings texts are told: every condition (the empty name), and each chosen facet left open."""
    return ["", *(selection.facet for selection in plan.selections if selection.facet in FACETS)]


def telling(plan: Plan, partitions: Sequence[str]) -> list[Sql]:
    """What asks for the texts to count among ``matched``: rows of narrowing, family, language, codes."""
    selects = []
    for facet in _left_open(plan):
        where = narrowing(plan, partitions, but=facet)
        text = "SELECT %s, d.family, d.language, d.codes FROM matched m JOIN search_indexedtext d ON d.id = m.id"
        selects.append(Sql(f"{text} WHERE {where.text}", [facet, *where.parameters]))
    return selects


def counted(plan: Plan, told: Iterable[tuple[str, str, str, str]]) -> Counted:
    """Families by code; what is chosen of a facet does not narrow its own counts."""
    by_narrowing: dict[str, list[Told]] = {facet: [] for facet in _left_open(plan)}
    for facet, family, language, codes in told:
        by_narrowing[facet].append((family, language, codes))
    total, facets = _by_code(by_narrowing.pop(""))
    for facet, texts in by_narrowing.items():
        facets[facet] = _by_code(texts)[1][facet]
    return Counted(total, facets)


def _by_code(texts: Iterable[Told]) -> tuple[int, dict[str, dict[str, int]]]:
    of_family: dict[str, str] = {}
    versions: set[tuple[str, str]] = set()
    for family, language, codes in texts:
        known = of_family.setdefault(family, codes)
        if known != codes:
            of_family[family] = "\n".join(sorted({*known.split("\n"), *codes.split("\n")}))
        versions.add((family, language))
    found: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    # All lines are counted at once, and only the few that differ are taken apart.
    for line, families in Counter("\n".join(of_family.values()).split("\n")).items():
        facet, _, code = line.partition("=")
        if code:
            found[facet][code] = families
    found[LANGUAGE] = dict(Counter(language for _family, language in versions))
    return len(of_family), found
