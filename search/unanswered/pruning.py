"""Forgetting questions, however often they were asked: what is needed shows itself again."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from search.unanswered.limits import CROWDED, MOST_ROWS
from search.unanswered.models import UnansweredQuestion


def prune() -> int:
    """Delete what was first asked too long ago; where rows are short, also what was asked but once. How many."""
    # Only the week is known, so a row goes once the first day of its week is that long ago: never a day too late.
    first_kept = timezone.localdate() - timedelta(days=settings.RETENTION["PORTAL_KEEP_SEARCHES"])
    deleted, _each = UnansweredQuestion.objects.filter(first_week__lte=first_kept).delete()
    room = int(MOST_ROWS * CROWDED)
    over = UnansweredQuestion.objects.count() - room
    if over > 0:
        oldest = UnansweredQuestion.objects.filter(times=1).order_by("last_week", "pk").values_list("pk", flat=True)
        given_up, _each = UnansweredQuestion.objects.filter(pk__in=list(oldest[:over])).delete()
        deleted += given_up
    return deleted
