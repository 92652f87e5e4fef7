"""A mail leaves once, whatever dies meanwhile; what cannot leave is tried again, and then shown to staff."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from portal.members import actions
from portal.members.models import User
from portal.notices.models import Mail
from portal.notices.outbox import claiming, kinds
from portal.notices.outbox.again import send_again
from portal.notices.outbox.kinds import Letter, UnknownKindError
from portal.notices.outbox.limits import MOST_TRIES
from portal.notices.outbox.sending import send_some
from portal.notices.outbox.state import figures, state
from portal.notices.outbox.waking import sweep
from portal.notices.outbox.writing import post
from portal.work.running import run_waiting
from tests.members.conftest import World
from tests.notices.conftest import Server
from tests.retention.kinds import purge


@pytest.fixture(autouse=True)
def kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of mail that is due as long as nobody calls it off."""

    def write(mail: Mail) -> Letter | None:
        if mail.about.get("broken"):
            raise ValueError("a secret word")
        return None if mail.about.get("off") else Letter("Balai: a\nsubject", f"Number {mail.about['number']}.")

    monkeypatch.setitem(kinds._writers, "sample", write)


@pytest.fixture
def reader(db: None) -> User:
    """Somebody to write to."""
    return User.objects.create_user("reader@office.example", "quiet river stones")


def posted(number: int = 1, address: str = "", **about: bool) -> Mail:
    with transaction.atomic():
        return post("sample", address=address or f"n{number}@office.example", language="en", number=number, **about)


def later(**fields: timedelta) -> None:
    """Let time pass for every mail that waits."""
    for name, span in fields.items():
        for mail in Mail.objects.exclude(**{name: None}):
            Mail.objects.filter(pk=mail.pk).update(**{name: getattr(mail, name) - span})


@pytest.mark.django_db
class LeavingTests:
    def test_it_leaves_once_and_nothing_is_kept(self, mailoutbox: list[EmailMessage]) -> None:
        posted()
        posted(2)
        assert not mailoutbox, "nothing is sent where it is posted"
        run_waiting()
        run_waiting()
        assert [(mail.to, mail.subject) for mail in mailoutbox] == [
            (["n1@office.example"], "Balai: a subject"),
            (["n2@office.example"], "Balai: a subject"),
        ]
        assert mailoutbox[0].extra_headers["Auto-Submitted"] == "auto-generated"
        assert not Mail.objects.exists()

    def test_what_is_not_due_any_more_is_left_out(self, reader: User, mailoutbox: list[EmailMessage]) -> None:
        posted(off=True)
        with transaction.atomic():
            post("sample", to=reader, number=2)
        User.objects.update(is_active=False)
        run_waiting()
        assert not mailoutbox
        assert not Mail.objects.exists()

    def test_of_two_workers_one_has_it(self) -> None:
        posted()
        first = claiming.take()
        assert first is not None
        assert claiming.take() is None

    def test_a_kind_that_nobody_writes_is_refused_where_it_is_posted(self, db: None) -> None:
        with pytest.raises(UnknownKindError), transaction.atomic():
            post("of tomorrow", address="a@office.example")


@pytest.mark.django_db(transaction=True)
class TransactionTests:
    def test_outside_a_transaction_nothing_is_posted(self) -> None:
        with pytest.raises(RuntimeError):
            post("sample", address="a@office.example")

    def test_what_is_undone_is_not_told(self, mailoutbox: list[EmailMessage]) -> None:
        with pytest.raises(OSError, match="full"), transaction.atomic():
            posted()
            raise OSError("The disk is full.")
        run_waiting()
        assert not mailoutbox


@pytest.mark.django_db
class DeathTests:
    def test_a_worker_that_died_before_has_another_one_send_it(self, server: Server) -> None:
        posted()
        claiming.take()
        send_some()
        assert not server.got, "as long as its lease runs, it may still be at it"
        later(held_until=timedelta(minutes=10))
        send_some()
        assert len(server.got) == 1

    def test_one_that_died_right_after_sending_has_it_sent_no_second_time(self, server: Server) -> None:
        posted()
        server.refuses["n1@office.example"] = KeyboardInterrupt()
        with pytest.raises(KeyboardInterrupt):
            send_some()
        server.refuses.clear()
        later(held_until=timedelta(minutes=10))
        sweep()
        send_some()
        assert len(server.got) == 1
        listed = Mail.objects.get(given_up__isnull=False)
        assert "may have arrived" in listed.reason
        assert send_again([listed.pk], by=None) == 1
        send_some()
        assert [mail.extra_headers["Message-ID"] for mail in server.got] == [f"<{listed.mark}@localhost>"] * 2

    def test_one_that_was_only_slow_hands_nothing_over_that_another_has(self, server: Server) -> None:
        posted()
        slow = claiming.take()
        later(held_until=timedelta(minutes=10))
        other = claiming.take()
        assert slow is not None
        assert other is not None
        assert (slow.begin(), other.begin()) == (False, True)

    def test_one_that_was_slow_after_sending_takes_it_off_the_list(self) -> None:
        posted()
        slow = claiming.take()
        assert slow is not None
        assert slow.begin()
        later(held_until=timedelta(minutes=10))
        assert claiming.list_lost() == 1
        slow.sent()
        assert not Mail.objects.exists()


@pytest.mark.django_db
class TryingAgainTests:
    def test_one_that_is_refused_or_cannot_be_written_holds_up_no_other(self, server: Server) -> None:
        posted(1)
        posted(2, broken=True)
        posted(3)
        server.refuses["n1@office.example"] = OSError("550 no such box")
        send_some()
        assert [mail.to for mail in server.got] == [["n3@office.example"]]
        assert set(Mail.objects.values_list("attempts", "reason")) == {
            (1, "OSError: 550 no such box"),
            (1, "ValueError: a secret word"),
        }
        sweep()
        assert not Mail.objects.filter(next_try__lte=timezone.now()).exists()

    def test_a_server_that_is_away_is_asked_once_for_all_of_them(self, server: Server) -> None:
        server.away = ConnectionRefusedError("no answer")
        for number in (1, 2):
            posted(number)
        send_some()
        assert list(Mail.objects.values_list("attempts", flat=True)) == [1, 1]
        server.away = None
        later(next_try=timedelta(minutes=2))
        send_some()
        assert len(server.got) == 2

    def test_pauses_grow_and_the_last_try_is_told(self, server: Server) -> None:
        server.away = ConnectionRefusedError("no answer")
        posted()
        pauses = []
        while state().given_up == 0:
            send_some()
            mail = Mail.objects.get()
            pauses.append(round((mail.next_try - timezone.now()).total_seconds() / 60))
            later(next_try=timedelta(days=1))
        assert pauses[: MOST_TRIES - 1] == [1, 3, 9, 27, 81, 243, 729]
        told = {figure.name: figure.value for figure in figures()}
        assert (told["mail_waiting"], told["mail_given_up"]) == (0, 1)
        Mail.objects.update(given_up=timezone.now() - timedelta(days=31))
        assert purge("mails") == 1


class KeepingTests:
    def test_a_row_holds_neither_text_nor_secret(self, quiet: World) -> None:
        invitation = actions.invite(email="New@Ministry.Example", language="th", seat=quiet.desk, by=quiet.focal.user)
        row = Mail.objects.values("kind", "user", "address", "language", "about").get()
        assert row == {
            "kind": "invitation.sent",
            "user": None,
            "address": "new@ministry.example",
            "language": "th",
            "about": {"invitation": invitation.pk},
        }
