"""Holding rows in one order, so that two who act at once wait in a line and never in a circle.

First what no row stands for yet (an address), then bodies, seats, people, and last what hangs on them: invitations,
holders, deputies. SQLite holds the whole database from the start of a transaction; PostgreSQL holds what is named here.

Rows are held as far as nobody else changes them, and no further (``no_key``): what only points to them must not wait.
PostgreSQL looks along such pointers when a transaction is about to end, in an order of its own.
"""

from __future__ import annotations

from portal.locks import alone
from portal.members.models import Body, Seat, User


def hold_address(email: str) -> None:
    """Keep others from what concerns this address; there may be no row of it yet."""
    alone(f"members address {email.strip().lower()}")


def hold_administrators() -> None:
    """Keep others from closing an administrator's account: of two, one must see that the other has gone."""
    alone("members administrators")


def hold_body(body: Body) -> Body:
    """The body as it stands now, held until the end of the transaction."""
    return Body.objects.select_for_update(no_key=True).get(pk=body.pk)


def hold_seats(*pks: int) -> dict[int, Seat]:
    """The seats as they stand now, held until the end of the transaction, with what they belong to."""
    held = Seat.objects.select_for_update(of=("self",), no_key=True).select_related("body", "delegation")
    return {seat.pk: seat for seat in held.filter(pk__in=pks).order_by("pk")}


def hold_seat(seat: Seat) -> Seat:
    """One of them."""
    return hold_seats(seat.pk)[seat.pk]


def hold_people(*pks: int) -> dict[int, User]:
    """The people as they stand now, held until the end of the transaction."""
    held = User.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk")
    return {user.pk: user for user in held}
