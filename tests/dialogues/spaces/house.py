"""Two delegations with people in seats, and spaces of theirs. Tests of what stands in spaces use it as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from dialogues.spaces import actions
from dialogues.spaces.models import Role, Space, SpaceMembership
from portal.countries.models import Country
from portal.members import actions as of_members
from portal.members.models import Body, Delegation, Seat, User
from portal.viewer import Viewer, viewer_for
from tests.second_proofs import prove

PASSWORD = "quiet river stones"
RULES = {"en": "Speak as a colleague. Name no victim."}


@dataclass
class OfCountry:
    """A delegation with a head, a desk and a neighbour in the same ministry, each held by somebody."""

    ministry: Body
    delegation: Delegation
    head_seat: Seat
    desk_seat: Seat
    other_seat: Seat
    head: User
    desk: User
    other: User


@dataclass
class House:
    """Thailand and Malaysia, and somebody of an organisation that is of no delegation."""

    th: OfCountry
    my: OfCountry
    guest_seat: Seat
    guest: User
    space: Space
    """Thailand's own; hidden, without anybody but its head."""

    def admit(self, seat: Seat, role: Role = Role.CONTRIBUTOR, *, space: Space | None = None) -> SpaceMembership:
        """Let a seat in, by the portal itself."""
        return actions.admit(space=space or self.space, seat=seat, role=role, by=None)

    def accept(self, *users: User, space: Space | None = None) -> None:
        """Have people accept the rules as they stand."""
        where = Space.objects.get(pk=(space or self.space).pk)
        for user in users:
            actions.accept_rules(space=where, version=where.rules_version, by=user)

    def viewer(self, user: User) -> Viewer:
        """The viewer of somebody, as it would be at the next request."""
        return viewer_for(User.objects.get(pk=user.pk))

    def browser(self, user: User) -> Client:
        """A browser in which somebody is signed in."""
        client = Client()
        client.force_login(user)
        return client

    def bilateral(self, **more: Any) -> Space:
        """A space that both own."""
        title = {"en": "Thailand and Malaysia"}
        owners = [self.th.delegation, self.my.delegation]
        return actions.open_space(kind="bilateral", title=title, owners=owners, rules=RULES, by=None, **more)


def person(email: str) -> User:
    """Somebody with an account and a second factor."""
    name = email.partition("@")[0].title()
    return prove(User.objects.create_user(email, PASSWORD, first_name=name, last_name="Nusa"))


def seat_of(body: Body, function: str, delegation: Delegation | None = None) -> Seat:
    """A seat that nobody holds."""
    return of_members.open_seat(body=body, function={"en": function}, delegation=delegation, by=None)


def seated(email: str, seat: Seat) -> User:
    """Somebody in a seat."""
    return of_members.take_seat(seat=seat, user=person(email), by=None).user


def country_of(code: str, name: str) -> OfCountry:
    """A delegation with its people."""
    slug = name.lower()
    country, _new = Country.objects.get_or_create(code=code, defaults={"slug": slug, "name": {"en": name}})
    made = {"name": {"en": f"Ministry of {name}"}, "kind": Body.Kind.MINISTRY, "country": country}
    ministry = Body.objects.create(slug=f"ministry-{slug}", **made)
    delegation = Delegation.objects.create(slug=slug, name={"en": name}, country=country)
    seats = [seat_of(ministry, function, delegation) for function in ("Head", "Desk", "Other desk")]
    delegation.head = seats[0]
    delegation.save()
    people = [seated(f"{who}@{slug}.example", seat) for who, seat in zip(("head", "desk", "other"), seats, strict=True)]
    return OfCountry(ministry, delegation, *seats, *people)


@pytest.fixture
def house(db: None) -> House:
    """The world of these tests."""
    th, my = country_of("TH", "Thailand"), country_of("MY", "Malaysia")
    ngo = Body.objects.create(slug="shelter", name={"en": "Shelter"}, kind=Body.Kind.NGO)
    guest_seat = seat_of(ngo, "Director")
    guest = seated("guest@shelter.example", guest_seat)
    space = actions.open_space(kind="country", title={"en": "Siam"}, owners=[th.delegation], rules=RULES, by=None)
    return House(th, my, guest_seat, guest, space)
