"""Administrators search the log and take it home; nobody else learns that there is such a page."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.attribution import Attribution
from portal.audit import log
from portal.audit.models import Entry
from portal.members.models import User
from portal.pages.setting_up.roles import ADMINISTRATORS
from tests.conftest import _member_of


@pytest.fixture
def administrator(client: Client, portal: None) -> User:
    """Somebody who administers, signed in."""
    user = _member_of(ADMINISTRATORS, "administrator@office.example")
    client.force_login(user)
    return user


@pytest.fixture
def written(administrator: User) -> list[Entry]:
    """One entry of each shape."""
    with transaction.atomic():
        return [
            log.write("space.opened", by=administrator, on=("space", "7"), label="AMBER", members=3),
            log.write("post.written", by=administrator, on=("post", "8"), attribution=Attribution.CHATHAM_HOUSE),
            log.write("=cmd()", by=None, on=("@thing", "+9"), told="-1+1"),
        ]


def shown(client: Client, **asked: Any) -> str:
    answer = client.get(reverse("log_of_acts"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


class LogPageTests:
    def test_it_is_searched_by_each_field_alone_and_by_several(
        self, client: Client, administrator: User, written: list[Entry]
    ) -> None:
        opened, posted, odd = written
        today = timezone.now().date()
        asked = [
            ({"actor": administrator.email.upper(), "action": "space."}, opened),
            ({"actor": str(administrator.pk), "kind": "space"}, opened),
            ({"actor": posted.pseudonym}, posted),
            ({"action": "post.w"}, posted),
            ({"kind": "@thing"}, odd),
            ({"key": "8", "kind": "post"}, posted),
            ({"label": "AMBER", "since": today, "until": today}, opened),
        ]
        for fields, entry in asked:
            page = shown(client, **fields)
            assert "1 entry" in page, fields
            assert f"<code>{entry.action}</code>" in page
        assert "No entry answers this" in shown(client, label="AMBER", until=today - timedelta(days=1))
        assert "No entry answers this" in shown(client, action="space.", kind="post")

    def test_a_request_leads_to_all_that_it_wrote_and_pages_hold_fifty(
        self, client: Client, administrator: User
    ) -> None:
        client.post(reverse("system_try_mail"), {"what": "mail"})
        entry = Entry.objects.get(action="mail.tested")
        assert f"?request={entry.origin.request_id}" in shown(client)
        assert "1 entry" in shown(client, request=entry.origin.request_id)
        with transaction.atomic():
            for number in range(51):
                log.write("many", by=None, on=("thing", str(number)))
        assert "?action=many&amp;page=2" in shown(client, action="many")
        assert "1 of" not in shown(client, action="many", page="2")
        assert shown(client, action="many", page="2").count("<code>many</code>") == 1

    def test_what_no_entry_can_answer_is_told(self, client: Client, administrator: User) -> None:
        answer = client.get(reverse("log_of_acts"), {"since": "2026-02-02", "until": "2026-02-01"})
        assert answer.status_code == 422
        assert "before the first one" in answer.content.decode()

    def test_taking_it_home_is_an_entry_and_no_cell_is_a_formula(
        self, client: Client, administrator: User, written: list[Entry]
    ) -> None:
        answer = client.post(reverse("log_export"), {"kind": "@thing"})
        rows = list(csv.reader(b"".join(answer).decode("utf-8-sig").splitlines()))  # type: ignore[arg-type]
        assert [row[4:9] for row in rows[1:]] == [["'=cmd()", "'@thing", "'+9", "", '{"told": "-1+1"}']]
        taken = Entry.objects.get(action="log.exported")
        assert (taken.actor_id, taken.details) == (administrator.pk, {"count": 1, "asked": ["kind"]})
        assert client.get(reverse("log_export")).status_code == 405

    def test_nobody_else_learns_that_there_is_such_a_page(self, written: list[Entry], publisher: User) -> None:
        client = Client()
        client.force_login(publisher)
        assert client.get(reverse("log_of_acts")).status_code == 404
        assert client.post(reverse("log_export")).status_code == 404
        assert not Entry.objects.filter(action="log.exported").exists()
