"""Takes the demo's members out: whoever holds a seat of theirs leaves it, and nobody keeps a known password."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Q

from portal.members import actions
from portal.members.models import AccessRequest, Delegation, Invitation, Seat, SeatHolder, User


def remove_seats(marked: Mapping[str, Sequence[str]]) -> None:
    """End every holding of a demo seat or by a demo account, then take seats, invitations and requests away.

    Whoever was let into a demo seat since keeps their account, and reads what visitors read until they hold another
    seat. Accounts, bodies and delegations are for the caller to remove afterwards.
    """
    tokens = [key.rpartition(" ")[2] for key in marked["seat"]]
    seats = Seat.objects.filter(token__in=tokens)
    people = User.objects.filter(email__in=marked["user"])
    holders = SeatHolder.objects.filter(Q(seat__in=seats) | Q(user__in=people))
    for holder in holders.filter(until__isnull=True):
        actions.end_seat(holder=holder, by=None)
    holders.delete()
    AccessRequest.objects.filter(
        Q(token__in=marked["request"]) | Q(invitation__seat__in=seats) | Q(body__slug__in=marked["body"])
    ).delete()
    Invitation.objects.filter(Q(token__in=marked["invitation"]) | Q(seat__in=seats)).delete()
    Delegation.objects.filter(head__in=seats).update(head=None)
    seats.delete()


def close_what_stays(emails: Sequence[str]) -> None:
    """Shut the demo accounts that others' work keeps in the database: everybody knows their password."""
    for user in User.objects.filter(email__in=emails):
        user.is_active = user.is_staff = user.is_superuser = False
        user.set_unusable_password()
        user.save()
        user.groups.clear()
        user.user_permissions.clear()
