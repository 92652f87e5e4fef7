"""Several people act at once on PostgreSQL: one of them wins, the others hear why not, and nobody waits in a circle."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from portal.members import actions
from portal.members.acting import holders_now
from portal.members.models import AccessRequest, Invitation, SeatHolder, User
from tests.members.conftest import PASSWORD, World

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="runs in the pair with PostgreSQL"),
]
ASK = {"language": "en", "function": "Officer", "motive": "Work"}


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do all of it side by side; answers what each came to, a refusal as itself. Anything else is raised."""

    def one(act: Callable[[], Any]) -> Any:
        try:
            return act()
        except (ValidationError, PermissionDenied) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [begun.result() for begun in [pool.submit(one, act) for act in acts]]


def succeeded(answers: list[Any]) -> int:
    return sum(1 for answer in answers if not isinstance(answer, Exception))


class SideBySideTests:
    def test_an_invitation_is_taken_up_once(self, world: World) -> None:
        invitation = actions.invite(email="new@ministry.example", language="en", seat=world.desk, by=None)

        def accept() -> SeatHolder:
            return actions.accept(invitation=invitation, name="Sok Dara", password=PASSWORD)

        assert succeeded(at_once(*[accept] * 5)) == 1
        assert holders_now().filter(seat=world.desk).count() == 1

    def test_one_address_has_one_request_and_one_account(self, world: World) -> None:
        seat = actions.open_seat(body=world.ministry, function={"en": "Other desk"}, by=None)
        invitations = [
            actions.invite(email="new@ministry.example", language="en", seat=one, by=None) for one in (world.desk, seat)
        ]

        def accepting(one: Invitation) -> Callable[[], Any]:
            return lambda: actions.accept(invitation=one, name="Sok Dara", password=PASSWORD)

        assert succeeded(at_once(*map(accepting, invitations))) == 1
        at_once(*[lambda: actions.ask_for_access(name="Ari", email="ari@ministry.example", **ASK)] * 5)
        assert User.objects.filter(email="new@ministry.example").count() == 1
        assert AccessRequest.objects.count() == 1

    def test_of_two_administrators_who_close_each_other_one_stays(self, world: World) -> None:
        first, second = (User.objects.create_superuser(f"{name}@balai.example") for name in ("first", "second"))
        pairs = ((first, second), (second, first))
        answers = at_once(*[lambda pair=pair: actions.close_account(user=pair[0], by=pair[1]) for pair in pairs])
        assert succeeded(answers) == 1
        assert User.objects.filter(is_superuser=True, is_active=True).count() == 1

    def test_acts_that_cross_end_without_a_circle(self, world: World) -> None:
        holder = world.seated("desk@ministry.example", world.desk)
        for number in range(8):
            self.cross(world, holder, number)

    def cross(self, world: World, holder: SeatHolder, number: int) -> None:
        """Two people whose seats are handed to each other, while both leave and a third comes."""
        one, another = (world.person(f"{name}{number}@ministry.example") for name in ("one", "another"))
        names = ("First", "Second")
        first, second = (actions.open_seat(body=world.ministry, function={"en": name}, by=None) for name in names)
        mine = actions.take_seat(seat=first, user=one, by=None)
        theirs = actions.take_seat(seat=second, user=another, by=None)
        at_once(
            lambda: actions.hand_over(holder=mine, to=another, by=None),
            lambda: actions.hand_over(holder=theirs, to=one, by=None),
            lambda: actions.close_account(user=one, by=None),
            lambda: actions.end_seat(holder=theirs, by=None),
            lambda: actions.move(holder=holder, to=first, by=None),
            lambda: actions.close_seat(seat=second, by=None),
        )
        for seat in (first, second):
            assert holders_now().filter(seat=seat).count() <= 1
        assert not holders_now().filter(user__is_active=False).exists()
        assert not holders_now().filter(seat__closed_at__isnull=False).exists()
