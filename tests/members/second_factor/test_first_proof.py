"""Until somebody has a second proof, and has shown it in this session, one page opens and no other."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from portal.audit.models import Entry
from portal.members import actions
from portal.members.models import User
from portal.members.second_factor.keys import MARK
from portal.work.running import run_waiting
from tests.members.conftest import PASSWORD, World
from tests.second_proofs import SECRET, code, prove, with_password_alone

SET_UP, APP = "/en/account/security/", "/en/account/security/app/"


@pytest.fixture
def newcomer(world: World) -> User:
    return User.objects.create_user("new@ministry.example", PASSWORD)


class WithoutProofTests:
    @pytest.mark.parametrize(
        "address",
        ["/en/", "/en/members/", "/administration/", "/en/search/", "/en/account/sessions/", "/en/nothing/", "/oai"],
    )
    def test_everything_leads_to_setting_one_up(self, client: Client, newcomer: User, address: str) -> None:
        with_password_alone(client, newcomer)
        for answer in (client.get(address), client.post(address, {"x": "y"})):
            assert (answer.status_code, answer["Cache-Control"]) == (302, "private, no-store")
            assert answer["Location"].endswith("/account/security/")

    def test_the_page_to_set_one_up_and_the_way_out_open(self, client: Client, newcomer: User) -> None:
        with_password_alone(client, newcomer)
        assert "Set up an app" in client.get(SET_UP).content.decode()
        client.post(reverse("account_logout"))
        assert "_auth_user_id" not in client.session

    def test_a_session_that_saw_none_ends_when_one_was_set_up_elsewhere(self, client: Client, newcomer: User) -> None:
        with_password_alone(client, newcomer)
        prove(newcomer)
        answer = client.get("/en/account/security/app/")
        assert answer["Location"].startswith("/en/account/sign-in/")
        assert "_auth_user_id" not in client.session


class SettingUpTests:
    def test_an_app_is_set_up_and_leads_on(
        self, client: Client, world: World, monkeypatch: pytest.MonkeyPatch, mailoutbox: list[Any]
    ) -> None:
        # The transaction of a test is never committed, and what follows a commit belongs into the request.
        monkeypatch.setattr("django.db.transaction.on_commit", lambda then, **_how: then())
        user = User.objects.create_user("desk@ministry.example", PASSWORD)
        actions.take_seat(seat=world.desk, user=user, by=None)
        monkeypatch.setattr("allauth.mfa.totp.internal.auth.generate_totp_secret", lambda: SECRET)
        elsewhere = with_password_alone(Client(), user)
        client.post("/en/account/sign-in/", {"login": user.email, "password": PASSWORD, "next": "/en/members/"})
        assert client.get("/en/members/")["Location"] == SET_UP
        page = client.get(APP).content.decode()
        assert "data:image/svg+xml" in page
        assert SECRET in page
        assert "not right" in client.post(APP, {"code": "000000"}).content.decode()
        shown = code()
        answer = client.post(APP, {"code": shown})
        elsewhere_again = Client()
        elsewhere_again.post("/en/account/sign-in/", {"login": user.email, "password": PASSWORD})
        elsewhere_again.post("/en/account/sign-in/proof/", {"code": shown})
        assert "_auth_user_id" not in elsewhere_again.session
        run_waiting()
        assert "An app that shows codes was set up" in "".join(mail.body for mail in mailoutbox)
        assert answer["Location"] == "/en/account/security/recovery/"
        assert client.get(answer["Location"]).content.decode().count("<code>") == 10
        assert client.get(answer["Location"]).content.decode().count("<code>") == 0
        assert client.get("/en/account/after/")["Location"] == "/en/members/"
        assert client.get("/en/members/").status_code == 200
        assert elsewhere.get(SET_UP)["Location"].startswith("/en/account/sign-in/")
        written = Entry.objects.filter(action="members.factor.added", actor_id=user.pk)
        assert {entry.details["kind"] for entry in written} == {"totp", "recovery_codes"}

    def test_a_secret_is_closed_in_the_database(self, newcomer: User) -> None:
        prove(newcomer)
        assert Authenticator.objects.get(user=newcomer).data["secret"].startswith(MARK)

    def test_the_only_proof_cannot_be_removed(self, client: Client, newcomer: User) -> None:
        client.force_login(newcomer)
        answer = client.post("/en/account/security/app/remove/")
        assert "only second proof" in answer.content.decode()
        assert Authenticator.objects.filter(user=newcomer).exists()

    def test_one_of_two_can_be_removed_and_the_log_says_so(self, client: Client, newcomer: User) -> None:
        client.force_login(newcomer)
        passkey = Authenticator.objects.create(
            user=newcomer, type="webauthn", data={"name": "Office", "credential": {}}
        )
        client.post("/en/account/security/app/remove/")
        assert list(Authenticator.objects.filter(user=newcomer)) == [passkey]
        assert Entry.objects.filter(action="members.factor.removed", actor_id=newcomer.pk).exists()
        client.post(f"/en/account/security/passkeys/{passkey.pk}/remove/")
        assert Authenticator.objects.filter(user=newcomer).exists()

    def test_somebody_elses_passkey_is_not_there(self, client: Client, newcomer: User, world: World) -> None:
        client.force_login(newcomer)
        other = Authenticator.objects.create(
            user=world.focal.user, type="webauthn", data={"name": "x", "credential": {}}
        )
        assert client.post(f"/en/account/security/passkeys/{other.pk}/remove/").status_code == 404
