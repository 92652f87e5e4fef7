"""Filters over very many rows: every row is looked at once, whatever is left open, and never more than can be.

The newest rows that match are gone through; what they miss is told with them, see
:func:`~search.engines.embedded.matching.asked`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from search.engines.embedded import match
from search.engines.embedded.matching import asked, source_of
from search.engines.embedded.narrowing import Sql, joined
from search.engines.embedded.numerous import LIGHT, MOST_WEIGHED, Matched, can_be_ranked, weight_of
from search.engines.embedded.rows import rows, streamed
from search.engines.embedded.source import MOST, Source, matched
from search.engines.embedded.tables import words_table
from search.engines.found import Row, missed
from search.query import Plan, Sort, Tier

#: So many rows of the strictest tier are looked at, the newest first; fewer where a concept makes each take long.
LOOKED_AT, LEAST_LOOKED_AT = 15_000, 10_000
#: So many are told of rows that cannot be ranked: enough to count filters on and to turn pages of.
SAMPLE = 2_000


@dataclass(frozen=True)
class Sifted:
    """The rows that pass every filter or miss a single one, the newest first.

    ``is_floor`` says that there may be more than these; without ``is_ranked`` nothing is told of what they are worth.
    """

    rows: list[Row]
    is_floor: bool
    is_ranked: bool


def sifted(plan: Plan, partitions: Sequence[str], found: Matched) -> Sifted:
    """The rows of the strictest tier that pass every filter, and those that pass if one filter is left open."""
    lean, weight = found.lean, weight_of(plan, found.lean)
    looked = max(LEAST_LOOKED_AT, min(LOOKED_AT, 4 * MOST_WEIGHED // weight))
    by_worth = plan.order is Sort.RELEVANCE
    is_ranked = not by_worth or weight <= LIGHT or can_be_ranked(plan, partitions, lean)
    most = min(MOST, MOST_WEIGHED // weight) if is_ranked else SAMPLE
    told, is_floor = [], False
    for partition in partitions:
        source = source_of(plan, Tier.PHRASES, partition, lean=lean, ranked=by_worth and is_ranked)
        newest = _newest(plan, source, partition, looked, found)
        taken, is_cut = _taken(asked(plan, newest or source, partitions), source.order, most)
        told += taken
        is_floor = is_floor or is_cut or newest is not None
    return Sifted(told, is_floor, is_ranked)


def _newest(plan: Plan, source: Source, partition: str, number: int, found: Matched) -> Source | None:
    """So many rows of a source, the first in its order; None if it holds no more than that."""
    if not plan.wanted:
        select = Sql(f"SELECT d.id{source.text.text} {source.order}", source.text.parameters)
        if not rows(Sql(f"{select.text} LIMIT 1 OFFSET {number}", select.parameters)):
            return None
        text = f" FROM ({select.text} LIMIT {number}) s CROSS JOIN search_indexedtext d ON d.id = s.id WHERE 1"
        return replace(source, text=Sql(text, select.parameters), order="")
    edge = _edge(plan, partition, number, found)
    if edge is None:
        return None
    return replace(source, text=joined([source.text, Sql(f" AND {words_table(partition)}.rowid > %s", [edge])], ""))


def _edge(plan: Plan, partition: str, number: int, found: Matched) -> int | None:
    """The newest row that is not looked at any more."""
    known = found.newest[partition]
    if number < len(known) or len(known) <= MOST:
        return known[number] if number < len(known) else None
    table = words_table(partition)
    condition = matched(plan, partition, match.wanted(plan, Tier.PHRASES, lean=found.lean, bare=found.lean))
    select = f"SELECT rowid FROM {table} WHERE {condition.text} ORDER BY rowid DESC LIMIT 1 OFFSET {number}"
    edge = rows(Sql(select, condition.parameters))
    return int(edge[0][0]) if edge else None


def _taken(statement: Sql, order: str, most: int) -> tuple[list[Row], bool]:
    """Rows until more than so many pass; whether that came to be. Of those that miss one filter, as many for each."""
    number: Counter[str] = Counter()
    taken: list[Row] = []
    for row in streamed(Sql(f"{statement.text} {order}", statement.parameters)):
        facet = missed(row)
        number[facet] += 1
        if number[facet] <= most:
            taken.append(row)
        elif not facet:
            return taken, True
    return taken, False
