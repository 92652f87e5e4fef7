"""Opening seats, taking them, passing them on, and saying that they are still needed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit import log
from portal.members import carried, permissions, signals
from portal.members.acting import holder_of, holders_now
from portal.members.actions.holding import hold_body, hold_people, hold_seat, hold_seats
from portal.members.actions.leaving import leave
from portal.members.actions.refusals import refuse_if, require
from portal.members.models import Body, Delegation, Seat, SeatHolder, User


@transaction.atomic
def open_seat(
    *,
    body: Body,
    function: Mapping[str, str],
    by: Any,
    delegation: Delegation | None = None,
    is_focal_point: bool = False,
) -> Seat:
    """Open a seat. Focal points open ordinary seats of their body; delegations and focal points are for staff."""
    require(by, permissions.may_open_seat(by, body) if by else True)
    if delegation is not None or is_focal_point:
        require(by, permissions.is_for_staff(by, "add_seat") if by else True)
    body = hold_body(body)
    refuse_if(body.removed_at is not None, _("This body has been removed: it takes no seats any more."))
    refuse_if(not any(function.values()), _("Say what the seat is for."))
    seat = Seat.objects.create(body=body, function=dict(function), delegation=delegation, is_focal_point=is_focal_point)
    log.write("members.seat.opened", by=by, on=seat, seat=seat.token, focal_point=is_focal_point)
    return seat


@transaction.atomic
def take_seat(*, seat: Seat, user: User, by: Any) -> SeatHolder:
    """Put a person who has an account into a vacant seat; by staff, or by whoever may invite into it."""
    require(by, permissions.may_invite(by, seat) if by else True)
    return seat_person(seat=seat, user=user, by=by)


def seat_person(*, seat: Seat, user: User, by: Any) -> SeatHolder:
    """The seat becomes this person's, with what it carries. Rights are asked by whoever calls, in a transaction."""
    seat = hold_seat(seat)
    user = hold_people(user.pk)[user.pk]
    gone = not seat.is_open or seat.body.removed_at is not None
    refuse_if(gone, _("This seat is closed."))
    refuse_if(holder_of(seat) is not None, _("Somebody holds this seat already."))
    refuse_if(not user.is_active, _("This account is closed."))
    holder = SeatHolder.objects.create(seat=seat, user=user)
    _confirmed_now(seat)
    # An invitation into a seat that is taken would lead nowhere.
    seat.invitations.filter(accepted_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())
    carried.hand_over(holder)
    log.write("members.seat.taken", by=by, on=seat, seat=seat.token, person=user.pk)
    signals.seat_taken.send(sender=SeatHolder, holder=holder, by=by)
    return holder


@transaction.atomic
def move(*, holder: SeatHolder, to: Seat, by: Any) -> SeatHolder:
    """Move a person to another, vacant seat: they lose what the one gave and find what the other carries.

    Their sessions go on, because what they may read is asked anew at each request.
    """
    require(by, permissions.may_move(by, holder, to) if by else True)
    refuse_if(holder.seat_id == to.pk, _("This person holds that seat already."))
    hold_seats(holder.seat_id, to.pk)
    left = leave(holder=holder, by=by, ends_sessions=False)
    taken = seat_person(seat=to, user=left.user, by=by)
    log.write("members.seat.moved", by=by, on=to, left=left.seat.token, seat=to.token, person=taken.user_id)
    signals.seat_moved.send(sender=SeatHolder, holder=taken, left=left, by=by)
    return taken


@transaction.atomic
def hand_over(*, holder: SeatHolder, to: User, by: Any) -> SeatHolder:
    """The holder, or who may end their time, gives the seat to another person who has an account, without a gap."""
    require(by, permissions.may_end(by, holder) if by else True)
    refuse_if(holder.user_id == to.pk, _("This person holds that seat already."))
    known = holders_now().filter(user=to).exists()
    refuse_if(by is not None and not known, _("Choose somebody who holds a seat here, or have them invited."))
    hold_seats(holder.seat_id)
    hold_people(holder.user_id, to.pk)
    left = leave(holder=holder, by=by)
    return seat_person(seat=left.seat, user=to, by=by)


@transaction.atomic
def confirm(*, seat: Seat, by: Any) -> Seat:
    """Say that the seat is still needed and its holder still right: the year begins anew."""
    require(by, permissions.may_confirm(by, seat) if by else True)
    seat = hold_seat(seat)
    refuse_if(not seat.is_open, _("This seat is closed."))
    _confirmed_now(seat)
    log.write("members.seat.confirmed", by=by, on=seat, seat=seat.token)
    return seat


@transaction.atomic
def remind(*, seat: Seat, closes_on: date) -> Seat:
    """Ask once more whether the seat is still needed; only the duty does."""
    seat = hold_seat(seat)
    seat.reminders += 1
    seat.reminded_at = timezone.now()
    seat.save(update_fields=["reminders", "reminded_at"])
    log.write("members.seat.reminded", by=None, on=seat, seat=seat.token, number=seat.reminders)
    signals.confirmation_wanted.send(sender=Seat, seat=seat, number=seat.reminders, closes_on=closes_on)
    return seat


def _confirmed_now(seat: Seat) -> None:
    seat.confirmed_at, seat.reminders, seat.reminded_at = timezone.now(), 0, None
    seat.save(update_fields=["confirmed_at", "reminders", "reminded_at"])
