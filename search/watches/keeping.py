"""How long watches that were never confirmed, and what people were told, are kept."""

from __future__ import annotations

from django.db.models import Q

from portal.retention import holds
from portal.retention.rows import Rows, register_rows
from search.watches.models import Told, Watch


def register() -> None:
    """Join the table of what is kept for a time."""
    register_rows(
        "watches nobody confirmed",
        period_setting="PORTAL_KEEP_UNCONFIRMED",
        rows=Rows(lambda before: Watch.objects.filter(begun_at__isnull=True, asked_at__lt=before), settle=_forget),
        models=["watches.Watch", "watches.Watcher"],
        what="they were asked for",
    )
    register_rows(
        "what watchers were told",
        period_setting="PORTAL_KEEP_TOLD",
        rows=Rows(lambda before: Told.objects.filter(at__lt=before), _to_held_people),
        models=["watches.Told"],
        what="the publication came",
    )


def _forget(watch: Watch) -> None:
    """Delete the watch, and with the last one the address."""
    watcher = watch.watcher
    watch.delete()
    if not watcher.watches.exists():
        watcher.delete()


def _to_held_people() -> Q:
    return Q(watcher__user__in=holds.held_numbers("members.user"))
