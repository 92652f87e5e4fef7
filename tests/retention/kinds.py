"""Carrying out one row of the table, for the tests of whoever owns it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.retention.registry import kind_named
from portal.retention.rounds import BATCH


def purge(name: str) -> int:
    """What the daily round does to a kind, until nothing of it is left to do; how many that were."""
    kind = kind_named(name)
    assert kind is not None, name
    done = 0
    while True:
        with transaction.atomic():
            now_done = kind.purge(kind.before(timezone.now()), BATCH)
        if not now_done:
            return done
        done += now_done
