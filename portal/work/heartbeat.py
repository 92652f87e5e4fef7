"""Signs of life: each worker says every few seconds that it is there, so that ``/readyz`` can tell."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from portal.work.models import Worker


def beat(worker_id: str) -> None:
    """Say that this worker lives."""
    Worker.objects.update_or_create(id=worker_id, defaults={"seen_at": timezone.now()})


def leave(worker_id: str) -> None:
    """Say that this worker has stopped."""
    Worker.objects.filter(id=worker_id).delete()


def worker_seen_within(span: timedelta) -> bool:
    """Whether any worker has given a sign of life in the last ``span``."""
    return Worker.objects.filter(seen_at__gte=timezone.now() - span).exists()
