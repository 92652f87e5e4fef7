"""Filters over very many rows: every row is looked at once, whatever is left open, and never more than can be.

One pass says of each row which filters it misses. A row that misses none passes; one that misses a single filter is
counted where that filter is left open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.engines.embedded.matching import FAMILY, MOST, OPEN, Row, Source, limited, said, source_of
from search.engines.embedded.narrowing import Sql, chosen, joined, readable
from search.engines.embedded.numerous import MOST_WEIGHED, weight_of
from search.engines.embedded.rows import rows
from search.engines.embedded.tables import words_table
from search.query import Plan, Sort, Tier

#: So many rows of the strictest tier are looked at, the newest first; fewer where a concept makes each take long.
LOOKED_AT, LEAST_LOOKED_AT = 30_000, 20_000
#: Where more pass than are read, so many are told: enough to count filters on and to turn pages of.
SAMPLE = 2_000
#: How the row is told that says how many rows were looked at, and how many rows and families pass.
_TOTAL = "#"


@dataclass(frozen=True)
class Sifted:
    """What is told of very many rows.

    ``families`` pass every filter, of the rows that were looked at; ``is_floor`` says that there are more rows than
    those. ``is_sample`` says that ``rows`` are the newest only, and not all that pass.
    """

    families: int
    is_floor: bool
    is_sample: bool
    rows: list[Row]


def sifted(plan: Plan, partitions: Sequence[str]) -> Sifted:
    """The rows of the strictest tier that pass every filter, and those that pass if one filter is left open."""
    weight = weight_of(plan)
    looked = max(LEAST_LOOKED_AT, min(LOOKED_AT, 4 * MOST_WEIGHED // weight))
    read = min(MOST, MOST_WEIGHED // weight)
    pieces = [_sifting(plan, partition, partitions, looked, read) for partition in partitions]
    seen = joined([Sql(f"SELECT * FROM seen_{partition}") for partition in partitions], " UNION ALL ").text
    counts = [f"SUM(missed IN (0, {1 << bit})) AS open_{bit}" for bit in range(len(chosen(plan, partitions)))]
    told = f"SELECT {', '.join(['COUNT(*) AS seen', 'SUM(missed = 0) AS passing', *counts])} FROM ({seen})"
    tables = [*(table for table, _arms in pieces), Sql(f"totals AS MATERIALIZED ({told})")]
    families = (
        f"SELECT COUNT(DISTINCT d.family) FROM ({seen}) s CROSS JOIN search_indexedtext d ON d.id = s.id"
        " WHERE s.missed = 0"
    )
    total = Sql(
        f"SELECT '{_TOTAL}', seen, passing, CASE WHEN passing > {read} THEN ({families}) END,"
        " NULL, NULL, NULL, NULL, NULL FROM totals"
    )
    arms = joined([total, *(arm for _table, arms in pieces for arm in arms)], " UNION ALL ")
    found = rows(joined([Sql("WITH "), joined(tables, ", "), Sql(" "), arms], ""))
    _mark, looked_at, _passing, families_passing, *_rest = next(row for row in found if row[OPEN] == _TOTAL)
    told_rows = [row for row in found if row[OPEN] != _TOTAL]
    number = families_passing or len({row[FAMILY] for row in told_rows if not row[OPEN]})
    return Sifted(number, looked_at > looked, families_passing is not None, told_rows)


def _sifting(plan: Plan, partition: str, partitions: Sequence[str], looked: int, read: int) -> tuple[Sql, list[Sql]]:
    """The table of one partition's rows with what each misses, and what is told of them."""
    source = source_of(plan, Tier.PHRASES, partition, alone=True, ranked=plan.order is Sort.RELEVANCE)
    facets = chosen(plan, partitions)
    misses = [Sql(f"{1 << bit} * (NOT ({one.text}))", one.parameters) for bit, one in enumerate(facets.values())]
    select = [
        Sql("SELECT d.id, "),
        joined(misses, " + ") if misses else Sql("0"),
        Sql(" AS missed"),
        source.text,
        Sql(" AND "),
        readable(plan, partitions),
    ]
    looked_at = limited(joined(select, ""), source.order, str(looked + 1))
    table = Sql(f"seen_{partition} AS MATERIALIZED ({looked_at.text})", looked_at.parameters)
    return table, [_passing(plan, partition, partitions, source, read), *_missing(plan, partition, partitions, facets)]


def _passing(plan: Plan, partition: str, partitions: Sequence[str], source: Source, read: int) -> Sql:
    """The rows that pass every filter. Words are gone through again: only there can be told what they are worth."""
    row = f"{words_table(partition)}.rowid" if plan.wanted else "d.id"
    newer = f"{row} >= (SELECT MIN(id) FROM seen_{partition})"
    passing = f"{newer} AND +d.id IN (SELECT id FROM seen_{partition} WHERE missed = 0)"
    # What the newest of too many are worth is not asked for: to know it, every phrase is counted in every text.
    score = f"CASE WHEN (SELECT passing FROM totals) > {read} THEN 0.0 ELSE {source.score} END" if source.score else ""
    told = [Sql("SELECT "), said(plan, partitions, "", score), source.text, Sql(f" AND {passing}")]
    return limited(joined(told, ""), source.order, _most("passing", read))


def _missing(plan: Plan, partition: str, partitions: Sequence[str], facets: dict[str, Sql]) -> Iterator[Sql]:
    """For each filter the rows that miss no other."""
    for bit, facet in enumerate(facets):
        told = said(plan, partitions, facet, "")
        rest = (
            f" FROM seen_{partition} s CROSS JOIN search_indexedtext d ON d.id = s.id WHERE s.missed IN (0, {1 << bit})"
        )
        yield limited(joined([Sql("SELECT "), told, Sql(rest)], ""), "", _most(f"open_{bit}", MOST))


def _most(count: str, read: int) -> str:
    """How many rows are told of so many: all, or where that is too many a sample."""
    return f"(SELECT CASE WHEN {count} > {read} THEN {SAMPLE} ELSE {read} END FROM totals)"
