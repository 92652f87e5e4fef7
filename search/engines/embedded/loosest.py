"""The loosest tier: rows that hold enough of the parts of a question."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from search.engines.embedded import match
from search.engines.embedded.narrowing import Sql, joined
from search.engines.embedded.source import MOST, Source, bm25, matched, not_among
from search.engines.embedded.tables import PART_WEIGHTS, words_table
from search.engines.tiers import MOST_NEAR, NEARLY, WEIGHTY, enough_parts, most_holding
from search.query import Plan


class _Part(NamedTuple):
    """One of the expressions asked for: of which part it is, how much more it is worth, and where its rows are."""

    number: int
    times: float
    found: Sql


def of_parts(plan: Plan, partition: str, *, alone: bool, besides: Collection[int], texts: int) -> Source:
    """The rows that hold enough of the parts; what a row is worth is the sum over those it holds.

    Where nothing was found before, one part may be enough, and a weighty part always is. A part that very many of the
    ``texts`` hold tells nothing, and is left out as if it were a stop-word. Always ranked: every order shows the same.
    """
    parts = match.parts(plan)
    asked = list(_each(plan, partition, parts, besides, texts))
    half = enough_parts(len(parts))
    tables: tuple[Sql, ...]
    if alone:
        tables = _held(partition, asked)
        best = f"(SELECT MIN(score) FROM held_{partition})"
        enough = Sql(f"(h.held >= %s OR h.score <= {WEIGHTY} * {best})", [half])
    else:
        # Counting the parts that rows hold takes a tenth of ranking them.
        few = max(2, half)
        tables = (_enough(partition, asked, few), *_held(partition, asked, f"enough_{partition}"))
        enough = Sql("h.held >= %s", [few])
    text = joined([Sql(f" FROM held_{partition} h CROSS JOIN search_indexedtext d ON d.id = h.id WHERE "), enough], "")
    return Source(tables, text, "h.score", "ORDER BY h.score")


def _each(plan: Plan, partition: str, parts: tuple[str, ...], besides: Collection[int], texts: int) -> Iterator[_Part]:
    """The parts, then what is near to the word of one."""
    table, near = words_table(partition), match.near(plan)
    every = texts <= MOST_NEAR
    told = [(number, part, 1.0, most_holding(texts, MOST)) for number, part in enumerate(parts)]
    told += [(number, near[part], NEARLY, MOST_NEAR) for number, part in enumerate(parts) if part in near]
    for number, part, times, most in told:
        # CROSS JOIN tells SQLite the order: where the first holds no row, the words are not looked up at all.
        few = f"(SELECT 1 WHERE (SELECT COUNT(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH %s"
        few += f" LIMIT {most + 1})) <= {most}) CROSS JOIN "
        conditions = [matched(plan, partition, part), *([not_among(besides, table)] if besides else [])]
        where = joined([Sql(f"{'' if every else few}{table} WHERE ", [] if every else [part])], "")
        yield _Part(number, times, joined([where, joined(conditions, " AND ")], ""))


def _enough(partition: str, asked: list[_Part], few: int) -> Sql:
    """The table of the rows that hold at least a few parts."""
    table = words_table(partition)
    each = [joined([Sql(f"SELECT {one.number} AS part, {table}.rowid AS id FROM "), one.found], "") for one in asked]
    every = joined(each, " UNION ALL ")
    name = f"enough_{partition}(id) AS MATERIALIZED"
    select = f"SELECT id FROM ({every.text}) GROUP BY id HAVING COUNT(DISTINCT part) >= {few}"
    return Sql(f"{name} ({select})", every.parameters)


def _held(partition: str, asked: list[_Part], among: str = "") -> tuple[Sql, Sql]:
    """The tables of what each part is worth to a row, and of how many parts a row holds; of rows ``among`` these."""
    table, part = words_table(partition), f"part_{partition}"
    score = bm25(table, PART_WEIGHTS)
    # The sign keeps SQLite from asking FTS5 for one row after the other, which would look for every phrase each time.
    only = Sql(f" AND +{table}.rowid IN (SELECT id FROM {among})" if among else "")
    each = [
        joined([Sql(f"SELECT {n} AS part, {table}.rowid AS id, {times} * {score} AS score FROM "), found, only], "")
        for n, times, found in asked
    ]
    every = joined(each, " UNION ALL ")
    summed = f"SELECT id, SUM(score) AS score, COUNT(DISTINCT part) AS held FROM {part} GROUP BY id"
    return (
        Sql(f"{part} AS MATERIALIZED ({every.text})", every.parameters),
        Sql(f"held_{partition} AS MATERIALIZED ({summed})"),
    )
