"""How long drafts are kept that nobody has sent, and statements that nobody has released."""

from __future__ import annotations

from django.db.models import Q

from dialogues.threads.models import Draft, Statement
from portal.retention import holds
from portal.retention.rows import Rows, register_rows


def register() -> None:
    """Join the table of what is kept for a time."""
    register_rows(
        "drafts of posts",
        period_setting="PORTAL_KEEP_DRAFTS",
        rows=Rows(
            lambda before: Draft.objects.filter(saved_at__lt=before),
            lambda: Q(user__in=holds.held_numbers("members.user")),
        ),
        models=("threads.Draft",),
        what="they were saved last",
    )
    register_rows(
        "statements that nobody released",
        period_setting="PORTAL_KEEP_DRAFTS",
        rows=Rows(
            lambda before: Statement.objects.filter(asked_at__lt=before),
            lambda: Q(user__in=holds.held_numbers("members.user")),
        ),
        models=("threads.Statement",),
        what="they were laid before the head",
    )
