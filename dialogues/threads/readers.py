"""Who reads in a space at this moment, one by one: whom a thread under TLP:RED names."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from dialogues.spaces.models import Space
from dialogues.spaces.permissions import Right, may
from portal.members.acting import people_for
from portal.members.models import Seat, User
from portal.viewer import viewer_for


def seats_in(space: Space) -> QuerySet[Seat]:
    """The seats that are in a space, and those that lead its owners."""
    inside = Q(memberships__space=space, memberships__ended_at__isnull=True) | Q(leads__owned_spaces__space=space)
    return Seat.objects.filter(inside).distinct()


def everybody_in(space: Space) -> list[User]:
    """The people who may open a space now; who comes later is not among them."""
    people = people_for(*seats_in(space))
    return [person for person in people if may(viewer_for(person), space, Right.OPEN)]
