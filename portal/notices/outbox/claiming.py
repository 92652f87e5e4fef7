"""Who sends which mail: taking one under a lease, and what becomes of it.

Every step is decided by one conditional UPDATE or DELETE, so it holds on SQLite and on PostgreSQL alike. A mail that a
dead worker had taken is free again once its lease has run out, unless it was being handed to the mail server: then
nobody knows whether it left, and staff are asked rather than the recipient told twice.
"""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.metrics import count
from portal.notices.models import Mail
from portal.notices.outbox.limits import FIRST_PAUSE, LEASE, MOST_TRIES, PAUSE_GROWTH, REASON_LENGTH

logger = logging.getLogger("portal.notices")

#: What staff read of a mail whose worker died in the middle.
LOST = "The worker ended while it handed this mail over. It may have arrived: send it again only if it has not."

_LET_GO = {"held_by": "", "held_until": None, "handed_over_at": None}


def due(now: datetime) -> QuerySet[Mail]:
    """The mails whose time has come and that nobody holds."""
    return _free(now).filter(given_up__isnull=True, handed_over_at__isnull=True, next_try__lte=now)


def pause_after(tries: int) -> timedelta:
    """How long a mail rests after so many tries."""
    return FIRST_PAUSE * PAUSE_GROWTH ** (tries - 1)


def list_lost() -> int:
    """Give up what workers that died were handing over, for staff to decide; how many."""
    now = timezone.now()
    # The mark of the worker stays: one that was only slow, and did hand it over, takes it off the list.
    left = Mail.objects.filter(given_up__isnull=True, handed_over_at__isnull=False, held_until__lt=now)
    lost = left.update(given_up=now, reason=LOST)
    if lost:
        count("mails_total", lost, outcome="lost")
        logger.error("%d mails may or may not have left: a worker died over them", lost)
    return lost


@dataclass
class Claim:
    """A mail that one worker sends."""

    mail: Mail
    token: str

    def begin(self) -> bool:
        """Say that the mail server gets it now; whether it was still this worker's to hand over."""
        now = timezone.now()
        mine = self._held().filter(held_until__gt=now, handed_over_at__isnull=True)
        return bool(mine.update(handed_over_at=now, held_until=now + LEASE))

    def sent(self) -> None:
        """It has left: nothing of it is kept."""
        self._held().delete()
        count("mails_total", outcome="sent")

    def dropped(self) -> None:
        """It was not due any more."""
        self._held().delete()
        count("mails_total", outcome="dropped")

    def failed(self, reason: str) -> None:
        """It could not be written, or the mail server did not take it."""
        _count_try(self._held(), self.mail.attempts + 1, reason)

    def server_away(self, reason: str) -> None:
        """The mail server takes nothing: that is a try for everything that was due, not for one mail after another."""
        self._held().update(**_LET_GO)
        now = timezone.now()
        for tries in range(MOST_TRIES):
            _count_try(due(now).filter(attempts=tries), tries + 1, reason)

    def _held(self) -> QuerySet[Mail]:
        return Mail.objects.filter(pk=self.mail.pk, held_by=self.token)


def take() -> Claim | None:
    """The mail that has waited longest, now held; None where nothing is due."""
    now = timezone.now()
    waiting = due(now).order_by("next_try", "pk")
    if not waiting.exists():
        # Looking costs no write lock; on SQLite the transaction below does.
        return None
    token = secrets.token_hex(16)
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        first = waiting.values_list("pk", flat=True).first()
        taken = due(now).filter(pk=first).update(held_by=token, held_until=now + LEASE)
    found = Mail.objects.select_related("user").filter(held_by=token).first() if taken else None
    return Claim(found, token) if found else None


def _free(now: datetime) -> QuerySet[Mail]:
    return Mail.objects.filter(Q(held_until__isnull=True) | Q(held_until__lt=now))


def _count_try(mails: QuerySet[Mail], tries: int, reason: str) -> None:
    now = timezone.now()
    told = {"attempts": tries, "reason": reason[:REASON_LENGTH], **_LET_GO}
    if tries < MOST_TRIES:
        mails.update(next_try=now + pause_after(tries), **told)
    elif given_up := mails.update(given_up=now, **told):
        count("mails_total", given_up, outcome="given_up")
        logger.error("%d mails were given up after %d tries; they stand in the list of mails", given_up, tries)
