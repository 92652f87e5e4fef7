"""How long it is kept who took what home, and why. The log has the acts besides."""

from __future__ import annotations

from django.db.models import Q

from dialogues.exporting.models import Export
from portal.retention import holds
from portal.retention.rows import Rows, register_rows


def register() -> None:
    """Join the table of what is kept for a time."""
    register_rows(
        "exports of spaces",
        period_setting="PORTAL_KEEP_FORMER_MEMBERSHIPS",
        rows=Rows(
            lambda before: Export.objects.filter(asked_at__lt=before),
            lambda: Q(asked_by__in=holds.held_numbers("members.user")),
        ),
        models=("exporting.Export", "exporting.ExportConsent"),
        what="they were asked for",
    )
