"""When the last backup was made, for the system page and for figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.timesince import timesince

from portal.backups.models import Backup
from portal.condition.parts import Fact, State
from portal.metrics import Figure

#: Backups are daily; one that is older than this was missed.
LATE = timedelta(hours=36)


def facts() -> Iterator[Fact]:
    """The part of the system page."""
    last = Backup.objects.first()
    if last is None:
        remedy = "Make one with manage.py backup, each day, onto another machine; docs/run.md says how."
        yield Fact("Last backup", "none known to the portal", State.LOOK, remedy)
        return
    now = timezone.now()
    is_late = now - last.made_at > LATE
    remedy = "Look why the daily backup is not made: its unit or service says." if is_late else ""
    yield Fact("Last backup", f"{timesince(last.made_at, now)} ago", State.LOOK if is_late else State.WELL, remedy)
    size = filesizeformat(last.size).replace("\xa0", " ")
    closed = "closed under a key" if last.is_closed else "readable by whoever has it"
    yield Fact("What it holds", f"{last.rows:,} rows and {last.files:,} files, {size}, {closed}; {last.seconds:.0f} s")


def figures() -> Iterator[Figure]:
    """The figures; none of them where there is no backup, so that a watch on the first notices."""
    last = Backup.objects.first()
    if last is not None:
        yield Figure("backup_timestamp_seconds", last.made_at.timestamp(), "When the last backup was made.")
        yield Figure("backup_seconds", last.seconds, "How long the last backup took.")
        yield Figure("backup_bytes", last.size, "How large the last backup is, before it was closed.")
