"""What comes round by itself: seats are asked for, unconfirmed ones close, and invitations that ran out."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from portal.members.acting import open_seats
from portal.members.actions import close_seat, expire_invitations, remind
from portal.members.models import Seat

#: How long after it was confirmed a seat closes, and how long after it was confirmed each reminder goes out.
CLOSES_AFTER = timedelta(days=365)
REMINDERS_AFTER = (timedelta(days=335), timedelta(days=350))
#: Between a reminder and what follows it, however late the reminder: a portal that stood still closes nothing at once.
PAUSE = timedelta(days=14)


def look_after_seats() -> None:
    """Remind whoever is to confirm a seat, and close what two reminders did not get confirmed; each by itself."""
    now = timezone.now()
    due = open_seats().filter(confirmed_at__lte=now - REMINDERS_AFTER[0]).order_by("confirmed_at", "pk")
    for pk in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            # Somebody may have confirmed it since.
            seat = open_seats().select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
            if seat is not None:
                _next_step(seat, now)


def look_after_invitations() -> None:
    """Close what ran out."""
    expire_invitations()


def _next_step(seat: Seat, now: datetime) -> None:
    rested = seat.reminded_at is None or seat.reminded_at + PAUSE <= now
    if seat.reminders < len(REMINDERS_AFTER):
        if rested and seat.confirmed_at + REMINDERS_AFTER[seat.reminders] <= now:
            remind(seat=seat, closes_on=_closing_day(seat, now))
    elif rested and seat.confirmed_at + CLOSES_AFTER <= now:
        close_seat(seat=seat, by=None)


def _closing_day(seat: Seat, now: datetime) -> date:
    """The first day on which it may close, were it not confirmed."""
    still_to_come = len(REMINDERS_AFTER) - seat.reminders
    return max(seat.confirmed_at + CLOSES_AFTER, now + PAUSE * still_to_come).date()
