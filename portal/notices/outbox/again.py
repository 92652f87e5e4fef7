"""Sending again what was given up, once somebody has seen why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.audit import log
from portal.notices.models import Mail
from portal.notices.outbox.waking import wake


@transaction.atomic
def send_again(mails: Sequence[int] | None, *, by: Any) -> int:
    """Have these mails sent anew, or all that were given up; answers how many. The log says who did it."""
    given_up = Mail.objects.filter(given_up__isnull=False)
    if mails is not None:
        given_up = given_up.filter(pk__in=mails)
    count = given_up.update(
        given_up=None, attempts=0, next_try=timezone.now(), held_by="", held_until=None, handed_over_at=None, reason=""
    )
    if count:
        log.write("mails.send_again", by=by, on=("mails", "all" if mails is None else "some"), count=count)
        wake()
    return count
