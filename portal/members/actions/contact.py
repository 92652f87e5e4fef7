"""What a holder writes of themselves in a seat: how they are reached, and the note for whoever comes next."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from portal.audit import log
from portal.members.actions.refusals import require
from portal.members.models import SeatHolder


@transaction.atomic
def choose_contact(
    *,
    holder: SeatHolder,
    telephone: str,
    shows_name: bool,
    shows_email: bool,
    shows_telephone: bool,
    by: Any,
) -> SeatHolder:
    """Say what the directory shows; by the holder alone."""
    _by_the_holder(holder, by)
    holder.telephone = telephone.strip()
    holder.shows_name, holder.shows_email, holder.shows_telephone = shows_name, shows_email, shows_telephone
    holder.save(update_fields=["telephone", "shows_name", "shows_email", "shows_telephone"])
    log.write("members.contact.chosen", by=by, on=holder.seat, seat=holder.seat.token)
    return holder


@transaction.atomic
def write_note(*, holder: SeatHolder, text: str, by: Any) -> SeatHolder:
    """Write the hand-over note; by the holder alone."""
    _by_the_holder(holder, by)
    holder.handing_over = text.strip()
    holder.save(update_fields=["handing_over"])
    log.write("members.note.written", by=by, on=holder.seat, seat=holder.seat.token)
    return holder


def _by_the_holder(holder: SeatHolder, by: Any) -> None:
    require(by, holder.until is None and by is not None and holder.user_id == by.pk)
