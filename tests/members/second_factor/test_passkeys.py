"""A passkey is two proofs by itself: one is in with it alone, provided that it asked for PIN, finger or face."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.members.conftest import PASSWORD, SignedIn, World
from tests.members.second_factor.software_key import SoftwareKey

ADD, WITH_IT = "/en/account/security/passkey/", "/en/account/sign-in/passkey/"


def at_home() -> Client:
    return Client(headers={"Host": "localhost"})


def options_in(page: str) -> Any:
    found = re.search(r'<script id="passkey-options" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found.group(1))


def set_up(client: Client, key: SoftwareKey) -> Any:
    options = options_in(client.get(ADD, headers={"Host": "localhost"}).content.decode())
    sent = {"name": "Office", "passwordless": "on", "credential": key.create(options)}
    return client.post(ADD, sent, headers={"Host": "localhost"})


def sign_in(key: SoftwareKey, user: Any) -> Client:
    client = at_home()
    asked = client.get(WITH_IT, headers={"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"})
    client.post(WITH_IT, {"credential": key.get(asked.json()["request_options"], user), "next": "/en/members/"})
    return client


class PasskeyTests:
    def test_one_signs_in_with_it_alone(self, world: World, browser: SignedIn) -> None:
        key, user = SoftwareKey(), world.focal.user
        assert set_up(browser(user), key).status_code == 302
        client = sign_in(key, user)
        assert client.session["_auth_user_id"] == str(user.pk)
        assert client.get("/en/members/").status_code == 200

    def test_after_the_password_it_is_the_second_proof(self, world: World, browser: SignedIn) -> None:
        key, user = SoftwareKey(), world.focal.user
        set_up(browser(user), key)
        client = at_home()
        client.post("/en/account/sign-in/", {"login": user.email, "password": PASSWORD})
        options = options_in(client.get("/en/account/sign-in/proof/").content.decode())
        client.post("/en/account/sign-in/proof/", {"credential": key.get(options)})
        assert client.session["_auth_user_id"] == str(user.pk)

    def test_a_key_that_asks_its_owner_nothing_is_refused(self, world: World, browser: SignedIn) -> None:
        answer = set_up(browser(world.focal.user), SoftwareKey(verifies=False))
        assert answer.status_code == 200
        assert not Authenticator.objects.filter(type="webauthn").exists()

    def test_another_key_another_site_and_another_person_open_nothing(self, world: World, browser: SignedIn) -> None:
        key, user = SoftwareKey(), world.focal.user
        set_up(browser(user), key)
        lured = SoftwareKey("portal.example.evil")
        lured.private = key.private
        for wrong, person in ((SoftwareKey(), user), (lured, user), (key, world.head.user)):
            assert "_auth_user_id" not in sign_in(wrong, person).session

    @pytest.mark.parametrize("credential", ["", "{}", "[]", "nonsense", '{"response": {"userHandle": 7}}'])
    def test_nonsense_is_refused(self, world: World, credential: str) -> None:
        client = at_home()
        client.get(WITH_IT, headers={"Accept": "application/json"})
        assert client.post(WITH_IT, {"credential": credential}).status_code in (200, 302)
        assert "_auth_user_id" not in client.session
