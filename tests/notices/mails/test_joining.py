"""Whoever is invited, asks or is refused gets one plain mail in their language, as long as it is still true."""

from __future__ import annotations

import re
from datetime import timedelta

from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from portal.members import actions
from portal.members.models import AccessRequest, Invitation
from portal.work.running import run_waiting
from tests.members.conftest import World
from tests.notices.conftest import texts

NEW = "new@ministry.example"


def _invited(world: World, language: str = "en") -> Invitation:
    return actions.invite(email=NEW, language=language, seat=world.desk, by=world.focal.user)


def _asked(world: World) -> AccessRequest:
    asked = {"name": "Ari Nusa", "function": "Desk", "motive": "A secret motive"}
    actions.ask_for_access(email=NEW, language="th", body=world.ministry, **asked)
    return AccessRequest.objects.get()


class InvitationTests:
    def test_the_link_is_made_when_it_is_sent_and_opens_the_invitation(
        self, quiet: World, client: Client, mailoutbox: list[EmailMessage]
    ) -> None:
        _invited(quiet, "th")
        run_waiting()
        [mail] = mailoutbox
        assert mail.to == [NEW]
        link = re.search(r"http://localhost:8000(/th/\S+)", mail.body)
        assert link
        assert client.get(link[1]).status_code == 200
        assert "Desk, Ministry" in mail.body

    def test_one_that_was_taken_back_before_is_not_sent(self, quiet: World, mailoutbox: list[EmailMessage]) -> None:
        actions.take_back(invitation=_invited(quiet), by=quiet.focal.user)
        run_waiting()
        assert not mailoutbox

    def test_whoever_invited_is_told_that_its_time_ran_out(self, quiet: World, mailoutbox: list[EmailMessage]) -> None:
        _invited(quiet)
        Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
        actions.expire_invitations()
        run_waiting()
        [mail] = mailoutbox
        assert mail.to == [quiet.focal.user.email]
        assert "/en/members/invitations/" in mail.body


class RequestTests:
    def test_whoever_decides_is_told_and_the_mail_says_nothing_of_who_asks(
        self, quiet: World, mailoutbox: list[EmailMessage]
    ) -> None:
        request = _asked(quiet)
        run_waiting()
        [mail] = mailoutbox
        assert mail.to == [quiet.focal.user.email]
        assert f"/en/members/requests/{request.token}/" in mail.body
        assert not any(word in texts(mailoutbox)[0] for word in ("Ari", "secret", NEW))

    def test_whoever_decides_no_longer_by_then_is_not(self, quiet: World, mailoutbox: list[EmailMessage]) -> None:
        _asked(quiet)
        actions.end_seat(holder=quiet.focal, by=None)
        run_waiting()
        assert "asks for access" not in "".join(texts(mailoutbox))

    def test_a_refusal_is_told_to_the_address_that_asked(self, quiet: World, mailoutbox: list[EmailMessage]) -> None:
        actions.decide(request=_asked(quiet), grant=False, by=quiet.focal.user)
        run_waiting()
        assert [mail.to for mail in mailoutbox] == [[NEW]]
        assert "http" not in mailoutbox[0].body
