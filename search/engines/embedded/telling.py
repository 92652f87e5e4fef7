"""What each tier asks and finds by itself, for whoever wonders about a result: a search counts all tiers at once."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from search.engines.base import TierTold
from search.engines.embedded import match
from search.engines.embedded.narrowing import Sql, joined, narrowing
from search.engines.embedded.rows import rows
from search.engines.embedded.source import matched
from search.engines.embedded.tables import words_table
from search.engines.tiers import enough_parts, tiers
from search.query import Plan, Tier


def told(plan: Plan, partitions: Sequence[str]) -> Iterator[TierTold]:
    """Every tier of a plan, the strictest first; none for a plan without words or a reader without partitions."""
    if not plan.wanted or not partitions:
        return
    for tier in tiers(plan):
        asked = _parts(plan) if tier is Tier.PARTS else [match.wanted(plan, tier)]
        asked = [expression for expression in asked if expression]
        needed = enough_parts(len(asked)) if tier is Tier.PARTS else 1
        began = time.perf_counter()
        families = _families(plan, partitions, asked, needed) if asked else 0
        yield TierTold(tier, tuple(asked), needed, families, round((time.perf_counter() - began) * 1000, 1))


def _parts(plan: Plan) -> list[str]:
    """The parts of a plan, each with what is near to it."""
    near = match.near(plan)
    return [f"{part} OR {near[part]}" if part in near else part for part in match.parts(plan)]


def _families(plan: Plan, partitions: Sequence[str], asked: list[str], needed: int) -> int:
    """How many families hold so many of what is asked, and pass the filters."""
    where = narrowing(plan, partitions)
    matching = joined([_rows(plan, partition, one) for one in asked for partition in partitions], " UNION ALL ")
    enough = Sql(f"SELECT id FROM ({matching.text}) GROUP BY id HAVING COUNT(*) >= %s", [*matching.parameters, needed])
    counted = Sql(
        f"SELECT COUNT(DISTINCT d.family) FROM ({enough.text}) m JOIN search_indexedtext d ON d.id = m.id"
        f" WHERE {where.text}",
        [*enough.parameters, *where.parameters],
    )
    return int(rows(counted)[0][0])


def _rows(plan: Plan, partition: str, expression: str) -> Sql:
    return joined(
        [Sql(f"SELECT rowid AS id FROM {words_table(partition)} WHERE"), matched(plan, partition, expression)], " "
    )
