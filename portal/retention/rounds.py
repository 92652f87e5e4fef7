"""The daily round: each kind has its turn, a batch a transaction, and is written down as it goes.

A round that was broken off anywhere goes on with the same moment it began with, so it ends as if nothing had happened.
What a batch did and the count of it stand or fall together. A kind that fails costs its own turn alone.
"""

from __future__ import annotations

import logging
import time
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.audit import log
from portal.retention.holds import wait_for_others
from portal.retention.models import Round
from portal.retention.registry import Action, Kind, kinds

logger = logging.getLogger("portal.retention")

#: The entry in the log, one a round.
ENTRY = "retention.round"
#: So many are settled in one transaction, with a pause after it in which others write.
BATCH = 200
PAUSE_SECONDS = 0.03
#: Seconds after which a task makes room for others and goes on later.
TURN = 20.0


def begin() -> Round:
    """The round that is under way, or a new one."""
    with transaction.atomic():
        wait_for_others()
        return Round.objects.filter(ended_at__isnull=True).order_by("pk").first() or Round.objects.create()


def carry_on(turn: float = TURN) -> bool:
    """Go on with the round for at most a turn; whether there is more to do."""
    until = time.monotonic() + turn
    current = begin()
    for kind in kinds():
        while kind.name not in current.settled:
            current = _step(current.pk, kind)
            if time.monotonic() > until:
                return True
            time.sleep(PAUSE_SECONDS)
    _end(current.pk)
    return False


def _step(number: int, kind: Kind) -> Round:
    """Settle one batch of a kind and write it down; the round as it stands then."""
    try:
        with transaction.atomic():
            current = _locked(number)
            if kind.name not in current.settled:
                _batch(current, kind)
                current.save()
            return current
    except Exception as error:
        # Never what it said: it may quote what was deleted.
        logger.error("Of what is kept for a time, %s failed: %s", kind.name, type(error).__name__)
        with transaction.atomic():
            current = _locked(number)
            current.failed[kind.name] = type(error).__name__
            current.settled.append(kind.name)
            current.save()
        return current


def _batch(current: Round, kind: Kind) -> None:
    before = kind.before(current.begun_at)
    if kind.action is Action.REVIEW:
        waiting = kind.count(before)
        if waiting:
            current.review[kind.name] = waiting
        current.settled.append(kind.name)
        return
    done = kind.purge(before, BATCH)
    if done:
        current.done[kind.name] = current.done.get(kind.name, 0) + done
        return
    if held := kind.held(before):
        current.held[kind.name] = held
    current.settled.append(kind.name)


def _locked(number: int) -> Round:
    wait_for_others()
    return Round.objects.select_for_update().get(pk=number)


@transaction.atomic
def _end(number: int) -> None:
    """Write the one entry of the round; rounds before it are forgotten."""
    current = _locked(number)
    if current.ended_at is not None:
        return
    current.ended_at = timezone.now()
    current.save()
    told: dict[str, Any] = {name: getattr(current, name) for name in ("done", "held", "review")}
    log.write(ENTRY, by=None, on=("retention", "round"), **told, failed=sorted(current.failed))
    Round.objects.filter(pk__lt=current.pk).delete()
