"""Noting a change, in the transaction that makes it."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from search.outbox.models import Change, Kind
from search.outbox.waking import wake


def note(kind: Kind, key: str) -> Change:
    """Write down that something of this key changed, and see to it that a worker is woken once that stands."""
    with transaction.atomic():
        change = Change.objects.create(kind=kind, key=key, next_try=timezone.now())
        wake()
    return change


def note_many(changes: Collection[tuple[Kind, str]]) -> None:
    """The same for many at once, all in one transaction."""
    if not changes:
        return
    now = timezone.now()
    with transaction.atomic():
        Change.objects.bulk_create(Change(kind=kind, key=key, next_try=now) for kind, key in changes)
        wake()
