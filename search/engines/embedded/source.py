"""Where rows come from: the words of a partition, matched and ranked by FTS5, before anything narrows them."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from search.engines.embedded import match
from search.engines.embedded.narrowing import Sql, joined
from search.engines.embedded.tables import words_table
from search.query import Plan

#: So many rows are read at once; of more, the newest.
MOST = 10_000


@dataclass(frozen=True)
class Source:
    """Where rows of one partition come from: tables made beforehand, FROM with its WHERE, the order to cut them off in.

    ``score`` is what a row's words are worth; empty where nobody asked for that.
    """

    tables: tuple[Sql, ...]
    text: Sql
    score: str
    order: str


def matched(plan: Plan, partition: str, expression: str) -> Sql:
    """The condition on a row of the words of a partition: the expression, and nothing that is not wanted."""
    table = words_table(partition)
    found = Sql(f"{table} MATCH %s", [expression])
    if not plan.unwanted:
        return found
    without = Sql(f"{table}.rowid NOT IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)", [match.unwanted(plan)])
    return joined([found, without], " AND ")


def not_among(besides: Collection[int], table: str) -> Sql:
    """The condition on a row of words that it is not known: to rank a single one, every phrase is looked for again."""
    return Sql(f"{table}.rowid NOT IN (SELECT value FROM json_each(%s))", [json.dumps([*besides])])


def bm25(table: str, weights: Sequence[float]) -> str:
    """What the words of a row are worth by these weights of the columns: the lower, the more."""
    return f"bm25({table}, {', '.join(map(str, weights))})"
