"""What a viewer may do in a space. It follows from the seats they act for; a *never* beats every *yes*."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from dialogues.spaces import standing
from dialogues.spaces.models import Role, Space, SpaceDenial, SpaceMembership
from dialogues.spaces.rights import READING, Right, without
from portal.members.acting import people_for
from portal.members.models import Delegation, Seat, User
from portal.viewer import MEMBER, Viewer, viewer_for

__all__ = [
    "Right",
    "delegations_managed",
    "managers_of",
    "may",
    "may_enter_by_breaking_glass",
    "rights_of",
    "seats_of_viewer",
]

_SEAT = "seat:"


def seats_of_viewer(viewer: Viewer) -> QuerySet[Seat]:
    """The seats a viewer acts for, as they were when the request began; none for who is no member now."""
    if not viewer.holds(MEMBER):
        return Seat.objects.none()
    return Seat.objects.filter(token__in=[one.removeprefix(_SEAT) for one in viewer.names(_SEAT)])


def rights_of(viewer: Viewer, space: Space) -> frozenset[Right]:
    """What a viewer may do in a space now.

    Args:
        viewer: whoever asks; who is no member of the portal has no right at all.
        space: in one that is archived nothing but reading is left.
    """
    if not viewer.holds(MEMBER):
        return frozenset()
    seats = list(seats_of_viewer(viewer).values_list("pk", flat=True))
    granted: frozenset[Right] = frozenset() if space.hidden else frozenset({Right.SEE})
    for role in roles_of(seats, space):
        granted |= role.rights
    if Space.objects.filter(standing.entered_by(viewer.user_id), pk=space.pk).exists():
        granted |= READING
    if not granted:
        return frozenset()
    refused = SpaceDenial.objects.filter(space=space, seat__in=seats, ended_at__isnull=True)
    left = without(granted, frozenset(Right(right) for right in refused.values_list("right", flat=True)))
    return left & READING if space.is_archived else left


def may(viewer: Viewer, space: Space, right: Right) -> bool:
    """Whether a viewer has a right in a space now."""
    return right in rights_of(viewer, space)


def roles_of(seats: Any, space: Space) -> frozenset[Role]:
    """What some seats are in a space; the head of an owning delegation is its owner without being let in."""
    members = SpaceMembership.objects.filter(space=space, seat__in=seats, ended_at__isnull=True)
    roles = {Role(role) for role in members.values_list("role", flat=True)}
    if space.owners.filter(delegation__head__in=seats).exists():
        roles.add(Role.OWNER)
    return frozenset(roles)


def delegations_managed(viewer: Viewer, space: Space) -> QuerySet[Delegation]:
    """The owners of a space for whom a viewer lets people in: as head of the delegation, or from a seat of it.

    Whoever is denied reading there lets nobody in.
    """
    if not may(viewer, space, Right.OPEN):
        return Delegation.objects.none()
    seats = seats_of_viewer(viewer)
    owning = SpaceMembership.objects.filter(space=space, role=Role.OWNER, ended_at__isnull=True, seat__in=seats)
    owners = Delegation.objects.filter(owned_spaces__space=space)
    headed = owners.filter(head__in=seats)
    return (headed | owners.filter(pk__in=owning.values("seat__delegation"))).distinct()


def managers_of(space: Space) -> list[User]:
    """The people who act for the owners of a space now, and are told of what happens there."""
    seats = Seat.objects.filter(leads__owned_spaces__space=space)
    owning = space.memberships.filter(role=Role.OWNER, ended_at__isnull=True).values("seat")
    people = people_for(*seats, *Seat.objects.filter(pk__in=owning))
    return [person for person in people if delegations_managed(viewer_for(person), space).exists()]


def may_enter_by_breaking_glass(user: Any) -> bool:
    """Whether this user may enter spaces they are no member of: administrators alone, and never unnoticed."""
    return bool(user.is_active and user.is_superuser)
