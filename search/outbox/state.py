"""How the outbox stands, in numbers, for figures and for pages of staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from search.outbox.models import Change, Comparison


@dataclass(frozen=True)
class State:
    """``waiting`` changes, the oldest for so many seconds; ``refused`` ones that were given up.

    ``drift`` is how many keys differed when index and database were last compared, at ``compared``; None before.
    """

    waiting: int
    oldest_seconds: float
    refused: int
    drift: int | None
    compared: datetime | None


def state() -> State:
    """How it stands now."""
    waiting = Change.objects.filter(given_up__isnull=True)
    oldest = waiting.order_by("created").values_list("created", flat=True).first()
    last = Comparison.objects.first()
    return State(
        waiting=waiting.count(),
        oldest_seconds=max(0.0, (timezone.now() - oldest).total_seconds()) if oldest else 0.0,
        refused=Change.objects.filter(given_up__isnull=False).count(),
        drift=last.keys if last else None,
        compared=last.at if last else None,
    )
