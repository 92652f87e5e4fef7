"""The clock: periodic duties, each run once when it is due, however many workers there are.

A duty is claimed by one conditional UPDATE. The claim is a lease like that of a task, so that a long duty never runs
twice at once and that of a dead worker comes back within minutes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation

from portal.work.duties import RegisteredDuty, registered_duties
from portal.work.limits import DUTY_RETRY, LEASE, REASON_LENGTH
from portal.work.models import Duty

logger = logging.getLogger("portal.work")


def due(now: datetime) -> list[RegisteredDuty]:
    """The registered duties whose time has come and that nobody holds, the longest overdue first."""
    duties = registered_duties()
    rows = list(Duty.objects.filter(name__in=duties))
    if fresh := [Duty(name=name, next_run=now) for name in duties.keys() - {row.name for row in rows}]:
        Duty.objects.bulk_create(fresh, ignore_conflicts=True)
    waiting = [row for row in rows + fresh if row.next_run <= now and (not row.held_until or row.held_until < now)]
    return [duties[row.name] for row in sorted(waiting, key=lambda row: row.next_run)]


def claim(duty: RegisteredDuty, worker_id: str, lease: timedelta = LEASE) -> bool:
    """Whether this worker now holds the duty; of several that ask at the same moment exactly one does."""
    now = timezone.now()
    free = Q(held_until__isnull=True) | Q(held_until__lt=now)
    return bool(
        Duty.objects.filter(free, name=duty.name, next_run__lte=now).update(
            held_by=worker_id,
            held_until=now + lease,
            last_run=now,
            # Stands only if the worker dies: settling the duty writes the true one.
            next_run=now + min(duty.every, DUTY_RETRY),
        )
    )


def renew(name: str, worker_id: str, lease: timedelta = LEASE) -> None:
    """Hold a duty that this worker runs for one more lease."""
    Duty.objects.filter(name=name, held_by=worker_id).update(held_until=timezone.now() + lease)


def run_due(
    worker_id: str,
    lease: timedelta = LEASE,
    *,
    stopping: Callable[[], bool] = lambda: False,
    at: Callable[[str | None], None] = lambda name: None,
) -> int:
    """Run every duty that is due and that this worker could claim; how many.

    ``at`` is told the name of the duty that runs (None afterwards), for whoever renews the claim meanwhile.
    """
    count = 0
    for duty in due(timezone.now()):
        if stopping():
            break
        planned = Duty.objects.get(name=duty.name)
        if claim(duty, worker_id, lease):
            at(duty.name)
            try:
                _run(duty, worker_id, planned)
            finally:
                at(None)
            count += 1
    return count


def _run(duty: RegisteredDuty, worker_id: str, planned: Duty) -> None:
    """Run a claimed duty and settle it; what it raises is recorded, and told when it is new."""
    error = ""
    try:
        with translation.override(settings.LANGUAGE_CODE):
            duty.function()
    except Exception as raised:
        error = f"{type(raised).__name__}: {raised}"[:REASON_LENGTH]
        if error != planned.last_error:
            logger.exception("The duty %s failed and will be tried again when it is next due", duty.name)
    else:
        if planned.last_error:
            logger.warning("The duty %s works again", duty.name)
    now = timezone.now()
    following = planned.next_run + duty.every
    Duty.objects.filter(name=duty.name, held_by=worker_id).update(
        held_by="",
        held_until=None,
        last_error=error,
        # From the plan, so that a daily duty keeps its hour; from now where the plan has been missed.
        next_run=following if following > now else now + duty.every,
    )
