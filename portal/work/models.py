"""What background work remembers beside the task rows of django-tasks: workers, leases, duties and hindrances.

None of it is content, so Wagtail's index of references leaves it alone; otherwise each save would queue a task.
"""

from __future__ import annotations

from django.db import models
from django_tasks_db.models import DBTaskResult


class Worker(models.Model):
    """A worker process, as long as it lives; ``seen_at`` is its heartbeat."""

    id = models.CharField(primary_key=True, max_length=64)
    started_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(db_index=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"worker {self.id}"


class Lease(models.Model):
    """The right of one worker to one running task, until ``expires_at``; whoever runs a task renews it."""

    task = models.OneToOneField(DBTaskResult, on_delete=models.CASCADE, primary_key=True, related_name="lease")
    worker_id = models.CharField(max_length=64)
    expires_at = models.DateTimeField(db_index=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"lease of worker {self.worker_id} until {self.expires_at:%Y-%m-%d %H:%M:%S}"


class Duty(models.Model):
    """A periodic duty: when it is due, how it went, and which worker is at it just now."""

    name = models.CharField(primary_key=True, max_length=100)
    next_run = models.DateTimeField()
    last_run = models.DateTimeField(null=True)
    last_error = models.TextField(default="")
    held_by = models.CharField(max_length=64, default="")
    held_until = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "duties"

    def __str__(self) -> str:
        return self.name


class Hindrance(models.Model):
    """Why a scheduled step could not be taken, so that it is told once and not each minute."""

    subject = models.CharField(primary_key=True, max_length=200)
    reason = models.TextField()
    since = models.DateTimeField(auto_now_add=True)
    next_try = models.DateTimeField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.subject}: {self.reason}"
