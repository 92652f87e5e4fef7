"""What was taken away since a backup is taken away again, where the log survives; what was given is not given again."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.utils import timezone
from wagtail.models import Page

from portal.audit.models import Entry
from portal.backups.ending import end_what_is_over
from portal.backups.replaying import Replayed, replay
from portal.backups.revoking import AGAIN
from portal.backups.shelf import BackupError
from portal.marking import Label
from portal.markings.models import Marking
from portal.members.models import Body, Invitation, Seat, SeatHolder, User
from portal.notices.models import Mail
from tests.conftest import MakePublication

PASSWORD = "river-and-mountain-4"
_numbers = itertools.count(10_000_000)


def entry(action: str, on: Any = None, **details: Any) -> dict[str, Any]:
    """A line of a log, as it is told."""
    label = details.pop("label", "")
    key = on if isinstance(on, str) else str(on.pk) if on else ""
    number = next(_numbers)
    named = {"action": action, "object_type": "", "object_key": key, "label": label, "details": details}
    return {"kind": "entry", "id": number, "a_later_column": "told", **named}


def known() -> Iterator[Mapping[str, Any]]:
    """The entries that the backup holds as well."""
    for held in Entry.objects.order_by("id").values():
        yield {"kind": "entry", **held}


def again(*told: Mapping[str, Any]) -> Replayed:
    return replay([*known(), *told])


@pytest.fixture
def seat(portal: None) -> Seat:
    return Seat.objects.create(body=Body.objects.get(slug="a-body"), function={"en": "Focal point"})


@pytest.fixture
def person(portal: None) -> User:
    return User.objects.create_user(email="one@office.example", password=PASSWORD)


class AgainTests:
    def test_a_closed_account_is_closed_and_its_seat_left_and_nobody_is_told_twice(
        self, seat: Seat, person: User
    ) -> None:
        holder = SeatHolder.objects.create(seat=seat, user=person)
        replayed = again(entry("members.seat.left", seat, person=person.pk), entry("members.account.closed", on=person))
        person.refresh_from_db()
        holder.refresh_from_db()
        assert not person.is_active
        assert holder.until is not None
        assert replayed.done.total() == 2
        assert Mail.objects.count() == 0

    def test_an_erased_account_is_erased(self, person: User) -> None:
        again(entry("members.account.closed", person), entry("members.account.erased", person))
        person.refresh_from_db()
        assert person.email.endswith("@erased.invalid")
        assert not person.is_active

    def test_the_last_administrator_stays_and_that_is_told(self, person: User) -> None:
        User.objects.filter(pk=person.pk).update(is_superuser=True)
        User.objects.exclude(pk=person.pk).update(is_superuser=False)
        replayed = again(entry("members.account.closed", person))
        assert "last administrator" in replayed.left[0]
        assert User.objects.get(pk=person.pk).is_active

    def test_invitations_that_were_taken_back_or_used_let_nobody_in(self, seat: Seat) -> None:
        later = timezone.now() + timedelta(days=3)
        other = Seat.objects.create(body=seat.body, function={"en": "Other"})
        both = [Invitation.objects.create(email="a@b.example", seat=one, expires_at=later) for one in (seat, other)]
        again(entry("members.invitation.taken_back", both[0]), entry("members.invitation.accepted", both[1]))
        assert not any(invitation.is_open for invitation in Invitation.objects.all())

    def test_a_proof_that_was_taken_out_does_not_come_back_with_the_old_password(self, person: User) -> None:
        Authenticator.objects.create(user=person, type="totp", data={})
        again(entry("members.factor.removed", person, kind="totp"))
        person.refresh_from_db()
        assert not Authenticator.objects.filter(user=person).exists()
        assert not person.has_usable_password()

    def test_a_label_is_tightened_and_never_lowered(self, make_publication: MakePublication) -> None:
        page = make_publication("T-2026-101", label=Label.CLEAR)
        other = make_publication("T-2026-102", label=Label.GREEN)
        replayed = again(
            entry("marking.set", str(page.translation_key), label="GREEN"),
            entry("marking.lowered", str(other.translation_key), label="CLEAR"),
            entry("marking.set", str(other.translation_key), label="CLEAR"),
        )
        labels = Marking.objects.filter(group__in=[page.translation_key, other.translation_key])
        assert [marking.label for marking in labels] == ["GREEN", "GREEN"]
        assert replayed.anew == {"labels lowered": 1}

    def test_a_page_that_was_hidden_is_hidden_unless_it_was_published_since(
        self, make_publication: MakePublication
    ) -> None:
        hidden, back = make_publication("T-2026-101"), make_publication("T-2026-102")
        told = [(hidden, "wagtail.unpublish"), (back, "wagtail.unpublish"), (back, "wagtail.publish")]
        replayed = again(
            *({"kind": "page", "id": next(_numbers), "page": page.pk, "action": action} for page, action in told)
        )
        assert replayed.hidden == 1
        assert [Page.objects.get(pk=page.pk).live for page in (hidden, back)] == [False, True]

    def test_what_the_backup_does_not_hold_is_passed_over(self, portal: None) -> None:
        nothing = [entry(action, "99999999", label="RED", person=7, kind="totp") for action in AGAIN]
        for told in nothing:
            if told["action"].startswith("marking"):
                told["object_key"] = "b2a35a8e-8e0b-4e0e-9f5e-0d6f6a3a1111"
        assert again(*nothing).done.total() == 0

    def test_the_log_of_another_portal_is_refused_and_nothing_done(self, person: User) -> None:
        first = next(iter(known()))
        with pytest.raises(BackupError, match="another portal"):
            replay([{**first, "object_key": "something else"}, entry("members.account.closed", person)])
        assert User.objects.get(pk=person.pk).is_active

    def test_whether_it_reaches_back_to_the_backup_is_told(self, person: User) -> None:
        assert replay([entry("members.account.closed", person)]).reaches_back is False
        assert again().reaches_back is True


class EndingTests:
    def test_nobody_is_signed_in_and_no_link_that_was_mailed_leads_anywhere(self, person: User, seat: Seat) -> None:
        from allauth.account.forms import default_token_generator

        token = default_token_generator.make_token(person)
        Session.objects.create(session_key="k" * 32, session_data="", expire_date=timezone.now() + timedelta(days=1))
        Invitation.objects.create(email="a@b.example", seat=seat, expires_at=timezone.now() + timedelta(days=3))
        Mail.objects.create(kind="invited", user=person, next_try=timezone.now())
        epoch = person.session_epoch
        ended = end_what_is_over(invitations_too=True)
        person.refresh_from_db()
        assert (ended.invitations, ended.mails) == (1, 1)
        assert not Session.objects.exists()
        assert person.session_epoch == epoch + 1
        assert not default_token_generator.check_token(person, token)
        assert Mail.objects.get().given_up is not None

    def test_invitations_stay_where_the_log_tells_of_them(self, seat: Seat) -> None:
        waiting = Invitation.objects.create(
            email="a@b.example", seat=seat, expires_at=timezone.now() + timedelta(days=3)
        )
        assert end_what_is_over(invitations_too=False).invitations == 0
        waiting.refresh_from_db()
        assert waiting.is_open
