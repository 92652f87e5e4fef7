"""Who runs which task: taking one, renewing the right to it, giving it up, and returning the work of the dead.

Each step is decided by one conditional UPDATE, so it holds on SQLite and on PostgreSQL alike. Expiry is told by the
workers' clocks: machines that share a database must agree on the time to within a few seconds.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.work.limits import LEASE, MAX_ATTEMPTS
from portal.work.models import Lease

logger = logging.getLogger("portal.work")


class WorkerLostError(Exception):
    """The recorded reason of a task that took its worker down with it too often."""


def take(worker_id: str, lease: timedelta = LEASE) -> DBTaskResult | None:
    """The next task that is ready, now RUNNING under a lease of this worker; None when there is nothing to do."""
    ready = DBTaskResult.objects.ready()
    if not ready.exists():
        # Looking costs no write lock; on SQLite the transaction below does.
        return None
    with transaction.atomic():
        task = ready.get_locked()
        if task is None:
            return None
        claimed = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.READY).update(
            status=TaskResultStatus.RUNNING, started_at=timezone.now(), worker_ids=[*task.worker_ids, worker_id]
        )
        if not claimed:
            return None
        Lease.objects.update_or_create(
            task_id=task.pk, defaults={"worker_id": worker_id, "expires_at": timezone.now() + lease}
        )
    task.refresh_from_db()
    return task


def renew(worker_id: str, task_id: UUID, lease: timedelta = LEASE) -> bool:
    """Whether the lease was still this worker's, and now runs on from here."""
    expires_at = timezone.now() + lease
    return bool(Lease.objects.filter(task_id=task_id, worker_id=worker_id).update(expires_at=expires_at))


def surrender(worker_id: str, task_id: UUID) -> bool:
    """Whether the lease was still this worker's; it is gone now. Call it inside the transaction that settles the task.

    The UPDATE comes first because it is what decides: a reaper that comes at the same moment finds no row to take.
    """
    held = Lease.objects.filter(task_id=task_id, worker_id=worker_id).update(worker_id="")
    if held:
        Lease.objects.filter(task_id=task_id, worker_id="").delete()
    return bool(held)


def reap(lease: timedelta = LEASE) -> int:
    """Return every RUNNING task whose lease has run out or is missing; how many there were.

    A task begun ``MAX_ATTEMPTS`` times becomes FAILED instead, and the log says so.
    """
    returned = 0
    for expired in Lease.objects.filter(expires_at__lt=timezone.now()).order_by("expires_at"):
        with transaction.atomic():
            mine = Lease.objects.filter(
                task_id=expired.task_id, worker_id=expired.worker_id, expires_at=expired.expires_at
            ).update(worker_id="")
            if mine:
                Lease.objects.filter(task_id=expired.task_id, worker_id="").delete()
                returned += _return(DBTaskResult.objects.filter(pk=expired.task_id).first())
    # Left by something that keeps no leases; its own start is then the only sign of life there is.
    for orphan in DBTaskResult.objects.running().filter(lease__isnull=True, started_at__lt=timezone.now() - lease):
        returned += _return(orphan)
    return returned


def _return(task: DBTaskResult | None) -> int:
    """Put a task of a dead worker back, or give it up; 0 when somebody else has settled it meanwhile."""
    if task is None:
        return 0
    lost = DBTaskResult.objects.filter(
        pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at, lease__isnull=True
    )
    attempts = len(task.worker_ids)
    if attempts < MAX_ATTEMPTS:
        settled = lost.update(status=TaskResultStatus.READY)
        if settled:
            logger.warning("%s (%s): its worker died in attempt %d, returned", task.task_path, task.pk, attempts)
        return settled
    settled = lost.update(
        status=TaskResultStatus.FAILED,
        finished_at=timezone.now(),
        exception_class_path=f"{WorkerLostError.__module__}.{WorkerLostError.__qualname__}",
        traceback=f"The worker died in each of {attempts} attempts, or its lease ran out.",
    )
    if settled:
        logger.error("%s (%s): given up, its worker died in attempt %d", task.task_path, task.pk, attempts)
    return settled
