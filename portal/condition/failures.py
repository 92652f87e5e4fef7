"""What background work has given up, and the way to have it done after all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.audit import log

_PLACE = re.compile(r'File "[^"]*?([^"/]+/[^"/]+\.py)", line (\d+)')


@dataclass(frozen=True)
class Failure:
    """Tasks of one kind that failed in one way.

    ``place`` is where in the code the last of them failed. What it said is not told: it may quote a text that whoever
    looks has no right to read; it stands in the row of the task.
    """

    task: str
    error: str
    times: int
    last: datetime
    place: str

    @property
    def name(self) -> str:
        """The task, as short as it is still clear."""
        return self.task.removeprefix("portal.")

    @property
    def kind(self) -> str:
        """The kind of error without its module."""
        return self.error.rpartition(".")[2] or "not known"


def failures() -> list[Failure]:
    """Everything that failed, those of the latest failure first."""
    groups = (
        DBTaskResult.objects.failed()
        .order_by()
        .values("task_path", "exception_class_path")
        .annotate(times=Count("pk"), last=Max("finished_at"))
    )
    return sorted((_failure(group) for group in groups), key=lambda failure: failure.last, reverse=True)


@transaction.atomic
def run_again(*, task: str, error: str, by: Any) -> int:
    """Give these failed tasks back to the workers as if they were new; answers how many. The log says who did it."""
    now = timezone.now()
    count = (
        DBTaskResult.objects.failed()
        .filter(task_path=task, exception_class_path=error)
        .update(
            status=TaskResultStatus.READY,
            run_after=now,
            started_at=None,
            finished_at=None,
            worker_ids=[],
            exception_class_path="",
            traceback="",
        )
    )
    if count:
        log.write("task.run_again", by=by, on=("task", task), count=count)
    return count


def _failure(group: Any) -> Failure:
    alike = DBTaskResult.objects.failed().filter(
        task_path=group["task_path"], exception_class_path=group["exception_class_path"]
    )
    latest = alike.order_by("-finished_at").values_list("traceback", flat=True).first() or ""
    places = _PLACE.findall(latest)
    return Failure(
        task=group["task_path"],
        error=group["exception_class_path"],
        times=group["times"],
        last=group["last"] or timezone.now(),
        place=f"{places[-1][0]}, line {places[-1][1]}" if places else "",
    )
