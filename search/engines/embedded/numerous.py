"""Questions that very many texts answer: what is asked of the database then, so that nobody waits.

Nothing here but :func:`how_many` is asked while no more than :data:`~search.engines.embedded.matching.MOST` rows match.
"""

from __future__ import annotations

from collections.abc import Sequence

from search.engines.embedded import match
from search.engines.embedded.families import Standing
from search.engines.embedded.matching import MOST, Source, source_of
from search.engines.embedded.narrowing import Sql, joined, narrowing
from search.engines.embedded.rows import rows
from search.engines.embedded.tables import words_table
from search.engines.embedded.worth import worth
from search.query import Plan, Tier

#: Of more rows than this nobody is told which is the best: that would take too long, and most are worth the same. With
#: a concept in thirteen languages every row takes as long as many.
MOST_RANKED, MOST_WEIGHED = 30_000, 300_000
#: Families are counted exactly as far as this.
EXACTLY = 10_000


def how_many(plan: Plan, partitions: Sequence[str], most: int) -> int:
    """How many rows the strictest tier matches before any filter, up to one more than ``most`` in each partition.

    0 for an index that holds no more than that anyway; every row for a plan without words.
    """
    last = "(SELECT COALESCE(MAX(id), 0) FROM search_indexedtext)"
    if not plan.wanted:
        return int(rows(Sql(f"SELECT {last}"))[0][0])
    expression = match.wanted(plan, Tier.PHRASES)
    counts = joined([_matches(table, expression, most) for table in map(words_table, partitions)], " + ")
    found = rows(Sql(f"SELECT CASE WHEN {last} > {most} THEN {counts.text} ELSE 0 END", counts.parameters))
    return int(found[0][0])


def can_be_ranked(plan: Plan, partitions: Sequence[str]) -> bool:
    """Whether the rows that the strictest tier matches, more than MOST, can be ranked while somebody waits."""
    most = min(MOST_RANKED, MOST_WEIGHED // weight_of(plan)) if plan.wanted else 0
    return most > MOST and how_many(plan, partitions, most) <= most


def weight_of(plan: Plan) -> int:
    """How many phrases the strictest tier asks for; 1 without words."""
    return match.weight(match.wanted(plan, Tier.PHRASES)) if plan.wanted else 1


def _matches(table: str, expression: str, most: int) -> Sql:
    matched = f"SELECT 1 FROM {table} WHERE {table} MATCH %s LIMIT {most + 1}"
    return Sql(f"(SELECT COUNT(*) FROM ({matched}))", [expression])


def families_up_to(plan: Plan, partitions: Sequence[str]) -> int:
    """How many families the strictest tier finds that pass every filter, up to one more than EXACTLY."""
    told = joined([_rows(plan, source, partitions, "d.family") for source in _sources(plan, partitions)], " UNION ALL ")
    distinct = f"SELECT DISTINCT family FROM ({told.text}) LIMIT {EXACTLY + 1}"
    return int(rows(Sql(f"SELECT COUNT(*) FROM ({distinct})", told.parameters))[0][0])


def best_of_many(plan: Plan, partitions: Sequence[str]) -> list[Standing]:
    """The families of a page of the strictest tier, the best first, without reading all that match into memory."""
    last = plan.page * plan.page_size
    wanted = 4 * last
    while True:
        found = _best_rows(plan, partitions, wanted)
        families: dict[str, Standing] = {}
        for row, family, score in found:
            families.setdefault(family, Standing(row, -score, Tier.PHRASES))
        if len(families) >= last or len(found) < wanted:
            return list(families.values())[last - plan.page_size : last]
        wanted *= 4


def _best_rows(plan: Plan, partitions: Sequence[str], number: int) -> list[tuple[int, str, float]]:
    """The best rows of every partition: row number, family and worth. Two partitions are merged by their places."""
    best = []
    for source in _sources(plan, partitions, ranked=True):
        value = worth(source.score, plan)
        told = Sql(f"d.id, d.family, {value.text} AS worth, d.language = %s AS own", [*value.parameters, plan.language])
        asked = _rows(plan, source, partitions, told.text)
        order = f" ORDER BY own DESC, worth, d.day DESC, d.id DESC LIMIT {number}"
        best.append(rows(Sql(asked.text + order, [*told.parameters, *asked.parameters])))
    merged = sorted(
        (not own, place if len(best) > 1 else 0, partition, place, row, family, score)
        for partition, found in enumerate(best)
        for place, (row, family, score, own) in enumerate(found)
    )
    return [(row, family, score) for *_places, row, family, score in merged[:number]]


def _sources(plan: Plan, partitions: Sequence[str], *, ranked: bool = False) -> list[Source]:
    return [source_of(plan, Tier.PHRASES, partition, alone=True, ranked=ranked) for partition in partitions]


def _rows(plan: Plan, source: Source, partitions: Sequence[str], told: str) -> Sql:
    where = narrowing(plan, partitions)
    return joined([Sql(f"SELECT {told}"), source.text, Sql(" AND "), where], "")
