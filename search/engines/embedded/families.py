"""From rows to families: which version of each stands for it, and in what order families stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from search.engines.embedded.matching import DAY, FAMILY, ID, LANGUAGE, PARTITION, SORTED_BY, WORTH, Row
from search.query import Plan, Sort, Tier


@dataclass(frozen=True)
class Standing:
    """A text that stands for its family: its row number, what it is worth, the tier that found it."""

    row: int
    score: float
    tier: Tier


def standing(found: Sequence[tuple[int, Row]], plan: Plan, tried: Sequence[Tier]) -> list[Standing]:
    """Every family once, by the version in the reader's language or else the best, in the order that is asked for.

    ``found`` are rows with the number of the tier that found each. What a stricter tier found stands before what a
    looser one found, whatever the order.
    """
    strictest: dict[str, int] = {}
    for tier, row in found:
        family = row[FAMILY]
        if strictest.get(family, tier) >= tier:
            strictest[family] = tier
    # The best of each family comes first among its own, and is the one that is kept.
    versions = sorted(
        (row[LANGUAGE] != plan.language, tier, place, row[ID], row) for (tier, row), place in _placed(found, plan)
    )
    chosen: dict[str, tuple[bool, int, float, int, Row]] = {}
    for version in versions:
        chosen.setdefault(version[-1][FAMILY], version)
    ordered = sorted(
        (*_key(strictest[family], other, place, row, plan), tier, row[ID], row[WORTH])
        for family, (other, tier, place, _id, row) in chosen.items()
    )
    return [Standing(row, -worth, tried[tier]) for *_key_of, tier, row, worth in ordered]


def _placed(found: Sequence[tuple[int, Row]], plan: Plan) -> Iterable[tuple[tuple[int, Row], float]]:
    """Each row with its place among the others.

    Scores of two partitions cannot be compared, because each has statistics of its own: rows are then placed within
    their tier and partition, and the places are merged. Within one partition what a row is worth is its place.
    """
    if plan.order is not Sort.RELEVANCE or len({row[PARTITION] for _tier, row in found}) < 2:
        return ((one, one[1][WORTH]) for one in found)
    placed: Counter[tuple[int, str]] = Counter()
    merged = []
    for _other, _worth, _id, one in sorted(
        (one[1][LANGUAGE] != plan.language, one[1][WORTH], -one[1][ID], one) for one in found
    ):
        among = one[0], one[1][PARTITION]
        placed[among] += 1
        merged.append((one, float(placed[among])))
    return merged


def _key(strictest: int, other: bool, place: float, row: Row, plan: Plan) -> tuple[Any, ...]:
    """What a family is sorted by: the tier, then what the order asks for; what is alike in it, the newest first."""
    if plan.order is Sort.RELEVANCE:
        return strictest, other, place, -row[DAY], -row[ID]
    if plan.order is Sort.NEWEST:
        return strictest, -row[DAY], -(row[SORTED_BY] or 0), -row[ID]
    if plan.order is Sort.UPDATED:
        return strictest, -(row[SORTED_BY] or 0), -row[ID]
    return strictest, other, row[SORTED_BY], row[ID]
