"""Leaving: a seat ends, an account closes, a body goes. What it gave is gone with the end of the transaction."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit import log
from portal.members import carried, permissions, signals
from portal.members.acting import holders_now
from portal.members.actions.holding import hold_administrators, hold_body, hold_people, hold_seat, hold_seats
from portal.members.actions.refusals import refuse_if, require
from portal.members.ending_sessions import end_sessions
from portal.members.models import Body, Deputy, Seat, SeatHolder, User


@transaction.atomic
def end_seat(*, holder: SeatHolder, by: Any) -> SeatHolder:
    """End somebody's time in a seat. Their sessions end, and the seat is vacant with all it carries."""
    require(by, permissions.may_end(by, holder) if by else True)
    left = leave(holder=holder, by=by)
    signals.seat_vacant.send(sender=Seat, seat=left.seat, by=by)
    return left


def leave(*, holder: SeatHolder, by: Any, ends_sessions: bool = True) -> SeatHolder:
    """One person leaves one seat. Rights are asked by whoever calls, in a transaction."""
    hold_people(holder.user_id)
    held = SeatHolder.objects.select_for_update(of=("self",), no_key=True).select_related("seat__body", "user")
    holder = held.get(pk=holder.pk)
    refuse_if(holder.until is not None, _("This person has left the seat already."))
    now = timezone.now()
    holder.until = max(now, holder.since)
    holder.save(update_fields=["until"])
    # Whom the holder trusted to act for them acts no longer; whom the next one trusts, they name.
    _end_deputies(seat=holder.seat_id)
    if not holders_now().filter(user=holder.user_id).exists():
        _end_deputies(user=holder.user_id)
    carried.drop(holder)
    if ends_sessions:
        end_sessions(holder.user)
    log.write("members.seat.left", by=by, on=holder.seat, seat=holder.seat.token, person=holder.user_id)
    signals.seat_left.send(sender=SeatHolder, holder=holder, by=by)
    return holder


@transaction.atomic
def close_seat(*, seat: Seat, by: Any) -> Seat:
    """Close a seat for good: its holder leaves, invitations into it are void. By staff or by the duty."""
    require(by, permissions.is_for_staff(by, "delete_seat") if by else True)
    return _close(seat, by)


@transaction.atomic
def close_account(*, user: User, by: Any) -> User:
    """Close an account: every seat, deputising, right and session of the person ends, and nobody signs in as them.

    The row stays, because it says who did what; what of it tells of the person is erased elsewhere.
    """
    own = by is not None and by.pk == user.pk
    require(by, own or permissions.is_for_staff(by, "change_user") if by else True)
    hold_administrators()
    user = hold_people(user.pk)[user.pk]
    closed = not user.is_active and not user.has_usable_password() and not holders_now().filter(user=user).exists()
    refuse_if(closed, _("This account is closed."))
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    last = user.is_superuser and not others.exists()
    refuse_if(last, _("This is the last administrator: name another one first."))
    for holder in holders_now().filter(user=user).select_related("seat"):
        left = leave(holder=holder, by=by)
        signals.seat_vacant.send(sender=Seat, seat=left.seat, by=by)
    _end_deputies(user=user.pk)
    user.refresh_from_db()
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "is_staff", "is_superuser", "password"])
    user.groups.clear()
    user.user_permissions.clear()
    end_sessions(user)
    log.write("members.account.closed", by=by, on=user)
    signals.account_closed.send(sender=User, user=user, by=by)
    return user


@transaction.atomic
def remove_body(*, body: Body, by: Any) -> Body:
    """Remove a body: all its seats close. What it published stays under its name."""
    allowed = by is None or (
        permissions.is_for_staff(by, "delete_body") and permissions.is_for_staff(by, "delete_seat")
    )
    require(by, allowed)
    body = hold_body(body)
    refuse_if(body.removed_at is not None, _("This body has been removed already."))
    seats = hold_seats(*body.seats.filter(closed_at__isnull=True).values_list("pk", flat=True))
    hold_people(*holders_now().filter(seat__in=list(seats)).values_list("user", flat=True))
    for seat in seats.values():
        _close(seat, by)
    body.removed_at = timezone.now()
    body.save(update_fields=["removed_at"])
    log.write("members.body.removed", by=by, on=body)
    signals.body_removed.send(sender=Body, body=body, by=by)
    return body


def _close(seat: Seat, by: Any) -> Seat:
    seat = hold_seat(seat)
    refuse_if(not seat.is_open, _("This seat is closed."))
    for holder in holders_now().filter(seat=seat):
        leave(holder=holder, by=by)
    seat.invitations.filter(accepted_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())
    seat.closed_at = timezone.now()
    seat.save(update_fields=["closed_at"])
    log.write("members.seat.closed", by=by, on=seat, seat=seat.token)
    signals.seat_closed.send(sender=Seat, seat=seat, by=by)
    return seat


def _end_deputies(**whose: int) -> None:
    now = timezone.now()
    ending = list(Deputy.objects.filter(ended_at__isnull=True, **whose).select_related("seat__body", "user"))
    Deputy.objects.filter(pk__in=[deputy.pk for deputy in ending]).update(ended_at=now)
    for deputy in ending:
        if deputy.last_day >= now.date():
            signals.deputy_ended.send(sender=Deputy, deputy=deputy)
