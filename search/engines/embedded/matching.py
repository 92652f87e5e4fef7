"""The rows a plan's words match, partition by partition: what every statement of a search begins with."""

from __future__ import annotations

from collections.abc import Sequence

from search.engines.embedded import match
from search.engines.embedded.narrowing import Sql, joined, placeholders
from search.engines.embedded.tables import WEIGHTS, words_table
from search.query import Plan, Tier


def _in_partition(plan: Plan, tier: Tier, partition: str, *, ranked: bool) -> Sql:
    table = words_table(partition)
    weights = ", ".join(map(str, WEIGHTS))
    score = f"bm25({table}, {weights})" if ranked else "0.0"
    condition = Sql(f"{table} MATCH %s", [match.wanted(plan.wanted, tier, plan.expansions)])
    if plan.unwanted:
        without = Sql(
            f"rowid NOT IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)", [match.unwanted(plan.unwanted)]
        )
        condition = joined([condition, without], " AND ")
    return Sql(f"SELECT rowid AS id, {score} AS score FROM {table} WHERE {condition.text}", condition.parameters)


def _everything(plan: Plan, partitions: Sequence[str]) -> Sql:
    rows = Sql(
        f"SELECT id, 0.0 AS score FROM search_indexedtext WHERE partition IN ({placeholders(partitions)})",
        [*partitions],
    )
    if not plan.unwanted:
        return rows
    excluded = [
        Sql(f"SELECT rowid FROM {table} WHERE {table} MATCH %s", [match.unwanted(plan.unwanted)])
        for table in map(words_table, partitions)
    ]
    without = joined(excluded, " UNION ALL ")
    return Sql(f"{rows.text} AND id NOT IN ({without.text})", [*rows.parameters, *without.parameters])


def matching(plan: Plan, tier: Tier, partitions: Sequence[str], *, ranked: bool = False) -> Sql:
    """A ``WITH`` clause that names ``matched(id, score)``; without words, every row of these partitions."""
    if plan.wanted:
        parts = [_in_partition(plan, tier, partition, ranked=ranked) for partition in partitions]
        rows = joined(parts, " UNION ALL ")
    else:
        rows = _everything(plan, partitions)
    return Sql(f"WITH matched(id, score) AS MATERIALIZED ({rows.text})", rows.parameters)
