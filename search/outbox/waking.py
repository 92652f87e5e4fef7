"""Waking a worker: a task written with the change, and a look every few seconds for what nobody was woken for."""

from __future__ import annotations

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from search.engines import engine_named
from search.outbox import claiming


def wake() -> None:
    """Enqueue the task that sends, unless one waits already: a thousand changes need one.

    One that runs may be past the change that is being written, so only one that has not begun counts. What falls
    between (it begins and ends before this transaction does) is found by the sweep.
    """
    from search.tasks import send_changes

    if not DBTaskResult.objects.ready().filter(task_path=send_changes.module_path).exists():
        send_changes.enqueue()


def sweep() -> None:
    """Wake a worker if anything is due: what nobody was woken for, rests no longer, or was held by a dead worker."""
    if not engine_named().is_transactional and claiming.due(timezone.now()).exists():
        wake()
