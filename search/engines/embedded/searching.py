"""Answering a plan: tier by tier until there is enough, then the counts, then one page of families."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from search.engines.base import Found as Answer
from search.engines.base import FoundText
from search.engines.embedded.counting import counted
from search.engines.embedded.families import Standing, standing
from search.engines.embedded.matching import ENOUGH, FAMILY, ID, MOST, OPEN, Row, matching, tiers
from search.engines.embedded.narrowing import Sql, placeholders
from search.engines.embedded.numerous import EXACTLY, best_of_many, can_be_ranked, families_up_to, how_many
from search.engines.embedded.rows import rows
from search.engines.embedded.sifting import SAMPLE, sifted
from search.query import Plan, Sort, Tier


@dataclass(frozen=True)
class _Gathered:
    """The rows of all tiers that were needed; those that pass every filter, with the number of their tier."""

    rows: list[Row]
    found: list[tuple[int, Row]]


def search(plan: Plan, partitions: Sequence[str]) -> Answer:
    """Answer a plan from these partitions: what the strictest tier finds, and as long as that is little the looser."""
    if not partitions or plan.is_unsearchable:
        return Answer()
    if how_many(plan, partitions, MOST) <= MOST:
        return _of_all(plan, partitions, _gathered(plan, partitions))
    if plan.has_filters:
        return _of_sifted(plan, partitions)
    families = families_up_to(plan, partitions)
    sampled = matching(plan, Tier.PHRASES, partitions, ranked=False, most=SAMPLE)
    return _of_very_many(plan, partitions, sampled, families)


def _of_sifted(plan: Plan, partitions: Sequence[str]) -> Answer:
    """The answer where many match and filters narrow: exact where few pass them, else as where nothing narrows."""
    told = sifted(plan, partitions)
    if told.is_sample:
        return replace(_of_very_many(plan, partitions, told.rows, told.families), is_floor=True)
    if told.families < ENOUGH and not told.is_floor:
        return _of_all(plan, partitions, _gathered(plan, partitions))
    passing = [(0, row) for row in told.rows if not row[OPEN]]
    return replace(_of_all(plan, partitions, _Gathered(told.rows, passing)), is_floor=told.is_floor)


def _gathered(plan: Plan, partitions: Sequence[str]) -> _Gathered:
    """The rows of tier after tier, each row once, until there are families enough."""
    told: dict[tuple[str, int], Row] = {}
    found: list[tuple[int, Row]] = []
    for number, tier in enumerate(tiers(plan)):
        for row in matching(plan, tier, partitions, alone=not found):
            if told.setdefault((row[OPEN], row[ID]), row) is row and not row[OPEN]:
                found.append((number, row))
        if len({row[FAMILY] for _tier, row in found}) >= ENOUGH:
            break
    return _Gathered(list(told.values()), found)


def _of_all(plan: Plan, partitions: Sequence[str], gathered: _Gathered) -> Answer:
    """The answer where every row that matches was read."""
    counts = counted(plan, gathered.rows, partitions)
    plan = _within(plan, counts.total)
    tried = tiers(plan)
    return Answer(
        hits=_texts(_on_page(standing(gathered.found, plan, tried), plan)),
        total=counts.total,
        facets=counts.facets,
        tier=tried[min((tier for tier, _row in gathered.found), default=0)],
        page=plan.page,
        reach=counts.total,
    )


def _of_very_many(plan: Plan, partitions: Sequence[str], sampled: Sequence[Row], families: int) -> Answer:
    """The answer where more match than anybody reads: counts of a sample, and the best as long as that can be told."""
    counts = counted(plan, sampled, partitions)
    by_relevance = plan.order is Sort.RELEVANCE
    is_ranked = by_relevance and can_be_ranked(plan, partitions)
    total = min(families, EXACTLY)
    reach = total if is_ranked else counts.total
    plan = _within(plan, reach)
    if is_ranked:
        page = best_of_many(plan, partitions)
    else:
        order = replace(plan, sort=Sort.NEWEST) if by_relevance else plan
        found = [(0, row) for row in sampled if not row[OPEN]]
        page = _on_page(standing(found, order, [Tier.PHRASES]), plan)
    return Answer(
        hits=_texts(page),
        total=total,
        facets=counts.facets,
        page=plan.page,
        reach=reach,
        is_floor=families > EXACTLY,
        sample=counts.total,
        is_ranked=is_ranked or not by_relevance,
    )


def _within(plan: Plan, families: int) -> Plan:
    """The plan on a page that exists: a page beyond the end is the last."""
    return replace(plan, page=min(plan.page, max(1, -(-families // plan.page_size))))


def _on_page(ordered: list[Standing], plan: Plan) -> list[Standing]:
    first = (plan.page - 1) * plan.page_size
    return ordered[first : first + plan.page_size]


def _texts(page: Sequence[Standing]) -> tuple[FoundText, ...]:
    """The texts of a page, in its order. Read last, so that no text is carried through the sorting."""
    if not page:
        return ()
    asked = [one.row for one in page]
    found = rows(
        Sql(
            "SELECT d.id, d.key, d.family, d.language, s.text FROM search_indexedtext d"
            f" JOIN search_showntext s ON s.row_id = d.id WHERE d.id IN ({placeholders(asked)})",
            [*asked],
        )
    )
    told = {row: text for row, *text in found}
    return tuple(
        FoundText(key, family, language, one.score, text, one.tier)
        for one in page
        if one.row in told
        for key, family, language, text in [told[one.row]]
    )
