"""One reminder for moderators of what has waited for longer than a day."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from dialogues.moderation import telling
from dialogues.moderation.models import Case

#: How long a case may wait before somebody is reminded, and how often somebody looks.
WAITS_AT_MOST = timedelta(days=1)
LOOKS_EVERY = timedelta(minutes=15)


def remind() -> int:
    """Remind, of each case that has waited too long, once, those who may decide it; how many cases there were."""
    before = timezone.now() - WAITS_AT_MOST
    late = Case.objects.filter(settled_at__isnull=True, reminded_at__isnull=True, opened_at__lt=before)
    count = 0
    for case in late.select_related("post__thread__space").order_by("pk"):
        with transaction.atomic():
            # Whoever marks it tells of it, so that two workers do not.
            if late.filter(pk=case.pk).update(reminded_at=timezone.now()):
                telling.of_case(case)
                count += 1
    return count
