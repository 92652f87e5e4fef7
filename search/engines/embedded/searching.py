"""Answering a plan: the counts, then one page of families."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from search.engines.base import Found, FoundText
from search.engines.embedded.counting import Counted, counted, telling
from search.engines.embedded.matching import matching
from search.engines.embedded.narrowing import Sql, joined, narrowing, placeholders
from search.engines.embedded.rows import rows
from search.query import Plan, Sort, Tier

#: A text of this year is worth this much more than one of :data:`FRESH_FOR` years ago or older.
FRESHNESS = 0.15
FRESH_FOR = 20

_DAY = "COALESCE(d.issued, d.posted)"
_FRESH = f"COALESCE(MAX(0.0, 1 - ABS(%s - CAST({_DAY} AS INTEGER)) / {FRESH_FOR}.0), 0)"
_ORDERS = {
    Sort.RELEVANCE: "own DESC, place, day DESC, id DESC",
    Sort.NEWEST: "day DESC, updated DESC, id DESC",
    Sort.UPDATED: "updated DESC, id DESC",
    Sort.TITLE: "own DESC, sort_title, id",
}
# Scores of two partitions cannot be compared, because each has statistics of its own: texts are then placed within
# their partition, and the places are merged. Within one partition the score is the place.
_PLACE = "score"
_PLACE_IN_PARTITION = "ROW_NUMBER() OVER (PARTITION BY partition ORDER BY own DESC, score, id DESC)"


#: How rows of the page are told from rows to count.
_ON_PAGE = "#"


def search(plan: Plan, partitions: Sequence[str]) -> Found:
    """Answer a plan from these partitions, by the first tier that finds anything."""
    if not partitions or plan.is_unsearchable:
        return Found()
    tier, counts, page = _first_tier(plan, partitions)
    pages = max(1, -(-counts.total // plan.page_size))
    if plan.page > pages:
        plan = replace(plan, page=pages)
        page = _answered(plan, tier, partitions)[1]
    return Found(hits=_texts(page), total=counts.total, facets=counts.facets, tier=tier, page=plan.page)


def _first_tier(plan: Plan, partitions: Sequence[str]) -> tuple[Tier, Counted, dict[int, float]]:
    """The strictest tier that finds something, and what it finds; the loosest when none does."""
    tiers = tuple(Tier) if plan.wanted else (Tier.PHRASES,)
    for tier in tiers:
        counts, page = _answered(plan, tier, partitions)
        if counts.total:
            break
    return tier, counts, page


def _answered(plan: Plan, tier: Tier, partitions: Sequence[str]) -> tuple[Counted, dict[int, float]]:
    """The counts, and row number to score for one page of families, in its order.

    In one statement, because matching is most of the work where a concept brings its terms in thirteen languages.
    """
    matched = matching(plan, tier, partitions, ranked=plan.order is Sort.RELEVANCE)
    placed, on_page = _placing(plan, partitions), _on_page(plan)
    asked = joined([*telling(plan, partitions), on_page], " UNION ALL ")
    told: list[tuple[str, str, str, str]] = []
    page: list[tuple[str, int, float, int]] = []
    for row in rows(joined([matched, placed, asked], " ")):
        (page if row[0] == _ON_PAGE else told).append(row)  # type: ignore[arg-type]
    page.sort(key=lambda row: row[3])
    return counted(plan, told), {row: -score for _tag, row, score, _number in page}


def _placing(plan: Plan, partitions: Sequence[str]) -> Sql:
    """Each family's versions, the one in the reader's language or else the best numbered 1, as ``best``."""
    where = narrowing(plan, partitions)
    place = _PLACE_IN_PARTITION if plan.order is Sort.RELEVANCE and len(partitions) > 1 else _PLACE
    return Sql(
        f"""
        , fresh AS (
            SELECT d.id, d.family, d.partition, d.language = %s AS own, {_DAY} AS day, d.updated, d.sort_title,
                m.score * (1 + {FRESHNESS} * {_FRESH}) AS score
            FROM matched m JOIN search_indexedtext d ON d.id = m.id WHERE {where.text}
        ), placed AS (
            SELECT *, {place} AS place FROM fresh
        ), best AS (
            SELECT *, ROW_NUMBER() OVER (PARTITION BY family ORDER BY own DESC, place, id) AS version FROM placed
        )
        """,
        [plan.language, time.gmtime().tm_year, *where.parameters],
    )


def _on_page(plan: Plan) -> Sql:
    """One page of families: rows of the mark, row number, score, number on the page."""
    return Sql(
        f"""
        SELECT '{_ON_PAGE}', id, score, number FROM (
            SELECT id, score, ROW_NUMBER() OVER (ORDER BY {_ORDERS[plan.order]}) AS number
            FROM best WHERE version = 1 ORDER BY number LIMIT %s OFFSET %s
        )
        """,
        [plan.page_size, (plan.page - 1) * plan.page_size],
    )


def _texts(page: dict[int, float]) -> tuple[FoundText, ...]:
    """The texts of a page, in its order. Read last, so that no text is carried through the sorting."""
    if not page:
        return ()
    found = rows(
        Sql(
            f"SELECT id, key, family, language, text FROM search_indexedtext WHERE id IN ({placeholders(list(page))})",
            list(page),
        )
    )
    by_row = {row: FoundText(key, family, language, page[row], text) for row, key, family, language, text in found}
    return tuple(by_row[row] for row in page if row in by_row)
