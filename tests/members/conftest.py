"""What the tests of members share: a ministry with a focal point and a desk, and a delegation with a head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from portal.countries.models import Country
from portal.members import actions
from portal.members.models import Body, Delegation, Seat, SeatHolder, User
from tests.second_proofs import prove

PASSWORD = "quiet river stones"


@dataclass
class World:
    """The rows by the names the tests call them."""

    ministry: Body
    delegation: Delegation
    focal_seat: Seat
    head_seat: Seat
    desk: Seat
    focal: SeatHolder
    head: SeatHolder

    def person(self, email: str) -> User:
        """Somebody with an account and a second factor, who holds nothing."""
        return prove(User.objects.create_user(email, PASSWORD, first_name="Ari", last_name="Nusa"))

    def seated(self, email: str, seat: Seat) -> SeatHolder:
        """Somebody in a seat."""
        return actions.take_seat(seat=seat, user=self.person(email), by=None)


@pytest.fixture
def world(db: None) -> World:
    """A ministry of a country with three seats; the head of the delegation sits in an office of another body."""
    name = {"en": "Thailand"}
    country, _new = Country.objects.get_or_create(code="TH", defaults={"slug": "thailand", "name": name})
    ministry = Body.objects.create(slug="ministry", name={"en": "Ministry"}, kind=Body.Kind.MINISTRY, country=country)
    office = Body.objects.create(slug="office", name={"en": "Office"}, kind=Body.Kind.AGENCY, country=country)
    delegation = Delegation.objects.create(slug="thailand", name={"en": "Delegation"}, country=country)

    def seat(body: Body, function: str, **more: Any) -> Seat:
        return actions.open_seat(body=body, function={"en": function}, by=None, **more)

    focal_seat = seat(ministry, "Focal point", delegation=delegation, is_focal_point=True)
    head_seat = seat(office, "Head", delegation=delegation)
    desk = seat(ministry, "Desk", delegation=delegation)
    delegation.head = head_seat
    delegation.save()
    made = World(ministry, delegation, focal_seat, head_seat, desk, None, None)  # type: ignore[arg-type]
    made.focal = made.seated("focal@ministry.example", focal_seat)
    made.head = made.seated("head@office.example", head_seat)
    return made


SignedIn = Callable[[User], Client]


@pytest.fixture
def browser(world: World) -> SignedIn:
    """A browser in which somebody is signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
