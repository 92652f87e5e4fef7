"""The rows a plan's words match, tier by tier: one statement a tier, which also tells what there is to count.

Words come first and rows are looked up for them, never the other way round. What a row says is read as a plain tuple:
there may be thousands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from search.engines.embedded import match
from search.engines.embedded.narrowing import Sql, joined, left_open, narrowing
from search.engines.embedded.rows import rows
from search.engines.embedded.tables import PART_WEIGHTS, WEIGHTS, words_table
from search.engines.embedded.worth import worth
from search.partitions import PARTITION_OF
from search.query import Plan, Sort, Tier
from search.query.filters import MARKING

#: With so many families nobody needs looser readings of the question.
ENOUGH = 10
#: A part is weighty that is worth so much of what the best row is worth.
WEIGHTY = 0.3
#: A query of more words than this was not broken off in the middle of one.
MOST_BEGUN = 4
#: So many rows are read at once; of more, the newest.
MOST = 10_000

_LABELS = " ".join(f"WHEN '{partition}' THEN '{label.value}'" for label, partition in PARTITION_OF.items())
_MARKED_CODES = f"d.codes || '{MARKING}=' || CASE d.partition {_LABELS} END"
# Days and moments as numbers: they are only sorted by.
_DAY = "COALESCE(CAST(replace(d.day, '-', '') AS INTEGER), 0)"
_UPDATED = "COALESCE(julianday(d.updated), 0)"
#: What a row is sorted by besides its worth and its day.
_SORTED_BY = {Sort.UPDATED: _UPDATED, Sort.NEWEST: _UPDATED, Sort.TITLE: "d.sort_title"}


# In the order of an index, so that the first are found without reading the rest.
_WALKED = {Sort.UPDATED: "d.updated DESC", Sort.TITLE: "d.sort_title"}

#: One row that matches, and the places of what it says. OPEN names the filter that it passes only if left open, and is
#: empty for a row that passes all of them; DAY is a number, as 20260131.
Row = tuple[Any, ...]
OPEN, ID, FAMILY, LANGUAGE, PARTITION, DAY, WORTH, CODES, SORTED_BY = range(9)


@dataclass(frozen=True)
class Source:
    """Where rows of one partition come from: tables made beforehand, FROM with its WHERE, the order to cut them off in.

    ``score`` is what a row's words are worth; empty where nobody asked for that.
    """

    tables: tuple[Sql, ...]
    text: Sql
    score: str
    order: str


def tiers(plan: Plan) -> list[Tier]:
    """The tiers that may find what those before them do not."""
    if not plan.wanted:
        return [Tier.PHRASES]
    telling = sum(not word.stop for word in plan.words)
    return [
        tier
        for tier in Tier
        if not (tier is Tier.PARTS and len(parts_of(plan)) < 2) and not (tier is Tier.PREFIXES and telling > MOST_BEGUN)
    ]


def parts_of(plan: Plan) -> list[str]:
    """The expressions of which the loosest tier asks some."""
    return match.parts(plan)


def enough_parts(number: int) -> int:
    """How many of so many parts a text must hold: half of them."""
    return max(1, -(-number // 2))


def matching(
    plan: Plan, tier: Tier, partitions: Sequence[str], *, alone: bool = True, ranked: bool = True, most: int = MOST
) -> list[Row]:
    """The rows that match by one tier, for every filter left open and for none; at most one more than ``most`` each.

    ``alone`` says that no stricter tier found anything, ``ranked`` that what the words are worth is asked for.
    """
    ranked = ranked and plan.order is Sort.RELEVANCE
    sources = [source_of(plan, tier, partition, alone=alone, ranked=ranked) for partition in partitions]
    tables = [table for source in sources for table in source.tables]
    arms = [_arm(plan, source, partitions, facet, most) for facet in ("", *left_open(plan)) for source in sources]
    made = joined([Sql("WITH "), joined(tables, ", "), Sql(" ")], "") if tables else Sql("")
    return rows(joined([made, joined(arms, " UNION ALL ")], ""))


def _arm(plan: Plan, source: Source, partitions: Sequence[str], facet: str, most: int) -> Sql:
    where = narrowing(plan, partitions, but=facet)
    told = [Sql("SELECT "), said(plan, partitions, facet, source.score), source.text, Sql(" AND "), where]
    return limited(joined(told, ""), source.order, str(most + 1))


def limited(select: Sql, order: str, most: str) -> Sql:
    """A SELECT that may stand among others and answers at most so many rows."""
    return Sql(f"SELECT * FROM ({select.text} {order} LIMIT {most})", select.parameters)


def said(plan: Plan, partitions: Sequence[str], facet: str, score: str) -> Sql:
    """What is read of a row ``d``; of one that passes only if a facet is left open, only what is counted."""
    # Who may read one partition alone learns nothing of labels, not even that of what they read.
    codes = _MARKED_CODES if len(partitions) > 1 else "d.codes"
    if facet:
        return Sql(f"%s, d.id, d.family, d.language, d.partition, 0, 0.0, {codes}, NULL", [facet])
    value = worth(score, plan) if score else Sql("0.0")
    by = _SORTED_BY.get(plan.order, "NULL")
    return Sql(f"'', d.id, d.family, d.language, d.partition, {_DAY}, {value.text}, {codes}, {by}", value.parameters)


def source_of(plan: Plan, tier: Tier, partition: str, *, alone: bool, ranked: bool) -> Source:
    """Where the rows of a tier come from in one partition; without words, every row of it."""
    if not plan.wanted:
        return _everything(plan, partition)
    if tier is Tier.PARTS:
        return _of_parts(plan, partition, alone=alone)
    table = words_table(partition)
    found = _matched(plan, partition, match.wanted(plan, tier))
    text = joined([Sql(f" FROM {table} CROSS JOIN search_indexedtext d ON d.id = {table}.rowid WHERE "), found], "")
    return Source((), text, _bm25(table, WEIGHTS) if ranked else "", f"ORDER BY {table}.rowid DESC")


def _bm25(table: str, weights: Sequence[float]) -> str:
    return f"bm25({table}, {', '.join(map(str, weights))})"


def _matched(plan: Plan, partition: str, expression: str) -> Sql:
    """The condition on a row of the words of a partition: the expression, and nothing that is not wanted."""
    table = words_table(partition)
    found = Sql(f"{table} MATCH %s", [expression])
    if not plan.unwanted:
        return found
    without = Sql(
        f"{table}.rowid NOT IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)", [match.unwanted(plan.unwanted)]
    )
    return joined([found, without], " AND ")


def _of_parts(plan: Plan, partition: str, *, alone: bool) -> Source:
    """The rows that hold enough of the parts; what a row is worth is the sum over those it holds.

    Where nothing was found before, one part may be enough, and a weighty part always is. A part that very many rows
    hold tells nothing, and is left out as if it were a stop-word. Always ranked: every order shows the same texts.
    """
    asked = parts_of(plan)
    part, held = f"part_{partition}", f"held_{partition}"
    found = joined(list(_each_part(plan, partition, asked)), " UNION ALL ")
    summed = f"SELECT id, SUM(score) AS score, COUNT(*) AS held FROM {part} GROUP BY id"
    half = enough_parts(len(asked))
    enough = Sql("h.held >= %s", [half if alone else max(2, half)])
    if alone:
        enough = joined([Sql("("), enough, Sql(f" OR h.score <= {WEIGHTY} * (SELECT MIN(score) FROM {held}))")], "")
    text = joined([Sql(f" FROM {held} h CROSS JOIN search_indexedtext d ON d.id = h.id WHERE "), enough], "")
    tables = (
        Sql(f"{part} AS MATERIALIZED ({found.text})", found.parameters),
        Sql(f"{held} AS MATERIALIZED ({summed})"),
    )
    return Source(tables, text, "h.score", "ORDER BY h.score")


def _each_part(plan: Plan, partition: str, asked: Sequence[str]) -> Iterator[Sql]:
    table = words_table(partition)
    small = f"(SELECT MAX(id) FROM search_indexedtext) <= {MOST}"
    for part in asked:
        few = f"(SELECT COUNT(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH %s LIMIT {MOST + 1})) <= {MOST}"
        found = _matched(plan, partition, part)
        # CROSS JOIN tells SQLite the order: where the first holds no row, the words are not looked up at all.
        yield Sql(
            f"SELECT {table}.rowid AS id, {_bm25(table, PART_WEIGHTS)} AS score"
            f" FROM (SELECT 1 WHERE {small} OR {few}) CROSS JOIN {table} WHERE {found.text}",
            [part, *found.parameters],
        )


def _everything(plan: Plan, partition: str) -> Source:
    text = Sql(" FROM search_indexedtext d WHERE d.partition = %s", [partition])
    if plan.unwanted:
        table = words_table(partition)
        without = f" AND d.id NOT IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)"
        text = joined([text, Sql(without, [match.unwanted(plan.unwanted)])], "")
    return Source((), text, "", f"ORDER BY {_WALKED.get(plan.order, 'd.day DESC')}")
