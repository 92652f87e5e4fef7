"""Who sends which rows: claiming some under a lease, and what becomes of each.

Every step is decided by one conditional UPDATE or DELETE, so it holds on SQLite and on PostgreSQL alike. Rows of a
worker that died are free again once its lease has run out.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from search.outbox.limits import BATCH, ENGINE_PAUSE, FAMILIES_AT_ONCE, FIRST_PAUSE, LEASE, MOST_TRIES, REASON_LENGTH
from search.outbox.models import Change, Kind

logger = logging.getLogger("search.outbox")

#: Texts before all: whoever publishes waits for them. Then what must go of files, and last what takes long.
_ORDER = (Kind.TEXT, Kind.FAMILY, Kind.VOLUME)
_TOGETHER = {Kind.TEXT: BATCH, Kind.FAMILY: FAMILIES_AT_ONCE, Kind.VOLUME: 1}


def due(now: datetime) -> QuerySet[Change]:
    """The rows whose time has come and that nobody holds."""
    return _free(now).filter(given_up__isnull=True, next_try__lte=now)


def _free(now: datetime) -> QuerySet[Change]:
    return Change.objects.filter(Q(held_until__isnull=True) | Q(held_until__lt=now))


@dataclass
class Claim:
    """Rows of one kind that one worker sends. Several rows of one key are one thing to do."""

    kind: Kind
    rows: list[Change]
    token: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def keys(self) -> list[str]:
        """Every key once, the longest waiting first."""
        return list(dict.fromkeys(row.key for row in self.rows))

    def renew(self) -> bool:
        """Hold the rows for one more lease; whether all of them were still held."""
        return self._held().update(held_until=timezone.now() + LEASE) == len(self.rows)

    def done(self, keys: Collection[str]) -> None:
        """These went through: their rows go, also those that were given up before, since the present state was sent."""
        if keys:
            self._held().filter(key__in=keys).delete()
            Change.objects.filter(kind=self.kind, key__in=keys, given_up__isnull=False, held_by="").delete()

    def reached(self, key: str, part: str) -> None:
        """So far a volume is done; the rest is for whoever takes it next."""
        self._held().filter(key=key).update(reached=part, next_try=timezone.now(), **_LET_GO)

    def let_go(self, keys: Collection[str]) -> None:
        """Not now: these are for whoever takes them next."""
        self._held().filter(key__in=keys).update(**_LET_GO)

    def put_off(self, reason: str) -> None:
        """The engine takes nothing just now: that is nobody's try."""
        again = timezone.now() + ENGINE_PAUSE
        self._held().update(next_try=again, reason=reason[:REASON_LENGTH], **_LET_GO)

    def refused(self, reasons: Mapping[str, str]) -> None:
        """The engine refuses these: each is tried again after a pause, and given up after so many tries."""
        for key, reason in reasons.items():
            rows = [row for row in self.rows if row.key == key]
            tries = max(row.attempts for row in rows) + 1
            told = {"attempts": tries, "reason": reason[:REASON_LENGTH], **_LET_GO}
            if tries < MOST_TRIES:
                self._held().filter(key=key).update(next_try=timezone.now() + FIRST_PAUSE * 2 ** (tries - 1), **told)
                continue
            with transaction.atomic():
                # One row is enough to tell of it, and the youngest tells whether it was tried since.
                self._held().filter(key=key).exclude(pk=rows[-1].pk).delete()
                self._held().filter(key=key).update(given_up=timezone.now(), **told)
            logger.error("The search engine refused %s %d times; it stands in the list of refused changes", key, tries)

    def _held(self) -> QuerySet[Change]:
        return Change.objects.filter(held_by=self.token)


_LET_GO = {"held_by": "", "held_until": None}


def take(most: int = BATCH) -> Claim | None:
    """The next rows to send, now held by a claim; None where nothing is due.

    Rows of volumes come one key at a time. Rows of the same keys that rest are taken along: it is their
    present state that is sent.
    """
    now = timezone.now()
    for kind in _ORDER:
        waiting = due(now).filter(kind=kind).order_by("next_try", "pk")
        if not waiting.exists():
            # Looking costs no write lock; on SQLite the transaction below does.
            continue
        claim = Claim(kind, [])
        with transaction.atomic():
            if connection.features.has_select_for_update_skip_locked:
                waiting = waiting.select_for_update(skip_locked=True)
            chosen = list(waiting[: min(most, _TOGETHER[kind])].values_list("pk", "key"))
            held = {"held_by": claim.token, "held_until": now + LEASE}
            taken = _free(now).filter(pk__in=[pk for pk, _key in chosen]).update(**held)
            if taken:
                _take_alike(kind, {key for _pk, key in chosen}, now, held)
        claim.rows = list(Change.objects.filter(held_by=claim.token).order_by("pk"))
        if claim.rows:
            return claim
    return None


def _take_alike(kind: Kind, keys: Collection[str], now: datetime, held: Mapping[str, Any]) -> None:
    """Hold the other rows of these keys, but not those that somebody is about to take: two would wait in a circle."""
    alike = _free(now).filter(kind=kind, key__in=keys, given_up__isnull=True).order_by("pk")
    if connection.features.has_select_for_update_skip_locked:
        alike = alike.select_for_update(skip_locked=True)
    _free(now).filter(pk__in=list(alike.values_list("pk", flat=True))).update(**held)
