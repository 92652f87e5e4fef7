"""What becomes of memberships when seats change: they stay with the seat, and end with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.spaces import signals
from dialogues.spaces.actions.joining import end
from dialogues.spaces.models import Proposal, SpaceMembership
from portal.members import carried
from portal.members import signals as of_members
from portal.members.models import Seat, SeatHolder


def register() -> None:
    """Join what seats carry, and listen to what becomes of them, once, at start."""
    carried.register("spaces.memberships", items=_carried)
    of_members.seat_taken.connect(_taken, dispatch_uid="spaces.seat_taken")
    of_members.seat_left.connect(_left, dispatch_uid="spaces.seat_left")
    of_members.seat_closed.connect(_closed, dispatch_uid="spaces.seat_closed")


def memberships_now(seat: Seat) -> list[SpaceMembership]:
    """The memberships of a seat that last."""
    found = SpaceMembership.objects.filter(seat=seat, ended_at__isnull=True)
    return list(found.select_related("space", "seat").order_by("pk"))


def _carried(seat: Seat) -> Iterator[carried.Item]:
    yield carried.Item(_("Spaces"), len(memberships_now(seat)), reverse("spaces:index"))


def _taken(holder: SeatHolder, by: Any, **_told: Any) -> None:
    _tell(holder, by, came=True)


def _left(holder: SeatHolder, by: Any, **_told: Any) -> None:
    _tell(holder, by, came=False)


def _tell(holder: SeatHolder, by: Any, *, came: bool) -> None:
    for membership in memberships_now(holder.seat):
        told = {"membership": membership, "person": holder.user, "came": came, "by": by}
        signals.person_changed.send(sender=SpaceMembership, **told)


def _closed(seat: Seat, by: Any, **_told: Any) -> None:
    """A seat that is closed is in no space any more, and nobody is asked about it."""
    for membership in memberships_now(seat):
        end(membership, by)
    waiting = Proposal.objects.filter(seat=seat, settled_at__isnull=True)
    waiting.update(settled_at=timezone.now(), carried=False)
