"""Administrators try whether mail leaves and whether its links lead here; nobody is let in by it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

from portal.audit.models import Entry
from portal.members.models import Invitation, User
from portal.pages.setting_up.roles import ADMINISTRATORS, PUBLISHERS
from portal.work.running import run_waiting
from tests.conftest import _member_of

ADDRESS = "/administration/system/mail/"


def _pressed(user: User, what: str) -> tuple[int, str]:
    client = Client()
    client.force_login(user)
    answer = client.post(ADDRESS, {"what": what}, follow=True)
    run_waiting()
    return answer.status_code, answer.content.decode()


class TryingMailTests:
    def test_a_few_words_go_to_whoever_asks_and_the_log_says_so(self, portal: None, mailoutbox: list[Any]) -> None:
        administrator = _member_of(ADMINISTRATORS, "administrator@office.example")
        status, page = _pressed(administrator, "mail")
        assert status == 200
        assert "On its way to administrator@office.example." in page
        assert [(mail.to, mail.subject) for mail in mailoutbox] == [([administrator.email], "Balai: a test mail")]
        assert Entry.objects.filter(action="mail.tested", actor_id=administrator.pk).count() == 1

    def test_the_link_of_a_test_invitation_leads_here_and_to_no_seat(self, portal: None, mailoutbox: list[Any]) -> None:
        administrator = _member_of(ADMINISTRATORS, "administrator@office.example")
        _pressed(administrator, "invitation")
        link = re.search(r"http\S+", mailoutbox[0].body)
        assert link
        answer = Client().get(urlsplit(link.group()).path)
        assert answer.status_code == 404
        assert "This invitation cannot be used" in answer.content.decode()
        assert not Invitation.objects.exists()

    def test_for_other_staff_there_is_no_such_thing(self, portal: None, mailoutbox: list[Any]) -> None:
        assert _pressed(_member_of(PUBLISHERS, "publisher@office.example"), "mail")[0] == 404
        assert mailoutbox == []
