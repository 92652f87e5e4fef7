"""Which spaces open to whoever acts for some seats: the conditions, said once for one space and for many."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from dialogues.spaces.models import BreakGlassEntry, RulesAcceptance, SpaceDenial, SpaceMembership, SpaceOwner
from dialogues.spaces.rights import Right


def inside(seats: Any) -> Q:
    """The spaces these seats are in, or whose owner is led from one of them."""
    member = SpaceMembership.objects.filter(space=OuterRef("pk"), ended_at__isnull=True, seat__in=seats)
    leads = SpaceOwner.objects.filter(space=OuterRef("pk"), delegation__head__in=seats)
    return Q(Exists(member)) | Q(Exists(leads))


def entered_by(user_id: int | None) -> Q:
    """The spaces an administrator has broken the glass of and may still be in."""
    if user_id is None:
        return Q(pk__in=[])
    entries = BreakGlassEntry.objects.filter(space=OuterRef("pk"), user=user_id, until__gt=timezone.now())
    return Q(Exists(entries))


def denied(seats: Any, *rights: Right) -> Q:
    """The spaces where one of these rights is denied to one of the seats."""
    refused = SpaceDenial.objects.filter(space=OuterRef("pk"), ended_at__isnull=True, seat__in=seats, right__in=rights)
    return Q(Exists(refused))


def opening(seats: Any, user_id: int | None) -> Q:
    """The spaces that open to somebody."""
    return (inside(seats) | entered_by(user_id)) & ~denied(seats, Right.SEE, Right.OPEN)


def seen(seats: Any, user_id: int | None) -> Q:
    """The spaces that a member of the portal may know of."""
    return (Q(hidden=False) | inside(seats) | entered_by(user_id)) & ~denied(seats, Right.SEE)


def accepted_by(user_id: int | None) -> Q:
    """The spaces whose rules somebody has accepted as they stand."""
    if user_id is None:
        return Q(pk__in=[])
    accepted = RulesAcceptance.objects.filter(space=OuterRef("pk"), user=user_id, version=OuterRef("rules_version"))
    return Q(Exists(accepted))
