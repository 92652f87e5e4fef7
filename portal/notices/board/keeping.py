"""How long notices are kept."""

from __future__ import annotations

from django.db.models import Q

from portal.notices.board.models import Notice
from portal.retention import holds
from portal.retention.rows import Rows, register_rows


def register() -> None:
    """Join the table of what is kept for a time."""
    register_rows(
        "notices",
        period_setting="PORTAL_KEEP_NOTICES",
        rows=Rows(
            lambda before: Notice.objects.filter(made_at__lt=before),
            lambda: Q(user__in=holds.held_numbers("members.user")),
        ),
        models=("board.Notice",),
        what="they were made",
    )
