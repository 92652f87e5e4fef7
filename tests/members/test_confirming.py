"""A seat that nobody confirms closes after two reminders, and never without them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from portal.members import actions, duties, signals
from portal.members.models import AccessRequest, Invitation, Seat
from tests.members.conftest import World
from tests.retention.kinds import purge


@pytest.fixture
def told() -> Any:
    """The reminders, as whoever mails is told of them."""
    numbers: list[int] = []

    def keep(number: int, **_more: Any) -> None:
        numbers.append(number)

    signals.confirmation_wanted.connect(keep)
    yield numbers
    signals.confirmation_wanted.disconnect(keep)


def pass_days(seat: Seat, days: int) -> None:
    """As if so many days had gone by since all that happened to this seat."""
    seat.refresh_from_db()
    seat.confirmed_at -= timedelta(days=days)
    if seat.reminded_at:
        seat.reminded_at -= timedelta(days=days)
    seat.save()
    duties.look_after_seats()
    seat.refresh_from_db()


class ConfirmationTests:
    def test_two_reminders_and_then_it_closes(self, world: World, told: list[int]) -> None:
        seat = world.focal_seat
        pass_days(seat, 334)
        assert told == []
        pass_days(seat, 1)
        duties.look_after_seats()
        assert told == [1]
        pass_days(seat, 15)
        assert told == [1, 2]
        pass_days(seat, 14)
        assert seat.is_open
        pass_days(seat, 1)
        assert not seat.is_open
        assert not world.focal.user.holdings.filter(until__isnull=True).exists()
        assert told == [1, 2]

    def test_after_a_long_stop_of_the_portal_the_reminders_come_first(self, world: World, told: list[int]) -> None:
        seat = world.focal_seat
        pass_days(seat, 800)
        duties.look_after_seats()
        assert (told, seat.is_open) == ([1], True)
        pass_days(seat, 13)
        assert told == [1]
        pass_days(seat, 1)
        assert (told, seat.is_open) == ([1, 2], True)
        pass_days(seat, 14)
        assert not seat.is_open

    def test_a_confirmation_begins_the_year_anew(self, world: World, told: list[int]) -> None:
        seat = world.focal_seat
        pass_days(seat, 340)
        actions.confirm(seat=seat, by=world.focal.user)
        pass_days(seat, 300)
        assert (told, seat.reminders, seat.is_open) == ([1], 0, True)


class ForgettingTests:
    def test_what_was_decided_long_ago_is_forgotten_and_what_waits_is_not(self, world: World) -> None:
        for email in ("old@a.example", "waits@a.example"):
            actions.ask_for_access(name="N", email=email, language="en", function="F", motive="M", organisation="O")
        actions.decide(request=AccessRequest.objects.get(email="old@a.example"), grant=False, by=None)
        actions.invite(email="never@a.example", language="en", seat=world.desk, by=None)
        long_ago = timezone.now() - timedelta(days=200)
        AccessRequest.objects.update(asked_at=long_ago)
        AccessRequest.objects.exclude(decided_at=None).update(decided_at=long_ago)
        Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
        duties.look_after_invitations()
        assert (purge("requests for access"), purge("invitations")) == (1, 0)
        assert [request.email for request in AccessRequest.objects.all()] == ["waits@a.example"]
        assert Invitation.objects.get().withdrawn_at is not None
        Invitation.objects.update(withdrawn_at=long_ago)
        assert purge("invitations") == 1
        assert not Invitation.objects.exists()
