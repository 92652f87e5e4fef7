"""What somebody may do with seats, invitations and requests. That they have a second factor is asked before."""

from __future__ import annotations

from typing import Any

from portal.members.acting import holders_now, seats_of, vacant_seats
from portal.members.models import AccessRequest, Body, Invitation, Seat, SeatHolder, User
from portal.members.queries import bodies_of_focal_point, deciders, seats_looked_after


def is_for_staff(user: Any, what: str) -> bool:
    """Whether this user holds a right of the administration over people, such as ``add_invitation``."""
    return bool(user.has_perm(f"members.{what}"))


def acts_for(user: Any, seat: Seat) -> bool:
    """Whether this user holds the seat now or deputises for it."""
    return seats_of(user).filter(pk=seat.pk).exists()


def holds(user: Any, seat: Seat) -> bool:
    """Whether this user holds the seat; what concerns the person in it is not for deputies."""
    return seats_of(user).filter(pk=seat.pk, holders__user=user.pk, holders__until__isnull=True).exists()


def looks_after(user: Any, seat: Seat) -> bool:
    """Whether this user is focal point of the body of a seat, or head of its delegation."""
    return seats_looked_after(user).filter(pk=seat.pk).exists()


def may_invite(user: Any, seat: Seat) -> bool:
    """Whether this user may invite somebody into a seat: a vacant one that they look after; staff into any vacant."""
    if not vacant_seats().filter(pk=seat.pk).exists():
        return False
    return is_for_staff(user, "add_invitation") or looks_after(user, seat)


def may_take_back(user: Any, invitation: Invitation) -> bool:
    """Whether this user may take an invitation back: whoever may invite into that seat, not only who did."""
    return is_for_staff(user, "delete_invitation") or looks_after(user, invitation.seat)


def may_open_seat(user: Any, body: Body) -> bool:
    """Whether this user may open an ordinary seat in a body: its focal point, and staff."""
    return is_for_staff(user, "add_seat") or bodies_of_focal_point(user).filter(pk=body.pk).exists()


def may_decide(user: Any, request: AccessRequest) -> bool:
    """Whether this user may grant or refuse a request: whoever it waits for, and staff."""
    return is_for_staff(user, "change_accessrequest") or user in deciders(request).users


def may_end(user: Any, holder: SeatHolder) -> bool:
    """Whether this user may end somebody's time in a seat: that person, the focal point of the body, staff.

    Whoever deputises for a seat does not put its holder out.
    """
    if holder.user_id == user.pk or is_for_staff(user, "delete_seatholder"):
        return True
    if acts_for(user, holder.seat):
        return False
    return bodies_of_focal_point(user).filter(pk=holder.seat.body_id).exists()


def may_move(user: Any, holder: SeatHolder, to: Seat) -> bool:
    """Whether this user may move somebody: they may end the one and fill the other."""
    return holder.user_id != user.pk and may_end(user, holder) and may_invite(user, to)


def may_confirm(user: Any, seat: Seat) -> bool:
    """Whether this user may say that a seat is still needed and held rightly."""
    return acts_for(user, seat) or looks_after(user, seat) or is_for_staff(user, "change_seat")


def may_name_deputy(user: Any, seat: Seat) -> bool:
    """Whether this user may name a deputy: the holder alone, or staff."""
    return holds(user, seat) or is_for_staff(user, "change_seat")


def may_reset_proofs(by: Any, user: User) -> bool:
    """Whether somebody may ask, or confirm, that a person sets up new second proofs.

    For members: whoever looks after a seat of theirs, and administrators. For whoever enters the administration:
    administrators alone, because through them one would come to hold what they hold. Nobody for themselves.
    """
    if not by.is_active or by.pk == user.pk:
        return False
    if is_for_staff(by, "change_user"):
        return by.is_superuser or not user.is_superuser
    if user.has_perm("wagtailadmin.access_admin"):
        return False
    held = holders_now().filter(user=user.pk).values("seat")
    return seats_looked_after(by).filter(pk__in=held).exists()
