"""Answering a plan: the count, the page of families, the facets. Three statements once the tier is known."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from django.db import connection

from portal.indexing import FACETS
from search.engines.base import Found, FoundText
from search.engines.embedded.matching import matching
from search.engines.embedded.narrowing import Sql, joined, narrowing, placeholders
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


def search(plan: Plan, partitions: Sequence[str]) -> Found:
    """Answer a plan from these partitions, by the first tier that finds anything."""
    if not partitions or plan.is_unsearchable:
        return Found()
    tier, total = _first_tier(plan, partitions)
    pages = max(1, -(-total // plan.page_size))
    plan = replace(plan, page=min(plan.page, pages))
    hits = _hits(plan, tier, partitions) if total else ()
    return Found(hits=hits, total=total, facets=_facets(plan, tier, partitions), tier=tier, page=plan.page)


def _rows(statement: Sql) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.parameters)
        return list(cursor.fetchall())


def _first_tier(plan: Plan, partitions: Sequence[str]) -> tuple[Tier, int]:
    """The strictest tier that finds something, and how many families; the loosest when none does."""
    tiers = tuple(Tier) if plan.wanted else (Tier.PHRASES,)
    for tier in tiers:
        where = narrowing(plan, partitions)
        count = Sql(
            "SELECT COUNT(DISTINCT d.family) FROM matched m JOIN search_indexedtext d ON d.id = m.id"
            f" WHERE {where.text}",
            where.parameters,
        )
        total = _rows(joined([matching(plan, tier, partitions), count], " "))[0][0]
        if total:
            return tier, int(str(total))
    return tiers[-1], 0


def _hits(plan: Plan, tier: Tier, partitions: Sequence[str]) -> tuple[FoundText, ...]:
    """One page of families, each by its version in the reader's language or else by its best one.

    Scores of two partitions cannot be compared, because each has statistics of its own; so texts are placed within
    their partition and the places are merged.
    """
    where = narrowing(plan, partitions)
    order = _ORDERS[plan.order]
    year = time.gmtime().tm_year
    chosen = Sql(
        f"""
        , fresh AS (
            SELECT d.id, d.family, d.partition, d.language = %s AS own, {_DAY} AS day, d.updated, d.sort_title,
                m.score * (1 + {FRESHNESS} * {_FRESH}) AS score
            FROM matched m JOIN search_indexedtext d ON d.id = m.id WHERE {where.text}
        ), placed AS (
            SELECT *, ROW_NUMBER() OVER (PARTITION BY partition ORDER BY own DESC, score, id DESC) AS place FROM fresh
        ), best AS (
            SELECT *, ROW_NUMBER() OVER (PARTITION BY family ORDER BY own DESC, place, id) AS version FROM placed
        ), page AS (
            SELECT *, ROW_NUMBER() OVER (ORDER BY {order}) AS shown FROM best WHERE version = 1
            ORDER BY shown LIMIT %s OFFSET %s
        )
        SELECT d.key, d.family, d.language, page.score, d.text
        FROM page JOIN search_indexedtext d ON d.id = page.id ORDER BY page.shown
        """,
        [plan.language, year, *where.parameters, plan.page_size, (plan.page - 1) * plan.page_size],
    )
    found = _rows(joined([matching(plan, tier, partitions, ranked=plan.order is Sort.RELEVANCE), chosen], " "))
    return tuple(
        FoundText(str(key), str(family), str(language), -float(str(score or 0)), str(text))
        for key, family, language, score, text in found
    )


def _facets(plan: Plan, tier: Tier, partitions: Sequence[str]) -> dict[str, dict[str, int]]:
    """Families by code for every facet; what is chosen of a facet does not narrow its own counts."""
    chosen = [selection.facet for selection in plan.selections if selection.facet in FACETS]
    unchosen = [facet for facet in FACETS if facet not in chosen]
    counts = [_count_by_code(narrowing(plan, partitions), unchosen)] if unchosen else []
    counts += [_count_by_code(narrowing(plan, partitions, but=facet), [facet]) for facet in chosen]
    statement = joined([matching(plan, tier, partitions), joined(counts, " UNION ALL ")], " ")
    found: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for facet, code, families in _rows(statement):
        found[str(facet)][str(code)] = int(str(families))
    return found


def _count_by_code(where: Sql, facets: Sequence[str]) -> Sql:
    return Sql(
        "SELECT f.facet, f.code, COUNT(DISTINCT d.family) FROM matched m"
        " JOIN search_indexedtext d ON d.id = m.id JOIN search_indexedfacet f ON f.text_id = d.id"
        f" WHERE f.facet IN ({placeholders(facets)}) AND {where.text} GROUP BY f.facet, f.code",
        [*facets, *where.parameters],
    )
