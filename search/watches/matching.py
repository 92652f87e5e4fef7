"""What is new for a watch: first what arrived in its languages, then what of it the saved search finds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Exists, Min, OuterRef

from search.asking import Asked as Answered
from search.asking import ask
from search.concepts import expanded
from search.engines.base import Found
from search.outbox.models import Change
from search.partitions import PARTITIONS
from search.query import Plan, Tier
from search.query.addresses import on_page
from search.watches.limits import AT_ONCE, REACH
from search.watches.models import Arrival, Watch
from search.watches.questions import plan_of

#: What is found more loosely may be about something else: nobody is written to for it.
_STRICT = frozenset({Tier.PHRASES, Tier.WORDS})


class LaterError(Exception):
    """The engine does not answer, or does not know yet what it will be asked for."""


@dataclass(frozen=True)
class Reader:
    """What of a reader matters to what is found."""

    language: str
    partitions: frozenset[str]


@dataclass(frozen=True)
class Asked:
    """A question as it is asked of the engine."""

    question: str
    language: str
    partitions: frozenset[str]
    since: date | None


Known = dict[Asked, frozenset[str]]


def library(partitions: frozenset[str]) -> frozenset[str]:
    """Those of these partitions that the library is in: what is said in closed spaces is watched elsewhere."""
    return partitions & frozenset(PARTITIONS)


def arrived(watch: Watch, partitions: frozenset[str], until: datetime) -> list[Arrival]:
    """What came since the last look in the languages of a watch, newest first.

    A family of which its reader could read a version in one of them before is not new to them.
    """
    known = Arrival.objects.filter(partition__in=partitions, language__in=watch.languages)
    before = known.filter(family=OuterRef("family"), at__lte=watch.looked_at)
    since = known.filter(at__gt=watch.looked_at, at__lte=until)
    return list(since.filter(~Exists(before)).order_by("-at", "-pk"))


def matching(watch: Watch, reader: Reader, until: datetime, known: Known) -> list[Arrival]:
    """What of that the saved search of the watch finds. Raises LaterError while nobody can tell.

    ``known`` holds what was found in this round already, because many ask the same.
    """
    fresh = arrived(watch, reader.partitions, until)
    if not fresh or not watch.question:
        return fresh
    if Change.objects.filter(given_up__isnull=True, key__in=[one.key for one in fresh]).exists():
        raise LaterError
    # Another version of the family may hold the words, and have been posted long ago.
    families = Arrival.objects.filter(family__in={one.family for one in fresh})
    asked = Asked(watch.question, reader.language, reader.partitions, families.aggregate(since=Min("posted"))["since"])
    if asked not in known:
        known[asked] = _found(asked)
    return [one for one in fresh if one.family in known[asked]]


def _found(asked: Asked) -> frozenset[str]:
    """The families that a question finds among what was posted since a day; none where a filter of it is gone."""
    plan = plan_of(asked.question, asked.language, asked.partitions)
    if plan.ignored:
        return frozenset()
    plan = replace(expanded(plan), posted_from=asked.since, page_size=AT_ONCE)
    families: set[str] = set()
    for number in range(1, REACH // AT_ONCE + 1):
        found, answered = _page(plan, number, asked.partitions)
        if answered.is_fallback:
            raise LaterError
        families |= {hit.family for hit in found.hits if hit.tier in _STRICT}
        if found.page != number or number * AT_ONCE >= (found.reach or found.total):
            break
    return frozenset(families)


def _page(plan: Plan, number: int, partitions: frozenset[str]) -> tuple[Found, Answered]:
    return ask(lambda engine: engine.search(on_page(plan, number), partitions), plan)
