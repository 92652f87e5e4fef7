"""The rows a plan's words match, tier by tier: one statement a tier, which also tells what there is to count.

Words come first and rows are looked up for them, never the other way round. What a row says is read as a plain tuple:
there may be thousands.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from portal.partitions import label_of
from search.engines.embedded import match
from search.engines.embedded.loosest import of_parts
from search.engines.embedded.matched import ALIKE, Matches, best_of_alike, each_row
from search.engines.embedded.narrowing import Sql, chosen, joined, missing_one, passing, readable
from search.engines.embedded.rows import rows
from search.engines.embedded.source import MOST, Source, bm25, matched, not_among
from search.engines.embedded.tables import WEIGHTS, words_table
from search.engines.embedded.worth import worth
from search.engines.found import Row
from search.query import Plan, Sort, Tier
from search.query.filters import MARKING

# Days and moments as numbers: they are only sorted by.
_DAY = "COALESCE(CAST(replace(d.day, '-', '') AS INTEGER), 0)"
_UPDATED = "COALESCE(julianday(d.updated), 0)"
#: What a row is sorted by besides its worth and its day.
_SORTED_BY = {Sort.UPDATED: _UPDATED, Sort.NEWEST: _UPDATED, Sort.TITLE: "d.sort_title"}
# In the order of an index, so that the first are found without reading the rest.
_WALKED = {Sort.UPDATED: "d.updated DESC", Sort.TITLE: "d.sort_title"}


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
    texts: int = 0,
    one_page: bool = False,
) -> Matches:
    """The rows that match by one tier and miss one filter at most; of each partition one more than ``most`` at most.

    ``lean`` says that there are very many texts, ``alone`` that no stricter tier found anything, ``ranked`` that what
    the words are worth is asked for. Rows ``besides`` which others are sought need not be told again. ``one_page``
    tells of the pages of a file the best alone, which costs a second look at each row. ``texts`` is the number of all
    there are, pages of files counted in.
    """
    ranked = ranked and plan.order is Sort.RELEVANCE
    sources = [
        source_of(plan, tier, partition, lean=lean, alone=alone, ranked=ranked, besides=besides, texts=texts)
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
    codes = _marked_codes(partitions) if len(partitions) > 1 else "d.codes"
    by = _SORTED_BY.get(plan.order, "NULL")
    return f"d.id, d.family, d.language, d.partition, {_DAY}, {value}, {codes}, {by}"


def _marked_codes(partitions: Sequence[str]) -> str:
    labels = " ".join(f"WHEN '{each}' THEN '{label_of(each).value}'" for each in partitions)
    return f"d.codes || '{MARKING}=' || CASE d.partition {labels} END"


def source_of(
    plan: Plan,
    tier: Tier,
    partition: str,
    *,
    lean: bool,
    ranked: bool,
    alone: bool = True,
    besides: Collection[int] = (),
    texts: int = 0,
) -> Source:
    """Where the rows of a tier come from in one partition; without words, every row of it."""
    if not plan.wanted:
        return _everything(plan, partition)
    if tier is Tier.PARTS:
        # Scores of a sentence are compared with those of what is known.
        known = () if alone or plan.is_sentence else besides
        return of_parts(plan, partition, alone=alone, besides=known, texts=texts)
    table = words_table(partition)
    found = matched(plan, partition, match.wanted(plan, tier, lean=lean, bare=lean and not ranked))
    if besides:
        found = joined([found, not_among(besides, table)], " AND ")
    text = joined([Sql(f" FROM {table} CROSS JOIN search_indexedtext d ON d.id = {table}.rowid WHERE "), found], "")
    return Source((), text, bm25(table, WEIGHTS) if ranked else "", f"ORDER BY {table}.rowid DESC")


def _everything(plan: Plan, partition: str) -> Source:
    text = Sql(" FROM search_indexedtext d WHERE d.partition = %s", [partition])
    if plan.unwanted:
        table = words_table(partition)
        without = f" AND d.id NOT IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)"
        text = joined([text, Sql(without, [match.unwanted(plan)])], "")
    return Source((), text, "", f"ORDER BY {_WALKED.get(plan.order, 'd.day DESC')}")
