"""The task of the daily round, and the duty that begins it."""

from __future__ import annotations

from django_tasks import task


@task()
def retention_round() -> str:
    """Go on with the round for a turn; what is left is a new task, so that other work is done in between."""
    from portal.retention.rounds import carry_on

    if carry_on():
        retention_round.enqueue()
        return "to be continued"
    return "done"


def start_round() -> None:
    """Have the round begun, unless one waits or runs already."""
    from django_tasks import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    unfinished = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    if not DBTaskResult.objects.filter(task_path=retention_round.module_path, status__in=unfinished).exists():
        retention_round.enqueue()
