"""Wrong passwords, going, new passwords and taking one's data leave an entry each, and never what was typed."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from portal.audit.models import Entry, Origin
from portal.members.models import User
from portal.members.own_data import told
from portal.pages.setting_up.roles import EDITORS
from tests.conftest import _member_of

SIGN_IN = "/en/account/sign-in/"


def last(action: str) -> Entry:
    return Entry.objects.filter(action=action).latest("pk")


class SignInLogTests:
    @pytest.fixture
    def user(self, portal: None) -> User:
        return _member_of(EDITORS, "editor@office.example")

    def test_a_wrong_password_is_an_entry_with_an_address_whether_or_not_there_is_such_an_account(
        self, client: Client, user: User
    ) -> None:
        for typed, key in ((user.email.upper(), str(user.pk)), ("nobody@office.example", "")):
            client.post(SIGN_IN, {"login": typed, "password": "not the password"})
            entry = last("members.sign_in.failed")
            assert (entry.actor_id, entry.object_type, entry.object_key) == (None, "members.user", key)
            assert (entry.details, entry.origin.address) == ({}, "127.0.0.0/24")

    def test_going_and_taking_ones_data_are_entries(self, client: Client, user: User) -> None:
        client.force_login(user)
        data = json.loads(client.get(reverse("own_data")).content)
        assert last("members.own_data.taken").actor_id == user.pk
        assert {"action": "members.own_data.taken", "origin__address": "127.0.0.0/24"}.items() <= data["log"][
            -1
        ].items()
        client.logout()
        assert last("members.signed_out").actor_id == user.pk

    def test_whoever_erases_their_account_leaves_no_address_in_the_log(self, client: Client, user: User) -> None:
        client.force_login(user)
        client.get(reverse("own_data"))
        assert Origin.objects.filter(entry__actor_id=user.pk).exists()
        client.post(reverse("erase_account"), {"sure": "on"})
        assert last("members.account.erased").object_key == str(user.pk)
        assert not Origin.objects.filter(entry__actor_id=user.pk).exists()
        assert told(user)["log"], "what was done stays"
