"""Forgetting what is finished: results of tasks after their keeping time, workers long silent."""

from __future__ import annotations

import time
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.work.limits import KEEP_WORKERS, PRUNE_BATCH, PRUNE_PAUSE_SECONDS
from portal.work.models import Worker


def prune(keep_successful: timedelta | None = None, keep_failed: timedelta | None = None) -> int:
    """Delete finished tasks past their keeping time, in short transactions with pauses; how many.

    Where nothing is said, that is what the settings say.
    """
    now = timezone.now()
    keep_successful = keep_successful if keep_successful is not None else _days("PORTAL_KEEP_TASKS")
    keep_failed = keep_failed if keep_failed is not None else _days("PORTAL_KEEP_FAILED_TASKS")
    old = DBTaskResult.objects.filter(
        Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - keep_successful)
        | Q(status=TaskResultStatus.FAILED, finished_at__lt=now - keep_failed)
    )
    deleted = 0
    while batch := list(old.order_by().values_list("pk", flat=True)[:PRUNE_BATCH]):
        DBTaskResult.objects.filter(pk__in=batch).delete()
        deleted += len(batch)
        time.sleep(PRUNE_PAUSE_SECONDS)
    Worker.objects.filter(seen_at__lt=now - KEEP_WORKERS).delete()
    return deleted


def _days(setting: str) -> timedelta:
    return timedelta(days=settings.RETENTION[setting])
