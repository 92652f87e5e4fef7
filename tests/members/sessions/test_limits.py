"""A session ends after half an hour without a request, and after half a day; what was typed waits for its writer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from tests.members.conftest import PASSWORD, SignedIn, World
from tests.retention.kinds import purge
from tests.second_proofs import code

PAGE, NOTE = "/en/members/", "What the next one should know of the desk."


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-11-23 08:00 +0000", tick=False) as traveller:
        yield traveller


def is_in(client: Client) -> bool:
    return client.get(PAGE).status_code == 200


class LimitsTests:
    def test_half_an_hour_without_a_request_ends_it(
        self, clock: time_machine.Traveller, world: World, browser: SignedIn
    ) -> None:
        client = browser(world.focal.user)
        assert is_in(client)
        clock.shift(timedelta(minutes=29))
        assert is_in(client)
        clock.shift(timedelta(minutes=31, seconds=1))
        assert not is_in(client)
        assert "_auth_user_id" not in client.session

    def test_half_a_day_ends_it_however_busy(
        self, clock: time_machine.Traveller, world: World, browser: SignedIn
    ) -> None:
        client = browser(world.focal.user)
        for _quarter in range(48):
            clock.shift(timedelta(minutes=15))
            assert is_in(client)
        clock.shift(timedelta(minutes=1))
        assert not is_in(client)

    def test_what_ran_out_is_forgotten(self, clock: time_machine.Traveller, world: World, browser: SignedIn) -> None:
        browser(world.focal.user)
        clock.shift(timedelta(days=2))
        purge("sessions")
        purge("what was listed of sessions")
        assert (Session.objects.count(), UserSession.objects.count()) == (0, 0)


class KeptTests:
    def lose(self, clock: time_machine.Traveller, world: World, client: Client) -> str:
        """Write a note for as long as the session lasts, and a minute more; answers where it was sent."""
        place = f"/en/members/seats/{world.focal_seat.token}/"
        client.get(place)
        clock.shift(timedelta(minutes=31))
        answer = client.post(place, {"act": "note", "text": NOTE, "password": "x"}, headers={"Accept": "text/html"})
        assert answer["Location"].startswith("/en/account/sign-in/?next=")
        return place

    def sign_in(self, client: Client, email: str) -> None:
        client.post("/en/account/sign-in/", {"login": email, "password": PASSWORD})
        client.post("/en/account/sign-in/proof/", {"code": code()})
        assert is_in(client)

    def test_what_was_typed_is_there_after_signing_in_again(
        self, clock: time_machine.Traveller, world: World, browser: SignedIn
    ) -> None:
        client = browser(world.focal.user)
        place = self.lose(clock, world, client)
        self.sign_in(client, world.focal.user.email)
        page = client.get(place).content.decode()
        assert "What you wrote is kept" in page
        assert NOTE in page
        assert 'name="password"' not in page
        client.post(place, {"act": "note", "text": NOTE})
        world.focal.refresh_from_db()
        assert world.focal.handing_over == NOTE
        assert NOTE in client.get(place).content.decode()
        assert "What you wrote is kept" not in client.get(place).content.decode()

    def test_nobody_else_finds_it(self, clock: time_machine.Traveller, world: World, browser: SignedIn) -> None:
        client = browser(world.focal.user)
        place = self.lose(clock, world, client)
        self.sign_in(client, world.head.user.email)
        assert NOTE not in client.get(place).content.decode()
        assert "kept_form" not in client.session

    def test_it_can_be_given_up(self, clock: time_machine.Traveller, world: World, browser: SignedIn) -> None:
        client = browser(world.focal.user)
        place = self.lose(clock, world, client)
        self.sign_in(client, world.focal.user.email)
        assert client.get(f"{place}?kept=no")["Location"] == place
        assert "What you wrote is kept" not in client.get(place).content.decode()


class SessionsPageTests:
    def test_it_lists_sessions_and_ends_the_others(self, world: World) -> None:
        here, there = Client(headers={"User-Agent": "Here"}), Client(headers={"User-Agent": "There"})
        for number, client in enumerate((here, there)):
            client.post("/en/account/sign-in/", {"login": world.focal.user.email, "password": PASSWORD})
            with time_machine.travel(timedelta(minutes=number), tick=False):
                client.post("/en/account/sign-in/proof/", {"code": code()})
        page = here.get("/en/account/sessions/").content.decode()
        assert "There" in page
        here.post("/en/account/sessions/")
        assert not is_in(there)
        assert is_in(here)

    def test_hours_are_those_of_the_clock_that_the_profile_names(
        self, clock: time_machine.Traveller, world: World, client: Client
    ) -> None:
        user = world.focal.user
        user.time_zone = "Asia/Vientiane"
        user.save()
        client.post("/en/account/sign-in/", {"login": user.email, "password": PASSWORD})
        client.post("/en/account/sign-in/proof/", {"code": code()})
        assert "23 November 2026, 15:00 (Vientiane)" in client.get("/en/account/sessions/").content.decode()
