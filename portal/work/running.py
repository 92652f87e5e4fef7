"""Running one task and settling it: done, tried again after a pause, or given up and told.

What a task returns or raises counts only while its worker still holds the lease. A worker that was taken for dead
(stopped by its host, say) finds the lease gone and throws its result away, because another one runs the task now.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from traceback import format_exception
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone, translation
from django_tasks import TaskContext, TaskResultStatus
from django_tasks.signals import task_finished, task_started
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult

from portal.work.leases import surrender, take
from portal.work.limits import FIRST_PAUSE, LEASE, MAX_ATTEMPTS, PAUSE_GROWTH

logger = logging.getLogger("portal.work")


def run_waiting(worker_id: str = "here", limit: int = 1000) -> int:
    """Run what is ready, in this thread, until nothing is left or ``limit`` is reached; how many were run.

    For tests and scripts. Leases are not renewed meanwhile, so nothing here may take longer than one lease.
    """
    for done in range(limit):
        task = take(worker_id, LEASE)
        if task is None:
            return done
        run(task, worker_id)
    return limit


def run(task: DBTaskResult, worker_id: str) -> None:
    """Run a task that this worker has taken, and settle it. What the task raises is recorded, never passed on."""
    try:
        value = normalize_json(_call(task))
    except (Exception, SystemExit) as error:
        _failed(task, worker_id, error)
    else:
        _settle(
            task,
            worker_id,
            status=TaskResultStatus.SUCCESSFUL,
            finished_at=timezone.now(),
            return_value=value,
            exception_class_path="",
            traceback="",
        )


def pause_after(attempts: int) -> timedelta:
    """How long a task rests after so many failed attempts."""
    return FIRST_PAUSE * PAUSE_GROWTH ** (attempts - 1)


def _call(task: DBTaskResult) -> Any:
    """What the task's function returns; always in the portal's own language, whatever ran before."""
    result: Any = task.task_result
    task_started.send(sender=type(result.task.get_backend()), task_result=result)
    context = (TaskContext(task_result=result),) if result.task.takes_context else ()
    with translation.override(settings.LANGUAGE_CODE):
        return result.task.call(*context, *result.args, **result.kwargs)


def _failed(task: DBTaskResult, worker_id: str, error: BaseException) -> None:
    """Send the task back for another attempt after a pause, or give it up."""
    attempts = len(task.worker_ids)
    # What a task is about may be deleted before it runs. That is nobody's fault, and trying again cannot help.
    gone = isinstance(error, ObjectDoesNotExist)
    reason = {
        "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
        "traceback": "".join(format_exception(error)),
        "return_value": None,
    }
    if not gone and attempts < MAX_ATTEMPTS:
        pause = pause_after(attempts)
        if _settle(task, worker_id, status=TaskResultStatus.READY, run_after=timezone.now() + pause, **reason):
            name, again = type(error).__name__, pause.total_seconds()
            message = "%s (%s): attempt %d of %d raised %s, again in %d s"
            logger.warning(message, task.task_path, task.pk, attempts, MAX_ATTEMPTS, name, again)
        return
    if not _settle(task, worker_id, status=TaskResultStatus.FAILED, finished_at=timezone.now(), **reason):
        return
    if gone:
        logger.info("%s (%s): what it was about is gone", task.task_path, task.pk)
    else:
        # The message and the traceback stay in the row: they may quote what must not stand in a log.
        name = type(error).__name__
        logger.error("%s (%s): given up after attempt %d, which raised %s", task.task_path, task.pk, attempts, name)


def _settle(task: DBTaskResult, worker_id: str, **fields: Any) -> bool:
    """Write how the task went, if the lease is still this worker's; whether it was."""
    with transaction.atomic():
        held = surrender(worker_id, task.pk)
        if held:
            DBTaskResult.objects.filter(pk=task.pk).update(**fields)
    if not held:
        logger.warning("%s (%s): the lease was lost meanwhile, the result is thrown away", task.task_path, task.pk)
        return False
    if fields["status"] == TaskResultStatus.SUCCESSFUL:
        # Not sent for failures: the library's own receiver would put the traceback into the log.
        task.refresh_from_db()
        task_finished.send_robust(sender=type(task.task.get_backend()), task_result=task.task_result)
    return True
