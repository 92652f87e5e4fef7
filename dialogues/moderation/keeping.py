"""How long cases that were settled are kept, with what was sealed in them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from dialogues.moderation.models import Case
from portal.retention import holds
from portal.retention.rows import Rows, register_rows


def register() -> None:
    """Join the table of what is kept for a time."""
    register_rows(
        "cases of moderation",
        period_setting="PORTAL_KEEP_MODERATION",
        rows=Rows(_settled, _of_held_people),
        models=(
            "moderation.Case",
            "moderation.Flag",
            "moderation.Decision",
            "moderation.Sealed",
            "moderation.Unsealing",
        ),
        what="they were settled",
    )


def _settled(before: datetime) -> QuerySet[Case]:
    """Cases settled long ago against which no appeal is newer; posts stay as they were decided."""
    going_on = Case.objects.filter(settled_at__isnull=True)
    old = Case.objects.filter(settled_at__lt=before).exclude(decisions__decided_at__gte=before)
    return old.exclude(decisions__appeals__in=going_on)


def _of_held_people() -> Q:
    return Q(flags__user__in=holds.held_numbers("members.user"))
