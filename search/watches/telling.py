"""Telling: what is new is written down and the mail posted in one transaction, so that nobody is told twice or not.

The mail holds keys alone. What it says, and whether its reader may still read it, is asked when it is sent.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from portal import indexing
from portal.members.clock import clock_of
from portal.notices.outbox.writing import post
from search.watches.limits import MORNING, SETTLING, VISITORS_CLOCK
from search.watches.matching import Known, LaterError, matching
from search.watches.models import Arrival, Told, Watch, Watcher
from search.watches.queries import language_of, reader_of, viewer_of
from search.watches.words import Cadence

logger = logging.getLogger("search.watches")


@dataclass(frozen=True)
class Fresh:
    """What came for a watch since it last looked, until a moment."""

    watch: Watch
    until: datetime
    arrivals: list[Arrival]


def tell_all(now: datetime | None = None) -> int:
    """Look for what is new for everybody whose hour has come; how many mails were posted."""
    now = now or timezone.now()
    newest = Arrival.objects.filter(at__lte=now - SETTLING).aggregate(at=Max("at"))["at"]
    if newest is None:
        return 0
    known: Known = {}
    return sum(_told(number, now, newest, known) for number in list(_whose_hour_it_is(now, newest)))


def hour_of(watch: Watch, now: datetime) -> datetime:
    """The last moment at which this watch was to be told of what had come."""
    if watch.cadence == Cadence.AT_ONCE:
        return now
    user = watch.watcher.user
    here = now.astimezone(clock_of(user) if user else ZoneInfo(VISITORS_CLOCK))
    morning = here.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if morning > here:
        morning -= timedelta(days=1)
    if watch.cadence == Cadence.WEEKLY:
        morning -= timedelta(days=morning.weekday())
    return morning


def _until(watch: Watch, now: datetime) -> datetime | None:
    """Until when this watch looks now; None where it has looked so far already, or has not begun."""
    until = min(hour_of(watch, now), now - SETTLING)
    return until if watch.looked_at is not None and watch.looked_at < until else None


def _whose_hour_it_is(now: datetime, newest: datetime) -> Iterator[int]:
    """The watchers of whom a watch has not looked at what came before its hour."""
    waiting = Watch.objects.filter(begun_at__isnull=False, looked_at__lt=newest)
    seen = 0
    for watch in waiting.select_related("watcher__user").order_by("watcher", "pk").iterator(chunk_size=500):
        if watch.watcher_id != seen and _until(watch, now):
            seen = watch.watcher_id
            yield seen


def _told(number: int, now: datetime, newest: datetime, known: Known) -> int:
    """Tell one watcher, and write down how far each watch has looked; 1 where a mail was posted."""
    try:
        # The engine is asked outside the transaction: it may be far away, and nothing is held while it thinks.
        found = _found(number, now, newest, known)
        with transaction.atomic():
            watcher = Watcher.objects.select_for_update(of=("self",)).select_related("user").filter(pk=number).first()
            return _tell(watcher, found) if watcher else 0
    except LaterError:
        return 0
    except Exception as error:
        # Never what it said: it may quote a search. One reader's trouble is not that of the others.
        logger.error("A watcher could not be told: %s", type(error).__name__)
        return 0


def _found(number: int, now: datetime, newest: datetime, known: Known) -> list[Fresh]:
    """What each watch of a watcher finds now. Raises LaterError while nobody can tell."""
    watches = Watch.objects.filter(watcher=number, begun_at__isnull=False, looked_at__lt=newest)
    found = []
    for watch in watches.select_related("watcher__user"):
        until = _until(watch, now)
        if until is not None:
            found.append(Fresh(watch, until, matching(watch, reader_of(watch.watcher), until, known)))
    return found


def _tell(watcher: Watcher, found: Iterable[Fresh]) -> int:
    """Write down what was found, as far as nobody else told of it meanwhile; 1 where a mail was posted."""
    mail, language = secrets.token_hex(16), language_of(watcher)
    looked_at = dict(watcher.watches.filter(begun_at__isnull=False).values_list("pk", "looked_at"))
    still = [one for one in found if looked_at.get(one.watch.pk) == one.watch.looked_at]
    told: dict[str, Told] = {}
    for one in still:
        for new in _one_a_family(one.arrivals, language):
            told.setdefault(
                new.family,
                Told(watcher=watcher, watch=one.watch, family=new.family, key=new.key, mail=mail, at=new.at),
            )
    posted = _post(watcher, mail, told)
    for one in still:
        Watch.objects.filter(pk=one.watch.pk).update(looked_at=one.until)
    return posted


def _one_a_family(arrivals: Iterable[Arrival], language: str) -> Iterator[Arrival]:
    """Of each family the version in the reader's own language, else the newest."""
    kept: dict[str, Arrival] = {}
    for one in arrivals:
        if one.family not in kept or (one.language == language != kept[one.family].language):
            kept[one.family] = one
    yield from kept.values()


def _post(watcher: Watcher, mail: str, found: dict[str, Told]) -> int:
    """Write down what is told, as far as it is new and readable now, and have the mail sent; 1 where there is one."""
    if not found:
        return 0
    before = Q(watcher=watcher, family__in=list(found))
    for family in Told.objects.filter(before).values_list("family", flat=True):
        found.pop(family)
    readable = indexing.hits_for(viewer_of(watcher), [one.key for one in found.values()])
    rows = [one for one in found.values() if one.key in readable]
    if not rows:
        return 0
    Told.objects.bulk_create(rows)
    if watcher.user is not None:
        post("watches.new", to=watcher.user, mail=mail)
    else:
        post("watches.new", address=watcher.address, language=language_of(watcher), mail=mail)
    return 1
