"""Answering a plan: tier by tier until there is enough, then the counts, then one page of families."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from search.engines.base import Found as Answer
from search.engines.base import FoundText
from search.engines.counting import counted
from search.engines.embedded.gathering import Gathered, gathered
from search.engines.embedded.matching import matching, told_of
from search.engines.embedded.narrowing import Sql, placeholders
from search.engines.embedded.numerous import (
    EXACTLY,
    LIGHT,
    Matched,
    best_of_many,
    can_be_ranked,
    families_of,
    families_up_to,
    looked_up,
    weight_of,
)
from search.engines.embedded.rows import rows
from search.engines.embedded.sifting import SAMPLE, sifted
from search.engines.embedded.versions import versions_of
from search.engines.families import Standing, standing
from search.engines.found import FAMILY, Row, missed
from search.engines.tiers import ENOUGH
from search.query import Plan, Sort, Tier


def search(plan: Plan, partitions: Sequence[str]) -> Answer:
    """Answer a plan from these partitions: what the strictest tier finds, and as long as that is little the looser."""
    if not partitions or plan.is_unsearchable:
        return Answer()
    found = looked_up(plan, partitions)
    if found.is_read_whole:
        return _of_all(plan, found, gathered(plan, partitions, found))
    if plan.has_filters:
        return _of_sifted(plan, partitions, found)
    by_relevance = plan.order is Sort.RELEVANCE
    if by_relevance and weight_of(plan, found.lean) > LIGHT and not can_be_ranked(plan, partitions, found.lean):
        told, families = _newest(plan, partitions, found)
        return _of_newest(plan, found, told, families, is_floor=True, by_worth=False)
    families = families_up_to(plan, partitions, found.lean)
    is_ranked = by_relevance and can_be_ranked(plan, partitions, found.lean)
    # Of too many to rank, at least the newest stand in the order of their worth.
    sampled = matching(plan, Tier.PHRASES, partitions, lean=found.lean, ranked=not is_ranked, most=SAMPLE).rows
    if is_ranked:
        return _of_ranked(plan, found, sampled, families)
    return _of_newest(plan, found, sampled, families, is_floor=False, by_worth=True)


def _newest(plan: Plan, partitions: Sequence[str], found: Matched) -> tuple[list[Row], int]:
    """The newest of rows that take long to look for, and how many families were seen."""
    ids = [row for newest in found.newest.values() for row in newest]
    sample = [row for newest in found.newest.values() for row in newest[:SAMPLE]]
    return told_of(plan, sample, partitions), families_of(ids)


def _of_sifted(plan: Plan, partitions: Sequence[str], found: Matched) -> Answer:
    """The answer where many match and filters narrow: exact where few pass them, else of the newest."""
    told = sifted(plan, partitions, found)
    passing = [row for row in told.rows if not missed(row)]
    families = len({row[FAMILY] for row in passing})
    if families < ENOUGH and not told.is_floor:
        return _of_all(plan, found, gathered(plan, partitions, found, told.rows))
    if told.is_ranked:
        return _of_all(plan, found, Gathered([Tier.PHRASES], told.rows, [(0, row) for row in passing], told.is_floor))
    return _of_newest(plan, found, told.rows, families, is_floor=told.is_floor, by_worth=False)


def _of_all(plan: Plan, matched: Matched, told: Gathered) -> Answer:
    """The answer where every row was read that there is to tell of."""
    counts = counted(plan, told.rows, matched.partitions, versions_of)
    plan = _within(plan, counts.total)
    return Answer(
        hits=_texts(standing(told.found, plan, told.tried, matched.shares)),
        total=min(counts.total, EXACTLY),
        facets=counts.facets,
        tier=told.tried[min((tier for tier, _row in told.found), default=0)],
        page=plan.page,
        reach=counts.total,
        is_floor=told.is_floor or counts.total > EXACTLY,
    )


def _of_ranked(plan: Plan, matched: Matched, sampled: Sequence[Row], families: int) -> Answer:
    """The answer where more match than anybody reads: the best of all, and counts of a sample."""
    counts = counted(plan, sampled, matched.partitions, versions_of)
    total = min(families, EXACTLY)
    reach = min(total, SAMPLE)
    plan = _within(plan, reach)
    return Answer(
        hits=_texts(best_of_many(plan, matched)),
        total=total,
        facets=counts.facets,
        page=plan.page,
        reach=reach,
        is_floor=families > EXACTLY,
        sample=counts.total,
    )


def _of_newest(
    plan: Plan, matched: Matched, sampled: Sequence[Row], families: int, *, is_floor: bool, by_worth: bool
) -> Answer:
    """The answer where too many match to tell the best: of the newest, unless another order is wanted.

    ``by_worth`` says that it is known what these are worth.
    """
    counts = counted(plan, sampled, matched.partitions, versions_of)
    plan = _within(plan, counts.total)
    by_relevance = plan.order is Sort.RELEVANCE
    order = replace(plan, sort=Sort.NEWEST) if by_relevance and not by_worth else plan
    passing = [(0, row) for row in sampled if not missed(row)]
    return Answer(
        hits=_texts(standing(passing, order, [Tier.PHRASES], matched.shares)),
        total=min(families, EXACTLY),
        facets=counts.facets,
        page=plan.page,
        reach=counts.total,
        is_floor=is_floor or families > EXACTLY,
        sample=counts.total,
        is_ranked=not by_relevance,
    )


def _within(plan: Plan, families: int) -> Plan:
    """The plan on a page that exists: a page beyond the end is the last."""
    last = max(1, -(-families // plan.page_size))
    return plan if plan.page <= last else replace(plan, page=last)


def _texts(page: Sequence[Standing]) -> tuple[FoundText, ...]:
    """The texts of a page, in its order. Read last, so that no text is carried through the sorting."""
    if not page:
        return ()
    asked = [number for one in page for number in (one.row, one.page) if number]
    found = rows(
        Sql(
            "SELECT d.id, d.key, d.family, d.language, s.text FROM search_indexedtext d"
            f" JOIN search_showntext s ON s.row_id = d.id WHERE d.id IN ({placeholders(asked)})",
            [*asked],
        )
    )
    told = {row: text for row, *text in found}
    return tuple(
        FoundText(key, family, language, one.score, text, one.tier, told.get(one.page, ("",))[0], one.carrier)
        for one in page
        if one.row in told
        for key, family, language, text in [told[one.row]]
    )
