"""From rows to families: which version of each stands for it, and in what order families stand."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search.engines.found import DAY, FAMILY, ID, LANGUAGE, PARTITION, SORTED_BY, WORTH, Row, is_part
from search.query import Plan, Sort, Tier

# What decides which version stands for a family: whether it is in another language than the reader's, its tier,
# whether it is a page of a file, its place, its number.
_Version = tuple[bool, int, bool, float, int, Row]


@dataclass(frozen=True)
class Standing:
    """A text that stands for its family: its row number, what it is worth, the tier that found it.

    ``page`` is the row of the best page of a file of the family that answers as strictly in the same language; 0 where
    there is none, or where the row is that of a page itself. ``carrier`` is the language and the tier of another
    version that answers more strictly, and for which the family stands where it does.
    """

    row: int
    score: float
    tier: Tier
    page: int = 0
    carrier: tuple[str, Tier] | None = None


def standing(
    found: Sequence[tuple[int, Row]], plan: Plan, tried: Sequence[Tier], shares: Mapping[str, float]
) -> list[Standing]:
    """The families of the plan's page, in its order: each by the version in the reader's language, else the English one
    if none answers more strictly, else the best.

    ``found`` are rows with the number of the tier that found each. What a stricter tier found stands before what a
    looser one found, whatever the order. A page of a file stands for its family only where no text of it answers in the
    same language as strictly. ``shares`` bring the worth of rows of several partitions to one measure.
    """
    really = {row[ID]: tier for tier, row in found}
    found = [(_level(plan, tier, tried), row) for tier, row in found]
    strictest: dict[str, tuple[int, Row]] = {}
    chosen: dict[str, _Version] = {}
    english: dict[str, _Version] = {}
    pages: dict[tuple[str, str, int], tuple[float, int]] = {}
    for tier, row in found:
        family, place = row[FAMILY], row[WORTH] * shares[row[PARTITION]]
        if family not in strictest or tier < strictest[family][0]:
            strictest[family] = tier, row
        version = row[LANGUAGE] != plan.language, tier, is_part(row[ID]), place, abs(row[ID]), row
        if family not in chosen or version < chosen[family]:
            chosen[family] = version
        if row[LANGUAGE] == "en" and (family not in english or version < english[family]):
            english[family] = version
        if is_part(row[ID]):
            answers = family, row[LANGUAGE], tier
            # The first page is that of the highest number below zero.
            pages[answers] = min(pages.get(answers, (place, -row[ID])), (place, -row[ID]))
    keys = (
        (*_key(strictest[family][0], other, place, row, plan), row[WORTH], family)
        for family, (other, _tier, _part, place, _id, row) in chosen.items()
    )
    # Of ten thousand families a page needs twenty: the rest need not be sorted.
    last = plan.page * plan.page_size
    ordered = heapq.nsmallest(last, keys)[last - plan.page_size :]
    page = []
    for *_key_of, worth, family in ordered:
        (_other, tier, part, _place, _id, row) = _shown(chosen[family], english.get(family))
        answer = pages.get((family, row[LANGUAGE], tier), (0, 0))[1]
        level, best = strictest[family]
        carrier = (best[LANGUAGE], tried[really[best[ID]]]) if level < tier else None
        page.append(Standing(row[ID], -worth, tried[really[row[ID]]], 0 if part else -answer, carrier))
    return page


def _shown(best: _Version, english: _Version | None) -> _Version:
    """The version that is shown where none is in the reader's language: more people read English than any other.

    The place of the family is that of the best, so that it depends on no language but the reader's.
    """
    return english if english is not None and english[:3] == best[:3] else best


def _level(plan: Plan, tier: int, tried: Sequence[Tier]) -> int:
    """The tier beside which a row stands. Of a sentence, a text that says much of some words may answer better than one
    that merely holds all of them."""
    return len(tried) - 1 if plan.is_sentence and tried[tier] is not Tier.PHRASES else tier


def _key(strictest: int, other: bool, place: float, row: Row, plan: Plan) -> tuple[Any, ...]:
    """What a family is sorted by: the tier, then what the order asks for; what is alike in it, the newest first."""
    if plan.order is Sort.RELEVANCE:
        return strictest, other, place, -row[DAY], -row[ID]
    if plan.order is Sort.NEWEST:
        return strictest, -row[DAY], -(row[SORTED_BY] or 0), -row[ID]
    if plan.order is Sort.UPDATED:
        return strictest, -(row[SORTED_BY] or 0), -row[ID]
    return strictest, other, row[SORTED_BY], row[ID]
