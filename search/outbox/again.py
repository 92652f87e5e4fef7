"""Sending again what was given up, once somebody has seen why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.audit import log
from search.outbox.models import Change
from search.outbox.waking import wake


@transaction.atomic
def send_again(changes: Sequence[int] | None, *, by: Any) -> int:
    """Have these changes sent anew, or all that were given up; answers how many. The log says who did it."""
    given_up = Change.objects.filter(given_up__isnull=False)
    if changes is not None:
        given_up = given_up.filter(pk__in=changes)
    count = given_up.update(given_up=None, attempts=0, next_try=timezone.now(), held_by="", held_until=None)
    if count:
        log.write("outbox.send_again", by=by, on=("outbox", "all" if changes is None else "some"), count=count)
        wake()
    return count
