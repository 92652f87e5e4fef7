"""Whoever leaves loses everything with the same transaction; whoever comes finds what the seat carries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from portal.audit.models import Entry
from portal.members import actions, carried, signals
from portal.members.acting import people_for
from portal.members.models import SeatHolder, User
from portal.members.queries import Answerer, answering
from portal.viewer import ANONYMOUS, MEMBER, viewer_for
from tests.members.conftest import PASSWORD, SignedIn, World

DIRECTORY = "/en/members/"


def holds_something(user: User) -> bool:
    return MEMBER in viewer_for(User.objects.get(pk=user.pk)).principals


class LeaverTests:
    def test_an_ended_seat_ends_the_session_with_the_next_request(self, world: World, browser: SignedIn) -> None:
        holder = world.seated("desk@ministry.example", world.desk)
        actions.choose_contact(
            holder=holder, telephone="1", shows_name=True, shows_email=True, shows_telephone=True, by=holder.user
        )
        client = browser(holder.user)
        assert client.get(DIRECTORY).status_code == 200
        actions.end_seat(holder=holder, by=world.focal.user)
        assert client.get(DIRECTORY).status_code == 302
        assert "_auth_user_id" not in client.session
        assert not holds_something(holder.user)
        left = SeatHolder.objects.get(pk=holder.pk)
        assert (left.telephone, left.shows_name, left.shows_email) == ("", False, False)
        assert Entry.objects.filter(action="members.seat.left", actor_id=world.focal.user.pk).exists()

    def test_a_closed_account_is_nobody_and_its_password_opens_nothing(self, world: World, browser: SignedIn) -> None:
        user = world.focal.user
        client = browser(user)
        actions.close_account(user=user, by=None)
        assert client.get(DIRECTORY).status_code == 302
        user.refresh_from_db()
        assert viewer_for(user) == ANONYMOUS
        assert not user.check_password(PASSWORD)
        assert not user.holdings.filter(until__isnull=True).exists()

    def test_with_a_body_go_its_seats_and_what_they_gave(self, world: World) -> None:
        actions.remove_body(body=world.ministry, by=None)
        assert not holds_something(world.focal.user)
        assert holds_something(world.head.user)
        assert not world.ministry.seats.filter(closed_at__isnull=True).exists()

    def test_all_of_it_or_nothing(self, world: World) -> None:
        def fail(**_told: object) -> None:
            raise RuntimeError

        signals.seat_vacant.connect(fail)
        try:
            with pytest.raises(RuntimeError):
                actions.end_seat(holder=world.focal, by=None)
        finally:
            signals.seat_vacant.disconnect(fail)
        assert holds_something(world.focal.user)
        assert User.objects.get(pk=world.focal.user_id).session_epoch == 0

    def test_whoever_loses_the_last_seat_deputises_no_more(self, world: World) -> None:
        today = timezone.now().date()
        days = {"first_day": today, "last_day": today + timedelta(days=9)}
        holder = world.seated("desk@ministry.example", world.desk)
        actions.name_deputy(seat=world.focal_seat, user=holder.user, by=world.focal.user, **days)
        assert holder.user in people_for(world.focal_seat)
        actions.end_seat(holder=holder, by=None)
        assert not holds_something(holder.user)

    def test_nobody_ends_the_time_of_others_without_the_right(self, world: World) -> None:
        holder = world.seated("desk@ministry.example", world.desk)
        with pytest.raises(PermissionDenied):
            actions.end_seat(holder=world.focal, by=holder.user)
        with pytest.raises(PermissionDenied):
            actions.close_account(user=world.head.user, by=holder.user)

    def test_the_last_administrator_stays(self, world: World) -> None:
        last = User.objects.create_superuser("root@balai.example", PASSWORD)
        User.objects.filter(is_superuser=True).exclude(pk=last.pk).update(is_superuser=False)
        with pytest.raises(ValidationError):
            actions.close_account(user=last, by=None)


class SuccessorTests:
    @pytest.fixture
    def kept(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[int]]]:
        """A kind of thing that seats carry: what stays with the seat, and what is a person's own."""
        told: dict[str, list[int]] = {"given": [], "dropped": []}
        monkeypatch.setattr(carried, "_kinds", dict(carried._kinds))
        carried.register(
            "test.watches",
            items=lambda seat: [carried.Item("Watches", 3)],
            hand_over=lambda holder: told["given"].append(holder.user_id),
            drop=lambda holder: told["dropped"].append(holder.user_id),
        )
        yield told

    def test_the_successor_finds_what_the_seat_carries(
        self, world: World, browser: SignedIn, kept: dict[str, list[int]]
    ) -> None:
        successor = world.seated("desk@ministry.example", world.desk).user
        kept["given"].clear()
        actions.write_note(holder=world.focal, text="The old files are in the tower.", by=world.focal.user)
        actions.ask_for_access(
            name="N", email="new@ministry.example", language="en", function="F", motive="M", body=world.ministry
        )
        actions.hand_over(holder=world.focal, to=successor, by=world.focal.user)
        assert (kept["given"], kept["dropped"]) == ([successor.pk], [world.focal.user_id])
        page = browser(successor).get(f"/en/members/seats/{world.focal_seat.token}/").content.decode()
        assert "The old files are in the tower." in page
        assert "Requests for access that wait</a>: 1" in page
        assert "Watches: 3" in page

    def test_moved_to_another_seat_one_loses_what_the_first_gave_and_stays_signed_in(
        self, world: World, browser: SignedIn
    ) -> None:
        user = world.focal.user
        client = browser(user)
        other = actions.open_seat(body=world.head_seat.body, function={"en": "Clerk"}, by=None)
        actions.move(holder=world.focal, to=other, by=None)
        held = viewer_for(User.objects.get(pk=user.pk)).principals
        assert "body:office" in held
        assert not held & {"body:ministry", "delegation:thailand", f"seat:{world.focal_seat.token}"}
        assert client.get(f"/en/members/seats/{other.token}/").status_code == 200
        assert client.get(f"/en/members/seats/{world.focal_seat.token}/").status_code == 404

    def test_what_is_for_a_vacant_seat_goes_to_the_head_and_then_to_staff(self, world: World) -> None:
        assert answering(world.focal_seat).users == (world.focal.user,)
        actions.end_seat(holder=world.focal, by=None)
        assert answering(world.focal_seat).users == (world.head.user,)
        actions.end_seat(holder=world.head, by=None)
        root = User.objects.create_superuser("root@balai.example", PASSWORD)
        found = answering(world.focal_seat)
        assert found.standing == Answerer.STAFF
        assert root in found.users
