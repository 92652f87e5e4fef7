"""The rows a plan's words match, tier by tier: one statement a tier, which also tells what there is to count.

Words come first and rows are looked up for them, never the other way round. What a row says is read as a plain tuple:
there may be thousands.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from search.engines.embedded import match
from search.engines.embedded.matched import ALIKE, Matches, best_of_alike, each_row
from search.engines.embedded.narrowing import Sql, chosen, joined, missing_one, passing, readable
from search.engines.embedded.rows import rows
from search.engines.embedded.tables import PART_WEIGHTS, WEIGHTS, words_table
from search.engines.embedded.worth import worth
from search.engines.found import Row
from search.engines.tiers import MOST_NEAR, NEARLY, WEIGHTY, enough_parts
from search.partitions import PARTITION_OF
from search.query import Plan, Sort, Tier
from search.query.filters import MARKING

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


@dataclass(frozen=True)
class Source:
    """Where rows of one partition come from: tables made beforehand, FROM with its WHERE, the order to cut them off in.

    ``score`` is what a row's words are worth; empty where nobody asked for that.
    """

    tables: tuple[Sql, ...]
    text: Sql
    score: str
    order: str


def matching(
    plan: Plan,
    tier: Tier,
    partitions: Sequence[str],
    *,
    lean: bool,
    alone: bool = True,
    ranked: bool = True,
    most: int = MOST,
    besides: Collection[int] = (),
    one_page: bool = False,
) -> Matches:
    """The rows that match by one tier and miss one filter at most; of each partition one more than ``most`` at most.

    ``lean`` says that there are very many texts, ``alone`` that no stricter tier found anything, ``ranked`` that what
    the words are worth is asked for. Rows ``besides`` which others are sought need not be told again. ``one_page``
    tells of the pages of a file the best alone, which costs a second look at each row.
    """
    ranked = ranked and plan.order is Sort.RELEVANCE
    sources = [
        source_of(plan, tier, partition, lean=lean, alone=alone, ranked=ranked, besides=besides)
        for partition in partitions
    ]
    tables = [table for source in sources for table in source.tables]
    if not one_page or is_compared_by_row(plan):
        return each_row(
            [limited(asked(plan, source, partitions), source.order, most + 1) for source in sources], tables
        )
    briefly = [asked(plan, source, partitions, briefly=True) for source in sources]
    arms = [limited(select, source.order, most + 1) for select, source in zip(briefly, sources, strict=True)]
    return best_of_alike(arms, tables, _columns(plan, partitions, "best.worth"), ranked=ranked or tier is Tier.PARTS)


def is_compared_by_row(plan: Plan) -> bool:
    """Whether a row may stand elsewhere by a looser tier than by a stricter one: so it is with sentences."""
    return plan.is_sentence


def told_of(plan: Plan, ids: Sequence[int], partitions: Sequence[str]) -> list[Row]:
    """These rows, the newest first, as :func:`matching` tells of them where nobody asks what their words are worth."""
    # CROSS JOIN tells SQLite the order, or it walks through the whole partition.
    from_ids = " FROM json_each(%s) j CROSS JOIN search_indexedtext d ON d.id = j.value WHERE 1"
    text = Sql(from_ids, [json.dumps([*ids])])
    select = asked(plan, Source((), text, "", ""), partitions)
    return rows(Sql(f"{select.text} ORDER BY d.id DESC", select.parameters))


def limited(select: Sql, order: str, most: int) -> Sql:
    """A SELECT that may stand among others and answers at most so many rows."""
    return Sql(f"SELECT * FROM ({select.text} {order} LIMIT {most})", select.parameters)


def asked(plan: Plan, source: Source, partitions: Sequence[str], *, briefly: bool = False) -> Sql:
    """The rows of a source that the reader may read and that miss one filter at most, each looked at once.

    ``briefly`` tells of each only its number, what it is alike by, and its worth.
    """
    facets = chosen(plan, partitions)
    conditions = [readable(plan, partitions), *([missing_one(facets)] if len(facets) > 1 else [])]
    where = joined(conditions, " AND ")
    value = passing(facets, worth(source.score, plan) if source.score else Sql("0.0"))
    said = f"d.id, {ALIKE}, {value.text}" if briefly else _columns(plan, partitions, value.text)
    return joined([Sql(f"SELECT {said}", value.parameters), source.text, Sql(" AND "), where], "")


def _columns(plan: Plan, partitions: Sequence[str], value: str) -> str:
    """What is read of a row ``d``; see :data:`search.engines.found.Row`."""
    # Who may read one partition alone learns nothing of labels, not even that of what they read.
    codes = _MARKED_CODES if len(partitions) > 1 else "d.codes"
    by = _SORTED_BY.get(plan.order, "NULL")
    return f"d.id, d.family, d.language, d.partition, {_DAY}, {value}, {codes}, {by}"


def source_of(
    plan: Plan,
    tier: Tier,
    partition: str,
    *,
    lean: bool,
    ranked: bool,
    alone: bool = True,
    besides: Collection[int] = (),
) -> Source:
    """Where the rows of a tier come from in one partition; without words, every row of it."""
    if not plan.wanted:
        return _everything(plan, partition)
    if tier is Tier.PARTS:
        # Scores of a sentence are compared with those of what is known.
        known = () if alone or plan.is_sentence else besides
        return _of_parts(plan, partition, alone=alone, besides=known)
    table = words_table(partition)
    found = matched(plan, partition, match.wanted(plan, tier, lean=lean, bare=lean and not ranked))
    if besides:
        found = joined([found, _not_among(besides, table)], " AND ")
    text = joined([Sql(f" FROM {table} CROSS JOIN search_indexedtext d ON d.id = {table}.rowid WHERE "), found], "")
    return Source((), text, _bm25(table, WEIGHTS) if ranked else "", f"ORDER BY {table}.rowid DESC")


def _not_among(besides: Collection[int], table: str) -> Sql:
    """The condition on a row of words that it is not known: to rank a single one, every phrase is looked for again."""
    return Sql(f"{table}.rowid NOT IN (SELECT value FROM json_each(%s))", [json.dumps([*besides])])


def _bm25(table: str, weights: Sequence[float]) -> str:
    return f"bm25({table}, {', '.join(map(str, weights))})"


def matched(plan: Plan, partition: str, expression: str) -> Sql:
    """The condition on a row of the words of a partition: the expression, and nothing that is not wanted."""
    table = words_table(partition)
    found = Sql(f"{table} MATCH %s", [expression])
    if not plan.unwanted:
        return found
    without = Sql(f"{table}.rowid NOT IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)", [match.unwanted(plan)])
    return joined([found, without], " AND ")


def _of_parts(plan: Plan, partition: str, *, alone: bool, besides: Collection[int]) -> Source:
    """The rows that hold enough of the parts; what a row is worth is the sum over those it holds.

    Where nothing was found before, one part may be enough, and a weighty part always is. A part that very many rows
    hold tells nothing, and is left out as if it were a stop-word. Always ranked: every order shows the same texts.
    """
    asked = match.parts(plan)
    part, held = f"part_{partition}", f"held_{partition}"
    found = joined(list(_each_part(plan, partition, asked, besides)), " UNION ALL ")
    summed = f"SELECT id, SUM(score) AS score, COUNT(DISTINCT part) AS held FROM {part} GROUP BY id"
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


def _each_part(plan: Plan, partition: str, asked: Sequence[str], besides: Collection[int]) -> Iterator[Sql]:
    table = words_table(partition)
    small = f"(SELECT MAX(id) FROM search_indexedtext) <= {MOST}"
    near = match.near(plan)
    told = [(number, part, 1.0, MOST) for number, part in enumerate(asked)]
    told += [(number, near[part], NEARLY, MOST_NEAR) for number, part in enumerate(asked) if part in near]
    for number, part, times, most in told:
        few = f"(SELECT COUNT(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH %s LIMIT {most + 1})) <= {most}"
        found = matched(plan, partition, part)
        if besides:
            found = joined([found, _not_among(besides, table)], " AND ")
        # CROSS JOIN tells SQLite the order: where the first holds no row, the words are not looked up at all.
        yield Sql(
            f"SELECT {number} AS part, {table}.rowid AS id, {times} * {_bm25(table, PART_WEIGHTS)} AS score"
            f" FROM (SELECT 1 WHERE {small} OR {few}) CROSS JOIN {table} WHERE {found.text}",
            [part, *found.parameters],
        )


def _everything(plan: Plan, partition: str) -> Source:
    text = Sql(" FROM search_indexedtext d WHERE d.partition = %s", [partition])
    if plan.unwanted:
        table = words_table(partition)
        without = f" AND d.id NOT IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)"
        text = joined([text, Sql(without, [match.unwanted(plan)])], "")
    return Source((), text, "", f"ORDER BY {_WALKED.get(plan.order, 'd.day DESC')}")
