"""For whom somebody may speak in a space, and the facts of a speaker that a rule lets stand beside the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from dialogues.spaces.models import Space
from dialogues.spaces.permissions import seats_of_viewer
from dialogues.threads.models import Post
from portal.attribution import Attribution, Fact
from portal.members.models import Seat
from portal.translated import label_in
from portal.viewer import Viewer


@dataclass(frozen=True)
class Speaker:
    """A seat that somebody acts for, and for whom they speak from it."""

    seat: Seat
    capacity: Post.Capacity

    @property
    def code(self) -> str:
        """How a form says it."""
        return f"{self.capacity.value}:{self.seat.token}"

    @property
    def described(self) -> str:
        """How a person reads it."""
        if self.capacity is Post.Capacity.DELEGATION and self.seat.delegation is not None:
            return _("For my delegation: %(name)s") % {"name": label_in(self.seat.delegation.name).text}
        if self.capacity is Post.Capacity.AGENCY:
            return _("For my agency: %(name)s") % {"name": label_in(self.seat.body.name).text}
        return _("In a personal capacity: %(name)s") % {"name": label_in(self.seat.function).text}


def speakers_for(viewer: Viewer, space: Space, rule: Attribution) -> list[Speaker]:
    """For whom a viewer may speak under a rule.

    Where the rule does not tell all, everybody speaks for themselves. For a delegation speaks who acts for its head.
    """
    inside = Q(memberships__space=space, memberships__ended_at__isnull=True) | Q(leads__owned_spaces__space=space)
    seats = seats_of_viewer(viewer).filter(inside).select_related("body__country", "delegation__country")
    found: list[Speaker] = []
    for seat in seats.order_by("pk").distinct():
        found.append(Speaker(seat, Post.Capacity.PERSONAL))
        if rule is Attribution.ON_RECORD:
            found.append(Speaker(seat, Post.Capacity.AGENCY))
            if seat.delegation is not None and seat.delegation.head_id == seat.pk:
                found.append(Speaker(seat, Post.Capacity.DELEGATION))
    return found


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
