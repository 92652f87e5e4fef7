"""What is told of every portal: versions, background work and the disk."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import django
import wagtail
from django.conf import settings
from django.db import connection
from django.db.models import Count, Min, Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.metrics.figures import Figure
from portal.metrics.tally import count
from portal.version import VERSION
from portal.work.limits import SILENCE
from portal.work.models import Duty, Hindrance, Worker


def database_version() -> str:
    """The name and version of the database server or library."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        return f"{connection.display_name} {str(cursor.fetchone()[0]).split()[0]}"


def versions() -> Iterator[Figure]:
    """One figure that is always 1 and carries the versions."""
    labels = {
        "version": VERSION,
        "python": platform.python_version(),
        "django": django.get_version(),
        "wagtail": wagtail.__version__,
        "database": database_version(),
    }
    yield Figure("info", 1, "The versions that run.", labels=labels)


def work() -> Iterator[Figure]:
    """Workers, tasks, duties and hindrances."""
    now = timezone.now()
    alive = Worker.objects.filter(seen_at__gte=now - SILENCE).count()
    yield Figure("workers", alive, "Workers that gave a sign of life in the last two minutes.")
    ended = Q(status__in=[TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED])
    counts = dict(DBTaskResult.objects.exclude(ended).order_by().values_list("status").annotate(Count("pk")))
    counts[TaskResultStatus.FAILED] = DBTaskResult.objects.failed().count()
    for status in (TaskResultStatus.READY, TaskResultStatus.RUNNING, TaskResultStatus.FAILED):
        figure = counts.get(status, 0)
        yield Figure("tasks", figure, "Tasks, by how they stand.", labels={"status": str(status.value).lower()})
    yield Figure("task_oldest_seconds", longest_wait(now), "How long the oldest task that is due has been waiting.")
    yield Figure("duties_failing", Duty.objects.exclude(last_error="").count(), "Duties whose last run failed.")
    overdue = Duty.objects.filter(next_run__lt=now).aggregate(first=Min("next_run"))["first"]
    late = (now - overdue).total_seconds() if overdue else 0
    yield Figure("duty_late_seconds", late, "How long ago a duty should have begun that has not.")
    yield Figure("hindrances", Hindrance.objects.count(), "Scheduled steps that something stands in the way of.")


def longest_wait(now: datetime) -> float:
    """Seconds since the oldest task that is due could have begun; 0 where none waits."""
    ready = DBTaskResult.objects.ready()
    # One without an hour of its own could begin when it was written; its hour stands at the end of time.
    told = ready.aggregate(written=Min("enqueued_at", filter=Q(run_after__gt=now)), due=Min("run_after"))
    since = min(moment for moment in (told["written"], told["due"], now) if moment)
    return float((now - since).total_seconds())


def disk() -> Iterator[Figure]:
    """The disk that holds the data folder of this machine."""
    usage = shutil.disk_usage(existing(Path(settings.DATA_DIR)))
    yield Figure("disk_free_bytes", usage.free, "Free space where the data folder lies.")
    yield Figure("disk_size_bytes", usage.total, "Size of the disk where the data folder lies.")


def existing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return folder if folder.exists() or folder == folder.parent else existing(folder.parent)


def page_failed(sender: object, **_told: object) -> None:
    """A receiver of Django's signal that a request ended in an error of ours."""
    count("errors_total", part="page")
