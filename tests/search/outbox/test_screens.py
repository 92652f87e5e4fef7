"""Administrators see what the search server refused, and send it again."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry
from portal.members.models import User
from search.outbox.models import Change, Kind
from search.outbox.sending import send_some
from tests.search.elsewhere import Cluster
from tests.search.library import Library


@pytest.fixture
def administrator(client: Client, publisher: User) -> User:
    """Somebody with the right over the system, signed in."""
    publisher.user_permissions.add(Permission.objects.get(content_type__app_label="metrics", codename="administer"))
    client.force_login(publisher)
    return publisher


@pytest.fixture
def refused(elsewhere: Cluster) -> list[Change]:
    """Two changes that were given up."""
    told = {"kind": Kind.TEXT, "next_try": timezone.now(), "given_up": timezone.now(), "attempts": 8}
    return [Change.objects.create(key=f"thing:{number}", reason=f"reason {number}", **told) for number in (1, 2)]


class ScreenTests:
    def test_the_list_says_what_was_refused_and_why(
        self, client: Client, administrator: User, refused: list[Change]
    ) -> None:
        page = client.get(reverse("refused_changes")).content.decode()
        assert "thing:1" in page
        assert "reason 2" in page

    def test_one_is_sent_again_and_the_log_says_by_whom(
        self, client: Client, administrator: User, refused: list[Change], told: Library, elsewhere: Cluster
    ) -> None:
        told.records.update({"thing:1": told.put(1, "Labour")})
        client.post(reverse("refused_changes_send"), {"change": str(refused[0].pk)})
        assert Change.objects.filter(given_up__isnull=False).get().key == "thing:2"
        send_some()
        assert "thing:1" in elsewhere.live()
        entry = Entry.objects.get(action="outbox.send_again")
        assert (entry.actor_id, entry.details) == (administrator.pk, {"count": 1})

    def test_all_are_sent_again_and_a_number_that_is_none_sends_nothing(
        self, client: Client, administrator: User, refused: list[Change]
    ) -> None:
        client.post(reverse("refused_changes_send"), {"change": "none"})
        client.post(reverse("refused_changes_send"))
        assert Change.objects.filter(given_up__isnull=False).count() == 2
        client.post(reverse("refused_changes_send"), {"change": ""})
        assert not Change.objects.filter(given_up__isnull=False).exists()

    def test_nobody_else_learns_that_there_is_such_a_list(
        self, client: Client, publisher: User, refused: list[Change]
    ) -> None:
        client.force_login(publisher)
        assert client.get(reverse("refused_changes")).status_code == 404
        assert client.post(reverse("refused_changes_send"), {"change": ""}).status_code == 404
        assert Change.objects.filter(given_up__isnull=False).count() == 2
