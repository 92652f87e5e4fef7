"""Naming a deputy for a while, and taking it back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit import log
from portal.members import permissions, signals
from portal.members.acting import holders_now
from portal.members.actions.holding import hold_people, hold_seat
from portal.members.actions.refusals import refuse_if, require
from portal.members.models import Deputy, Seat, User


@transaction.atomic
def name_deputy(*, seat: Seat, user: User, first_day: date, last_day: date, by: Any) -> Deputy:
    """Have a person act for a seat from one day to another, both included (UTC). They hold a seat of their own."""
    require(by, permissions.may_name_deputy(by, seat) if by else True)
    refuse_if(last_day < first_day, _("The last day lies before the first."))
    refuse_if(last_day < timezone.now().date(), _("The last day has passed already."))
    seat = hold_seat(seat)
    user = hold_people(user.pk)[user.pk]
    refuse_if(not holders_now().filter(user=user, user__is_active=True).exists(), _("A deputy holds a seat here."))
    refuse_if(holders_now().filter(user=user, seat=seat).exists(), _("This person holds the seat already."))
    overlapping = seat.deputies.filter(
        user=user, ended_at__isnull=True, first_day__lte=last_day, last_day__gte=first_day
    )
    refuse_if(overlapping.exists(), _("This person is deputy in these days already."))
    deputy = Deputy.objects.create(seat=seat, user=user, first_day=first_day, last_day=last_day, named_by=by)
    log.write(
        "members.deputy.named",
        by=by,
        on=seat,
        seat=seat.token,
        person=user.pk,
        first_day=first_day.isoformat(),
        last_day=last_day.isoformat(),
    )
    signals.deputy_named.send(sender=Deputy, deputy=deputy)
    return deputy


@transaction.atomic
def end_deputy(*, deputy: Deputy, by: Any) -> Deputy:
    """End it before its last day: by the holder, by the deputy, or by staff."""
    allowed = by is None or deputy.user_id == by.pk or permissions.may_name_deputy(by, deputy.seat)
    require(by, allowed)
    deputy = (
        Deputy.objects.select_for_update(of=("self",), no_key=True).select_related("seat", "user").get(pk=deputy.pk)
    )
    refuse_if(deputy.ended_at is not None, _("This has ended already."))
    deputy.ended_at = timezone.now()
    deputy.save(update_fields=["ended_at"])
    log.write("members.deputy.ended", by=by, on=deputy.seat, seat=deputy.seat.token, person=deputy.user_id)
    signals.deputy_ended.send(sender=Deputy, deputy=deputy)
    return deputy
