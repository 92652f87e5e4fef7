"""People are told of their seats, and whoever answers for a seat of what becomes of it; of what is past, nobody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from portal.members import actions
from portal.members.models import Deputy, SeatHolder
from portal.notices.models import Mail
from portal.work.running import run_waiting
from tests.members.conftest import World
from tests.notices.conftest import texts


@pytest.fixture
def desk(quiet: World) -> SeatHolder:
    """Somebody at the desk, who has read of it."""
    holder = quiet.seated("desk@ministry.example", quiet.desk)
    Mail.objects.all().delete()
    return holder


def _told(mails: list[EmailMessage]) -> set[tuple[str, str]]:
    """To whom, and what."""
    return {(mail.to[0].partition("@")[0], mail.subject.removeprefix("Balai: ")) for mail in mails}


class HolderTests:
    def test_taking_and_leaving_are_told_and_who_answers_now(
        self, quiet: World, mailoutbox: list[EmailMessage]
    ) -> None:
        holder = quiet.seated("desk@ministry.example", quiet.desk)
        run_waiting()
        assert _told(mailoutbox) == {("desk", "You hold a seat")}
        assert f"/en/members/seats/{quiet.desk.token}/" in mailoutbox[0].body
        mailoutbox.clear()
        actions.end_seat(holder=holder, by=quiet.focal.user)
        run_waiting()
        assert _told(mailoutbox) == {("desk", "You left a seat"), ("head", "A seat is vacant")}

    def test_a_move_is_one_mail(self, quiet: World, desk: SeatHolder, mailoutbox: list[EmailMessage]) -> None:
        other = actions.open_seat(body=quiet.ministry, function={"en": "Registry"}, by=None)
        actions.move(holder=desk, to=other, by=quiet.focal.user)
        run_waiting()
        assert _told(mailoutbox) == {("desk", "You hold another seat")}
        assert all(words in mailoutbox[0].body for words in ("Registry, Ministry", "Desk, Ministry"))

    def test_who_has_left_by_then_is_not_welcomed(self, quiet: World, mailoutbox: list[EmailMessage]) -> None:
        actions.end_seat(holder=quiet.seated("desk@ministry.example", quiet.desk), by=None)
        run_waiting()
        assert ("desk", "You hold a seat") not in _told(mailoutbox)

    def test_a_closed_account_is_told_that_and_nothing_else(
        self, quiet: World, desk: SeatHolder, mailoutbox: list[EmailMessage]
    ) -> None:
        actions.close_account(user=desk.user, by=None)
        run_waiting()
        assert [one for one in _told(mailoutbox) if one[0] == "desk"] == [("desk", "Your account was closed")]

    def test_erasing_leaves_no_mail_to_the_address_but_the_last(self, quiet: World, desk: SeatHolder) -> None:
        former = desk.user.email
        invited = actions.open_seat(body=quiet.ministry, function={"en": "Registry"}, by=None)
        actions.invite(email=former, language="en", seat=invited, by=quiet.focal.user)
        actions.erase_account(user=desk.user, by=desk.user)
        assert list(Mail.objects.filter(address=former).values_list("kind", flat=True)) == ["account.closed"]
        run_waiting()
        assert not Mail.objects.filter(address=former).exists()


class ConfirmingTests:
    def test_it_is_asked_for_in_both_reminders_until_somebody_confirms(
        self, quiet: World, desk: SeatHolder, mailoutbox: list[EmailMessage]
    ) -> None:
        for _number in (1, 2):
            actions.remind(seat=quiet.desk, closes_on=date(2027, 3, 1))
            run_waiting()
        assert [mail.to for mail in mailoutbox] == [[desk.user.email]] * 2
        assert "1 March 2027" in mailoutbox[0].body
        quiet.desk.refresh_from_db()
        actions.remind(seat=quiet.desk, closes_on=date(2027, 3, 1))
        actions.confirm(seat=quiet.desk, by=desk.user)
        run_waiting()
        assert len(mailoutbox) == 2

    def test_one_that_nobody_confirmed_is_told_to_who_answers(
        self, quiet: World, desk: SeatHolder, mailoutbox: list[EmailMessage]
    ) -> None:
        actions.close_seat(seat=quiet.desk, by=None)
        run_waiting()
        assert _told(mailoutbox) == {("desk", "You left a seat"), ("head", "A seat was closed")}
        assert "nobody confirmed" in "".join(texts(mailoutbox))


class DeputyTests:
    def _named(self, world: World, by: Any = None) -> Deputy:
        today = timezone.now().date()
        return actions.name_deputy(
            seat=world.desk, user=world.focal.user, first_day=today, last_day=today + timedelta(days=9), by=by
        )

    def test_both_sides_are_told_but_who_did_it(
        self, quiet: World, desk: SeatHolder, mailoutbox: list[EmailMessage]
    ) -> None:
        deputy = self._named(quiet, desk.user)
        run_waiting()
        assert _told(mailoutbox) == {("focal", "You are named as deputy")}
        mailoutbox.clear()
        actions.end_deputy(deputy=deputy, by=desk.user)
        run_waiting()
        assert _told(mailoutbox) == {("focal", "You are deputy no longer"), ("desk", "Your deputy has ended")}

    def test_with_the_seat_it_ends_and_is_told(
        self, quiet: World, desk: SeatHolder, mailoutbox: list[EmailMessage]
    ) -> None:
        self._named(quiet)
        actions.end_seat(holder=desk, by=None)
        run_waiting()
        assert ("focal", "You are deputy no longer") in _told(mailoutbox)
        assert ("focal", "You are named as deputy") not in _told(mailoutbox)
