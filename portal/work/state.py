"""How background work stands, in sentences for the person who runs the portal."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.work.duties import registered_duties
from portal.work.models import Duty, Hindrance, Worker


def failures() -> Iterator[str]:
    """What each failed task raised, the latest last. It may quote what a task was about: for a shell, not for a log."""
    for task in DBTaskResult.objects.failed().order_by("finished_at"):
        yield f"{task.finished_at:%Y-%m-%d %H:%M} {task.task_path} ({task.pk})\n{task.traceback}"


def sentences() -> Iterator[str]:
    """Workers, tasks, duties and hindrances, one line each; nothing of what any task was about."""
    now = timezone.now()
    workers = Worker.objects.order_by("started_at")
    if not workers:
        yield "No worker is running: start one with `manage.py work`."
    for worker in workers:
        yield f"Worker {worker.id}: seen {(now - worker.seen_at).total_seconds():.0f} s ago."
    tasks = DBTaskResult.objects
    counts = {status: tasks.filter(status=status).count() for status in TaskResultStatus.values}
    yield "Tasks: " + ", ".join(f"{count} {status.lower()}" for status, count in counts.items()) + "."
    for task in tasks.failed().order_by("-finished_at")[:10]:
        when = f"{task.finished_at:%Y-%m-%d %H:%M}"
        yield f"  failed {when}: {task.task_path} ({task.exception_class_path}), attempt {len(task.worker_ids)}"
    rows = {row.name: row for row in Duty.objects.all()}
    for duty in registered_duties().values():
        row = rows.get(duty.name)
        following = f"next {row.next_run:%Y-%m-%d %H:%M:%S}" if row else "never run yet"
        trouble = f", failing: {row.last_error}" if row and row.last_error else ""
        yield f"Duty {duty.name}, every {duty.every}: {following}{trouble}"
    for hindrance in Hindrance.objects.order_by("since"):
        yield f"Hindered since {hindrance.since:%Y-%m-%d %H:%M}: {hindrance.subject}: {hindrance.reason}"
