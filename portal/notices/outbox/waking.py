"""Waking a worker: a task written with the mail, and a look now and then for what nobody was woken for."""

from __future__ import annotations

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.notices.outbox import claiming


def wake() -> None:
    """Enqueue the task that sends, unless one waits already: a hundred mails need one."""
    from portal.notices.tasks import send_mails

    if not DBTaskResult.objects.ready().filter(task_path=send_mails.module_path).exists():
        send_mails.enqueue()


def sweep() -> None:
    """List what dead workers left, and wake a worker if anything is due, such as what rests no longer."""
    claiming.list_lost()
    if claiming.due(timezone.now()).exists():
        wake()
