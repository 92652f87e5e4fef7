"""Seeing to it that there is an index of this code's making: without one nothing can be written or found."""

from __future__ import annotations

import logging

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from portal.locks import alone
from search.engines import engine_named
from search.outbox.limits import CLOCK_SECONDS

logger = logging.getLogger("search.outbox")

_looked = False
_faults: frozenset[str] = frozenset()


def keep() -> None:
    """Have the index built if there is none as this code makes it. Each process looks until it has seen one, once.

    While a new release is rolled out, old workers run beside new ones: looking again and again, they would take turns
    in building what the others do not know.
    """
    global _looked
    engine = engine_named()
    if _looked or engine.is_transactional:
        return
    if not engine.within(CLOCK_SECONDS).is_current():
        have_built()
    _looked = True


def have_built() -> None:
    """Have the index built by a worker, unless one is at it."""
    from search.tasks import build_index

    enqueue_once(build_index)


def enqueue_once(task: Task[[], str]) -> None:
    """Enqueue a task unless it waits or runs already."""
    begun = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    with transaction.atomic():
        # Of two who look at the same moment the second sees what the first has written.
        alone(f"enqueue {task.module_path}")
        if not DBTaskResult.objects.filter(task_path=task.module_path, status__in=begun).exists():
            task.enqueue()


def tidy() -> None:
    """Have what was kept for a day after a rebuild taken away by a worker."""
    from search.tasks import tidy_index

    enqueue_once(tidy_index)


def watch() -> None:
    """Write into the log what is wrong with the engine, each fault once for as long as it lasts."""
    global _faults
    engine = engine_named()
    if engine.is_transactional:
        return
    faults = frozenset(engine.within(CLOCK_SECONDS).condition())
    for fault in sorted(faults - _faults):
        logger.error("%s", fault)
    for fault in sorted(_faults - faults):
        logger.warning("No longer: %s", fault)
    _faults = faults
