"""Administrators see which mails were given up, and send them again."""

from __future__ import annotations

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry
from portal.members.models import User
from portal.notices.models import Mail
from portal.pages.setting_up.roles import ADMINISTRATORS
from portal.work.running import run_waiting
from tests.conftest import _member_of


@pytest.fixture
def administrator(client: Client, portal: None) -> User:
    """Somebody who administers, signed in."""
    user = _member_of(ADMINISTRATORS, "administrator@office.example")
    client.force_login(user)
    return user


@pytest.fixture
def given_up(administrator: User) -> list[Mail]:
    """Two mails to one person."""
    now = timezone.now()
    told = {"kind": "account.changed", "user": administrator, "next_try": now, "given_up": now, "attempts": 8}
    return [Mail.objects.create(about={"what": "password_changed"}, reason=f"reason {n}", **told) for n in (1, 2)]


class GivenUpMailsTests:
    def test_the_system_page_leads_to_the_list_which_says_to_whom_and_why(
        self, client: Client, given_up: list[Mail]
    ) -> None:
        system = client.get(reverse("system")).content.decode()
        assert "2 mails" in system
        assert reverse("given_up_mails") in system
        page = client.get(reverse("given_up_mails")).content.decode()
        assert "administrator@office.example" in page
        assert "reason 2" in page

    def test_one_is_sent_again_or_all_and_the_log_says_by_whom(
        self, client: Client, administrator: User, given_up: list[Mail], mailoutbox: list[EmailMessage]
    ) -> None:
        address = reverse("given_up_mails_send")
        client.post(address, {"mail": "none"})
        client.post(address)
        assert Mail.objects.filter(given_up__isnull=False).count() == 2
        client.post(address, {"mail": str(given_up[0].pk)})
        run_waiting()
        assert len(mailoutbox) == 1
        entry = Entry.objects.get(action="mails.send_again")
        assert (entry.actor_id, entry.details) == (administrator.pk, {"count": 1})
        client.post(address, {"mail": ""})
        run_waiting()
        assert len(mailoutbox) == 2

    def test_nobody_else_learns_that_there_is_such_a_list(self, given_up: list[Mail], publisher: User) -> None:
        client = Client()
        client.force_login(publisher)
        assert client.get(reverse("given_up_mails")).status_code == 404
        assert client.post(reverse("given_up_mails_send"), {"mail": ""}).status_code == 404
        assert Mail.objects.filter(given_up__isnull=False).count() == 2
