"""Mails about seats: taken, left, moved, vacant, closed, and whether one is still needed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext

from portal.members import signals
from portal.members.acting import open_seats, vacant_seats
from portal.members.models import Seat, SeatHolder
from portal.members.queries import answering
from portal.notices.models import Mail
from portal.notices.outbox.kinds import Letter, register
from portal.notices.outbox.letters import letter, link
from portal.notices.outbox.writing import post, post_to_all, withdraw


def connect() -> None:
    """Say how these mails read, and listen, once, at start."""
    register("seat.taken", _of_taking)
    register("seat.left", _of_leaving)
    register("seat.moved", _of_moving)
    register("seat.vacant", _of_vacancy)
    register("seat.closed", _of_closing)
    register("seat.confirm", _of_confirming)
    signals.seat_taken.connect(_taken, dispatch_uid="notices.seat_taken")
    signals.seat_left.connect(_left, dispatch_uid="notices.seat_left")
    signals.seat_moved.connect(_moved, dispatch_uid="notices.seat_moved")
    signals.seat_vacant.connect(_vacant, dispatch_uid="notices.seat_vacant")
    signals.seat_closed.connect(_closed, dispatch_uid="notices.seat_closed")
    signals.confirmation_wanted.connect(_wanted, dispatch_uid="notices.confirmation_wanted")


def _of_taking(mail: Mail) -> Letter | None:
    holder = _holder(mail, "holder", until__isnull=True)
    if holder is None:
        return None
    return letter(gettext("You hold a seat"), "seat_taken", seat=holder.seat, link=_page(holder.seat))


def _of_leaving(mail: Mail) -> Letter | None:
    holder = _holder(mail, "holder", until__isnull=False)
    if holder is None:
        return None
    return letter(gettext("You left a seat"), "seat_left", seat=holder.seat, when=holder.until)


def _of_moving(mail: Mail) -> Letter | None:
    holder, left = _holder(mail, "holder", until__isnull=True), _holder(mail, "left", until__isnull=False)
    if holder is None or left is None:
        return None
    address = _page(holder.seat)
    return letter(gettext("You hold another seat"), "seat_moved", seat=holder.seat, left=left.seat, link=address)


def _of_vacancy(mail: Mail) -> Letter | None:
    seat = vacant_seats().select_related("body").filter(pk=mail.about["seat"]).first()
    if seat is None or mail.user not in answering(seat).users:
        return None
    return letter(gettext("A seat is vacant"), "seat_vacant", seat=seat, link=link("members:invitations"))


def _of_closing(mail: Mail) -> Letter | None:
    closed = Seat.objects.select_related("body", "delegation__head").filter(closed_at__isnull=False)
    seat = closed.filter(pk=mail.about["seat"]).first()
    if seat is None or mail.user not in answering(seat).users:
        return None
    unconfirmed = mail.about["unconfirmed"]
    return letter(gettext("A seat was closed"), "seat_closed", seat=seat, unconfirmed=unconfirmed)


def _of_confirming(mail: Mail) -> Letter | None:
    """Due until somebody has confirmed the seat, which sets the count of reminders back."""
    waiting = open_seats().select_related("body", "delegation__head").filter(reminders__gte=mail.about["number"])
    seat = waiting.filter(pk=mail.about["seat"]).first()
    if seat is None or mail.user not in answering(seat).users:
        return None
    closes_on = date.fromisoformat(mail.about["closes_on"])
    subject = gettext("Is this seat still needed?")
    return letter(subject, "seat_confirm", seat=seat, closes_on=closes_on, link=_page(seat))


def _holder(mail: Mail, which: str, **how: Any) -> SeatHolder | None:
    """The holding a mail is about, as long as it is the recipient's and as it was then."""
    own = SeatHolder.objects.select_related("seat__body").filter(user=mail.user, **how)
    return own.filter(pk=mail.about[which]).first()


def _page(seat: Seat) -> str:
    return link("members:seat", seat.token)


def _taken(holder: SeatHolder, **_told: Any) -> None:
    post("seat.taken", to=holder.user, holder=holder.pk)


def _left(holder: SeatHolder, **_told: Any) -> None:
    post("seat.left", to=holder.user, holder=holder.pk)


def _moved(holder: SeatHolder, left: SeatHolder, **_told: Any) -> None:
    """One mail says both: that one seat was left and another one taken."""
    withdraw("seat.left", holder=left.pk)
    withdraw("seat.taken", holder=holder.pk)
    post("seat.moved", to=holder.user, holder=holder.pk, left=left.pk)


def _vacant(seat: Seat, by: Any, **_told: Any) -> None:
    post_to_all("seat.vacant", answering(seat).users, but=by, seat=seat.pk)


def _closed(seat: Seat, by: Any, **_told: Any) -> None:
    post_to_all("seat.closed", answering(seat).users, but=by, seat=seat.pk, unconfirmed=by is None)


def _wanted(seat: Seat, number: int, closes_on: date, **_told: Any) -> None:
    people = answering(seat).users
    post_to_all("seat.confirm", people, seat=seat.pk, number=number, closes_on=closes_on.isoformat())
