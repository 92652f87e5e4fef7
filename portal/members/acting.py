"""Who acts for which seat now: its holder, and its deputies by their dates."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from portal.members.models import Deputy, Seat, SeatHolder, User


def open_seats() -> QuerySet[Seat]:
    """The seats that anybody may hold: not closed, and of a body that was not removed."""
    return Seat.objects.filter(closed_at__isnull=True, body__removed_at__isnull=True)


def holders_now() -> QuerySet[SeatHolder]:
    """Who holds a seat now."""
    return SeatHolder.objects.filter(until__isnull=True)


def deputies_now() -> QuerySet[Deputy]:
    """Who deputises today; days are those of UTC."""
    today = timezone.now().date()
    return Deputy.objects.filter(ended_at__isnull=True, first_day__lte=today, last_day__gte=today)


def seats_of(user: Any) -> QuerySet[Seat]:
    """The seats this user acts for now."""
    held = Exists(holders_now().filter(seat=OuterRef("pk"), user=user.pk))
    deputised = Exists(deputies_now().filter(seat=OuterRef("pk"), user=user.pk))
    return open_seats().filter(held | deputised)


def vacant_seats() -> QuerySet[Seat]:
    """The open seats that nobody holds."""
    return open_seats().exclude(Exists(holders_now().filter(seat=OuterRef("pk"))))


def people_for(*seats: Seat | None) -> list[User]:
    """The active people who act for any of these seats now, in a steady order; nobody for a seat that is closed."""
    wanted = [seat.pk for seat in seats if seat is not None]
    open_now = open_seats().filter(pk__in=wanted)
    held = holders_now().filter(seat__in=open_now).values("user")
    deputised = deputies_now().filter(seat__in=open_now).values("user")
    return list(User.objects.filter(Q(pk__in=held) | Q(pk__in=deputised), is_active=True).order_by("pk"))


def holder_of(seat: Seat) -> SeatHolder | None:
    """Who holds a seat now, or None."""
    return holders_now().select_related("user", "seat").filter(seat=seat).first()


def holder_before(seat: Seat) -> SeatHolder | None:
    """Who held a seat last and does not any more: the writer of the hand-over note."""
    former = seat.holders.filter(until__isnull=False).order_by("-until", "-pk")
    return former.select_related("user").first()
