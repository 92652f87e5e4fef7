"""Reading the rows that statements match: one by one, or with the best page of a file for all that are alike.

Between two rows that Python reads from SQLite it waits for every other thread that computes in its process. A long file
may match by ten thousand pages, and readers are shown one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from search.documents import COMMON_LENGTH
from search.engines.embedded.narrowing import Sql, joined
from search.engines.embedded.rows import rows
from search.engines.found import ID, Row

#: What pages of a file have in common that differ in nothing but number, words and worth; nothing for a text.
ALIKE = f"CASE WHEN d.id < 0 THEN substr(d.fingerprint, 1, {COMMON_LENGTH}) || d.language END"
# Beside a single MIN or MAX, SQLite tells the other columns of the row that has it. What misses a filter names that
# where its worth would stand. Where nobody asked what pages are worth the first is told, which has the highest number
# below zero.
_BEST = (
    "best(id, worth, numbers, first) AS (SELECT id, worth, NULL, NULL FROM m WHERE alike IS NULL"
    " UNION ALL SELECT id, worth, json_group_array(id), {first} FROM m WHERE alike IS NOT NULL"
    " GROUP BY alike, CASE typeof(worth) WHEN 'text' THEN worth END)"
)


@dataclass(frozen=True)
class Matches:
    """Rows told, and the numbers of all that were matched, told or not."""

    rows: list[Row]
    numbers: list[int]


def each_row(arms: Sequence[Sql], tables: Sequence[Sql]) -> Matches:
    """The rows of some statements, made beforehand from ``tables``."""
    made = joined([Sql("WITH "), joined(tables, ", "), Sql(" ")], "") if tables else Sql("")
    found = rows(joined([made, joined(arms, " UNION ALL ")], ""))
    return Matches(found, [row[ID] for row in found])


def best_of_alike(arms: Sequence[Sql], tables: Sequence[Sql], told: str, *, ranked: bool) -> Matches:
    """The same of statements that tell the number of a row, what it is alike by (:data:`ALIKE`) and its worth, but the
    best of pages that are alike. ``told`` is what is read of the row ``d``, worth ``best.worth``;
    without ``ranked`` every row is worth the same.
    """
    matched = joined(arms, " UNION ALL ")
    made = [*tables, Sql(f"m(id, alike, worth) AS MATERIALIZED ({matched.text})", matched.parameters)]
    first = "MIN(worth)" if ranked else "MAX(id)"
    select = f" SELECT {told}, best.numbers FROM best CROSS JOIN search_indexedtext d ON d.id = best.id"
    found = rows(joined([Sql("WITH "), joined([*made, Sql(_BEST.format(first=first))], ", "), Sql(select)], ""))
    numbers = [number for *row, alike in found for number in (json.loads(alike) if alike else (row[ID],))]
    return Matches([tuple(row) for *row, _alike in found], numbers)
