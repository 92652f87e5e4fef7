"""For whom somebody may speak in a space, and the facts of a speaker that a rule lets stand beside the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from dialogues.spaces.models import Space
from dialogues.spaces.permissions import Right, may, seats_of_viewer
from dialogues.threads.models import Post
from dialogues.threads.readers import seats_in
from portal.attribution import Attribution, Fact
from portal.members.acting import people_for
from portal.members.models import Seat, User
from portal.translated import label_in
from portal.viewer import Viewer, viewer_for

#: How the code of a speaker begins who needs the head of their delegation.
WAITING = "statement:"


@dataclass(frozen=True)
class Speaker:
    """A seat that somebody acts for, and for whom they speak from it."""

    seat: Seat
    capacity: Post.Capacity
    waits: bool = False
    """Whether the head of the delegation has to release it first."""

    @property
    def code(self) -> str:
        """How a form says it."""
        if self.waits:
            return f"{WAITING}{self.seat.token}"
        return f"{self.capacity.value}:{self.seat.token}"

    @property
    def described(self) -> str:
        """How a person reads it."""
        if self.waits and self.seat.delegation is not None:
            return _("For my delegation, once its head releases it: %(name)s") % {
                "name": label_in(self.seat.delegation.name).text
            }
        if self.capacity is Post.Capacity.DELEGATION and self.seat.delegation is not None:
            return _("For my delegation: %(name)s") % {"name": label_in(self.seat.delegation.name).text}
        if self.capacity is Post.Capacity.AGENCY:
            return _("For my agency: %(name)s") % {"name": label_in(self.seat.body.name).text}
        return _("In a personal capacity: %(name)s") % {"name": label_in(self.seat.function).text}


def speakers_for(viewer: Viewer, space: Space, rule: Attribution) -> list[Speaker]:
    """For whom a viewer may speak under a rule.

    Where the rule does not tell all, everybody speaks for themselves. For a delegation speaks who acts for its head.
    """
    found: list[Speaker] = []
    for seat in _seats(viewer, space):
        found.append(Speaker(seat, Post.Capacity.PERSONAL))
        if rule is Attribution.ON_RECORD:
            found.append(Speaker(seat, Post.Capacity.AGENCY))
            if seat.delegation is not None and seat.delegation.head_id == seat.pk:
                found.append(Speaker(seat, Post.Capacity.DELEGATION))
    return found


def speakers_through_head(viewer: Viewer, space: Space, rule: Attribution) -> list[Speaker]:
    """For which delegations a viewer may write what the head then releases: one who is in the space, and is another."""
    if rule is not Attribution.ON_RECORD:
        return []
    own = {seat.pk for seat in _seats(viewer, space)}
    found = [seat for seat in _seats(viewer, space) if seat.delegation and seat.delegation.head_id not in own]
    return [Speaker(seat, Post.Capacity.DELEGATION, waits=True) for seat in found if heads_in(space, seat)]


def is_alone(viewer: Viewer, space: Space) -> bool:
    """Whether a viewer has the one seat of their delegation in a space, so that the country tells the person."""
    own = {seat.delegation_id for seat in _seats(viewer, space) if seat.delegation_id is not None}
    there = list(seats_in(space).filter(delegation__in=own).values_list("delegation", flat=True))
    return any(there.count(delegation) == 1 for delegation in own)


def heads_in(space: Space, seat: Seat) -> list[User]:
    """The people who act for the head of a seat's delegation and are in a space."""
    if seat.delegation is None or seat.delegation.head is None:
        return []
    return [person for person in people_for(seat.delegation.head) if may(viewer_for(person), space, Right.REPLY)]


def _seats(viewer: Viewer, space: Space) -> list[Seat]:
    inside = Q(memberships__space=space, memberships__ended_at__isnull=True) | Q(leads__owned_spaces__space=space)
    seats = seats_of_viewer(viewer).filter(inside).select_related("body__country", "delegation__country")
    return list(seats.order_by("pk").distinct())


def facts_of(speaker: Speaker, user: Any, rule: Attribution) -> dict[str, Any]:
    """What the rule shows of a speaker, to be kept beside the words: nothing else is kept there."""
    seat = speaker.seat
    country = seat.body.country or (seat.delegation.country if seat.delegation else None)
    known: dict[Fact, Any] = {
        Fact.NAME: user.get_full_name(),
        Fact.ROLE: seat.function,
        Fact.BODY: seat.delegation.name
        if speaker.capacity is Post.Capacity.DELEGATION and seat.delegation
        else seat.body.name,
        Fact.COUNTRY: country.name if country else None,
    }
    return {fact.value: told for fact, told in rule.shown(known).items() if told}
