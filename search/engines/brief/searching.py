"""Answering a plan from brief texts: every word must be there; what has them in its title stands first."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from django.db import OperationalError, connection, transaction
from django.db.models import F, QuerySet

from portal.partitions import label_of
from search.engines.base import Found, FoundText
from search.engines.brief.narrowing import Filters, dated, readable, versions_of
from search.engines.brief.words import condition
from search.engines.counting import counted
from search.engines.families import standing
from search.engines.found import FAMILY, ID, LANGUAGE, Row, missed
from search.models import IndexedText, ShownText
from search.query import Plan, Sort, Tier
from search.query.filters import MARKING

logger = logging.getLogger("search")

#: Of more rows than these, the newest are told of: it stands in for another engine, and must not take long.
MOST = 2_000
#: Milliseconds to look through all texts, and how many of the newest are looked through where that is not enough.
PATIENCE_MS, LOOKED_AT = 500, 20_000
#: What has no day comes last, on either database.
_NEWEST = F("day").desc(nulls_last=True)


def search(plan: Plan, partitions: Sequence[str]) -> Found:
    """What these partitions hold of a plan."""
    if not partitions or plan.is_unsearchable:
        return Found()
    texts, is_floor = _matching(plan, partitions)
    found = _rows(texts[:MOST], plan, partitions)
    counts = counted(plan, found, partitions, versions_of)
    plan = replace(plan, page=min(plan.page, max(1, -(-counts.total // plan.page_size))))
    passing = [(0, row) for row in found if not missed(row)]
    page = standing(passing, plan, [Tier.WORDS], dict.fromkeys(partitions, 1.0))
    told = {row[ID]: row for _tier, row in passing}
    keys = {text.pk: text.key for text in texts}
    shown = dict(ShownText.objects.filter(pk__in=[one.row for one in page]).values_list("pk", "text"))
    return Found(
        hits=tuple(
            FoundText(
                keys[one.row],
                told[one.row][FAMILY],
                told[one.row][LANGUAGE],
                one.score,
                shown.get(one.row, ""),
                Tier.WORDS,
            )
            for one in page
        ),
        total=counts.total,
        facets=counts.facets,
        tier=Tier.WORDS if plan.wanted else Tier.PHRASES,
        page=plan.page,
        reach=counts.total,
        is_floor=is_floor,
        sample=counts.total if is_floor else 0,
        is_ranked=not is_floor or plan.order is not Sort.RELEVANCE,
    )


def _matching(plan: Plan, partitions: Sequence[str]) -> tuple[list[IndexedText], bool]:
    """The newest texts that match, and whether there may be more.

    Every text may have to be read for a rare word. Where that takes too long, the newest alone are looked through.
    """
    readers = dated(plan, readable(partitions))
    matching = readers.filter(condition(plan)).order_by(_NEWEST, "-pk")
    try:
        texts = _in_time(matching[: MOST + 1])
        return texts, len(texts) > MOST
    except OperationalError:
        newest = IndexedText.objects.filter(partition__in=partitions).order_by(_NEWEST).values("pk")[:LOOKED_AT]
    try:
        texts = _in_time(matching.filter(pk__in=newest)[:MOST])
    except OperationalError:
        # Even those take too long on this machine now: better nothing than a page that does not come.
        logger.warning("The texts that stand in for the search engine could not be looked through in time")
        texts = []
    return texts, bool(texts)


def _in_time(texts: QuerySet[IndexedText]) -> list[IndexedText]:
    """These texts. Raises OperationalError where that takes too long."""
    with transaction.atomic():
        _be_patient(PATIENCE_MS)
        found = list(texts)
        _be_patient(0)
        return found


def _be_patient(milliseconds: int) -> None:
    """How long one statement of this transaction may take; 0 for as long as it takes. SQLite knows no such limit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(milliseconds)])


def _rows(texts: Sequence[IndexedText], plan: Plan, partitions: Sequence[str]) -> list[Row]:
    """The rows that pass every filter, or miss one."""
    filters = Filters(plan, {text.family for text in texts}, partitions)
    found = []
    for text in texts:
        missing = filters.missed(text)
        if len(missing) > 1:
            continue
        # Who may read one partition alone learns nothing of labels, not even that of what they read.
        codes = f"{text.codes}{MARKING}={label_of(text.partition).value}\n" if len(partitions) > 1 else text.codes
        worth: float | str = missing[0] if missing else _worth(text, plan)
        day = int(f"{text.day:%Y%m%d}") if text.day else 0
        found.append(
            (text.pk, text.family, text.language, text.partition, day, worth, codes, _sorted_by(text, plan.order))
        )
    return found


def _worth(text: IndexedText, plan: Plan) -> float:
    """Less than nothing for each word in the title: what is worth less stands first."""
    return -1.0 * sum(word.plain in text.sort_title for word in plan.words)


def _sorted_by(text: IndexedText, order: Sort) -> float | str | None:
    if order is Sort.TITLE:
        return text.sort_title
    return text.updated.timestamp() if text.updated and order in (Sort.UPDATED, Sort.NEWEST) else None
