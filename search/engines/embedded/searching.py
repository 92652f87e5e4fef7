"""Answering a plan: the counts, then one page of families."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from search.engines.base import Found, FoundText
from search.engines.embedded.counting import Counted, count
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


def search(plan: Plan, partitions: Sequence[str]) -> Found:
    """Answer a plan from these partitions, by the first tier that finds anything."""
    if not partitions or plan.is_unsearchable:
        return Found()
    tier, counted = _first_tier(plan, partitions)
    pages = max(1, -(-counted.total // plan.page_size))
    plan = replace(plan, page=min(plan.page, pages))
    hits = _texts(_page(plan, tier, partitions)) if counted.total else ()
    return Found(hits=hits, total=counted.total, facets=counted.facets, tier=tier, page=plan.page)


def _first_tier(plan: Plan, partitions: Sequence[str]) -> tuple[Tier, Counted]:
    """The strictest tier that finds something, and its counts; the loosest when none does."""
    tiers = tuple(Tier) if plan.wanted else (Tier.PHRASES,)
    for tier in tiers:
        counted = count(plan, tier, partitions)
        if counted.total:
            break
    return tier, counted


def _page(plan: Plan, tier: Tier, partitions: Sequence[str]) -> dict[int, float]:
    """Row number to score for one page of families, each by its version in the reader's language or else its best."""
    where = narrowing(plan, partitions)
    is_ranked = plan.order is Sort.RELEVANCE
    place = _PLACE_IN_PARTITION if is_ranked and len(partitions) > 1 else _PLACE
    chosen = Sql(
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
        SELECT id, score FROM best WHERE version = 1 ORDER BY {_ORDERS[plan.order]} LIMIT %s OFFSET %s
        """,
        [
            plan.language,
            time.gmtime().tm_year,
            *where.parameters,
            plan.page_size,
            (plan.page - 1) * plan.page_size,
        ],
    )
    found = rows(joined([matching(plan, tier, partitions, ranked=is_ranked), chosen], " "))
    return {row: -score for row, score in found}


def _texts(page: dict[int, float]) -> tuple[FoundText, ...]:
    """The texts of a page, in its order. Read last, so that no text is carried through the sorting."""
    found = rows(
        Sql(
            f"SELECT id, key, family, language, text FROM search_indexedtext WHERE id IN ({placeholders(list(page))})",
            list(page),
        )
    )
    by_row = {row: FoundText(key, family, language, page[row], text) for row, key, family, language, text in found}
    return tuple(by_row[row] for row in page if row in by_row)
