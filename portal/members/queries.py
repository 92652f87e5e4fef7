"""Reads of bodies, of who answers for what, and of what waits for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from portal.members.acting import open_seats, people_for, seats_of, vacant_seats
from portal.members.models import AccessRequest, Body, Delegation, Invitation, Seat, User
from portal.translated import label_in


def labels(language: str) -> Mapping[str, str]:
    """Every body's name by slug in a language, in the order of the names."""
    named = {body.slug: label_in(body.name, language).text for body in Body.objects.all()}
    return dict(sorted(named.items(), key=lambda item: item[1]))


class Answerer(StrEnum):
    """In which standing somebody answers."""

    SEAT = "seat"
    HEAD = "head"
    STAFF = "staff"


@dataclass(frozen=True)
class Answering:
    """Who answers for a seat or decides a request, and as what."""

    standing: Answerer
    users: tuple[User, ...]


def staff() -> list[User]:
    """The active people who decide requests for the portal itself."""
    right = Permission.objects.filter(codename="change_accessrequest", content_type__app_label="members")
    by_right = Q(user_permissions__in=right) | Q(groups__permissions__in=right)
    return list(User.objects.filter(Q(is_superuser=True) | by_right, is_active=True).distinct().order_by("pk"))


def answering(seat: Seat) -> Answering:
    """Who answers for a seat: its holder and deputies; of a vacant one the head of the delegation, then staff."""
    return _first_of([seat], [seat.delegation] if seat.delegation else [])


def deciders(request: AccessRequest) -> Answering:
    """Who decides a request: the focal points of the body; else the head of the delegation; else staff."""
    focal = list(_focal_seats(request.body)) if request.body else []
    delegations = [seat.delegation for seat in focal if seat.delegation]
    return _first_of(focal, delegations or _delegations_of_country(request))


def open_requests() -> QuerySet[AccessRequest]:
    """The requests nobody has decided, the oldest first."""
    waiting = AccessRequest.objects.filter(granted__isnull=True)
    return waiting.select_related("body__country", "country").order_by("asked_at", "pk")


def requests_for(user: Any) -> list[AccessRequest]:
    """The open requests that wait for this user as a member; what staff may decide besides is not asked here."""
    waiting = open_requests()
    heads = Delegation.objects.filter(head__in=seats_of(user).values("pk")).exists()
    if not heads and not user.has_perm("members.change_accessrequest"):
        # Most members decide nothing, and a focal point what names its body: no need to ask of each request.
        waiting = waiting.filter(body__in=bodies_of_focal_point(user))
    return [request for request in waiting if user in deciders(request).users]


def requests_of(seat: Seat) -> list[AccessRequest]:
    """The open requests that a seat carries: those it decides, whoever holds it."""
    if not seat.is_focal_point and not Delegation.objects.filter(head=seat).exists():
        return []
    own = {user.pk for user in people_for(seat)}
    mine = seat.body_id if seat.is_focal_point else None
    return [
        request
        for request in open_requests()
        if (mine is not None and request.body_id == mine) or own & {user.pk for user in deciders(request).users}
    ]


def unanswered_invitations() -> QuerySet[Invitation]:
    """The invitations that can still be taken up."""
    return Invitation.objects.filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now()
    ).select_related("seat__body", "seat__delegation")


def invitations_under_way(seat: Seat) -> QuerySet[Invitation]:
    """The invitations that a seat looks after: into its body, and as head into its delegation's seats."""
    looked_after = Q(seat=None)
    if seat.is_focal_point:
        looked_after |= Q(seat__body=seat.body_id)
    looked_after |= Q(seat__delegation__head=seat.pk)
    return unanswered_invitations().filter(looked_after)


def fillable_seats(user: Any) -> QuerySet[Seat]:
    """The vacant seats this user may invite into as a member: of their body as its focal point, of their delegation."""
    return _looked_after(user, vacant_seats()).exclude(
        Exists(unanswered_invitations().filter(seat=OuterRef("pk")).order_by())
    )


def seats_looked_after(user: Any) -> QuerySet[Seat]:
    """Every open seat of the bodies this user is focal point of, and of the delegations they head."""
    return _looked_after(user, open_seats())


def bodies_of_focal_point(user: Any) -> QuerySet[Body]:
    """The bodies this user is focal point of, or deputises for it."""
    focal = seats_of(user).filter(is_focal_point=True)
    return Body.objects.filter(pk__in=focal.values("body"))


def _looked_after(user: Any, seats: QuerySet[Seat]) -> QuerySet[Seat]:
    acting = seats_of(user)
    bodies = acting.filter(is_focal_point=True).values("body")
    headed = Delegation.objects.filter(head__in=acting.values("pk")).values("pk")
    found = seats.filter(Q(body__in=bodies) | Q(delegation__in=headed))
    return found.select_related("body__country", "delegation")


def _first_of(seats: list[Seat], delegations: list[Delegation]) -> Answering:
    if users := people_for(*seats):
        return Answering(Answerer.SEAT, tuple(users))
    if users := people_for(*(delegation.head for delegation in delegations)):
        return Answering(Answerer.HEAD, tuple(users))
    return Answering(Answerer.STAFF, tuple(staff()))


def _focal_seats(body: Body) -> QuerySet[Seat]:
    return open_seats().filter(body=body, is_focal_point=True).select_related("delegation__head")


def _delegations_of_country(request: AccessRequest) -> list[Delegation]:
    country = request.country_id or (request.body.country_id if request.body else None)
    return list(Delegation.objects.filter(country=country).select_related("head")) if country else []
