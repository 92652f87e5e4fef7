"""Who is in a space, by delegation and seat, and what each may do there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dialogues.spaces.models import Role, Space, SpaceDenial, SpaceMembership
from dialogues.spaces.queries import members_of
from dialogues.spaces.rights import NAMES, READING, Right, without
from portal.attribution import Attribution, Fact
from portal.members.acting import holders_now, open_seats
from portal.members.models import Delegation, Seat, SeatHolder


@dataclass(frozen=True)
class Present:
    """A seat in a space. Of the head of an owning delegation there need be no membership."""

    seat: Seat
    role: Role
    membership: SpaceMembership | None
    name: str
    """The name of who holds it, where they let the directory show it."""
    rights: frozenset[Right]
    denied: tuple[Right, ...]

    @property
    def may(self) -> list[Any]:
        """What it may do, in words; that it knows of the space goes without saying."""
        return [name for right, name in NAMES.items() if right in self.rights and right is not Right.SEE]

    @property
    def never(self) -> list[Any]:
        """What it may never do, in words."""
        return [name for right, name in NAMES.items() if right in self.denied]


@dataclass(frozen=True)
class Group:
    """The people of one delegation, or those of none."""

    delegation: Delegation | None
    people: tuple[Present, ...]


def groups_of(space: Space) -> list[Group]:
    """Everybody who is in a space, the owners' people first; those of no delegation last."""
    memberships = {membership.seat_id: membership for membership in members_of(space)}
    heads = open_seats().filter(leads__owned_spaces__space=space).select_related("body", "delegation")
    seats = {membership.seat_id: membership.seat for membership in memberships.values()}
    leading = {seat.pk for seat in heads}
    seats |= {seat.pk: seat for seat in heads if seat.pk not in seats}
    denied = _denied(space)
    names = _names(seats)
    groups: dict[int | None, list[Present]] = {}
    for pk, seat in seats.items():
        membership = memberships.get(pk)
        role = Role.OWNER if pk in leading or membership is None else Role(membership.role)
        refused = denied.get(pk, frozenset())
        rights = without(role.rights, refused)
        shown = rights & READING if space.is_archived else rights
        present = Present(seat, role, membership, names.get(pk, ""), shown, tuple(sorted(refused)))
        groups.setdefault(seat.delegation_id, []).append(present)
    return _ordered(space, groups)


def count_observers(groups: Iterable[Group]) -> int:
    """How many observers there are: they never post, and everybody knows that they are there."""
    return sum(present.role is Role.OBSERVER for group in groups for present in group.people)


def tells_who_is_in(space: Space) -> bool:
    """Whether members learn who else is there: not where the rule keeps back all that tells of a speaker."""
    return bool(Attribution(space.attribution_rule).facts - {Fact.WORDS})


def _denied(space: Space) -> Mapping[int, frozenset[Right]]:
    found: dict[int, frozenset[Right]] = {}
    for seat, right in SpaceDenial.objects.filter(space=space, ended_at__isnull=True).values_list("seat", "right"):
        found[seat] = found.get(seat, frozenset()) | {Right(right)}
    return found


def _names(seats: Iterable[int]) -> dict[int, str]:
    holders: Iterable[SeatHolder] = holders_now().filter(seat__in=list(seats), shows_name=True).select_related("user")
    return {holder.seat_id: holder.user.get_full_name() for holder in holders}


def _ordered(space: Space, groups: Mapping[int | None, list[Present]]) -> list[Group]:
    owners = set(space.owners.values_list("delegation", flat=True))
    delegations = Delegation.objects.in_bulk([pk for pk in groups if pk is not None])

    def place(pk: int | None) -> tuple[bool, bool, str]:
        return (pk not in owners, pk is None, delegations[pk].slug if pk is not None else "")

    return [Group(delegations.get(pk or 0), tuple(groups[pk])) for pk in sorted(groups, key=place)]
