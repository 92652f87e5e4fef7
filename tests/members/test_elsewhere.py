"""An identity provider stands in for the password where one is named, and for nothing else."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from requests import ConnectionError as NoAnswerError

from portal.members.models import User
from portal.settings.signing_in import sign_in_elsewhere
from tests.members.conftest import World
from tests.second_proofs import code

LEAVE, BACK, URL = "/account/elsewhere/", "/account/elsewhere/back/", "https://login.office.example"


class Answer:
    status_code, headers = 200, {"content-type": "application/json"}

    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told

    def json(self) -> dict[str, Any]:
        return self.told

    def raise_for_status(self) -> None:
        pass


class Office:
    """A provider that answers as agreed, with what it knows of whoever signs in there."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {}
        self.asked: list[dict[str, Any]] = []
        self.is_away = False

    def __enter__(self) -> Office:
        return self

    def __exit__(self, *_exception: object) -> None:
        pass

    def get(self, url: str, **_more: Any) -> Answer:
        if self.is_away:
            raise NoAnswerError
        if url.endswith("/openid-configuration"):
            places = ("authorization", "token", "userinfo")
            return Answer({"issuer": URL, **{f"{place}_endpoint": f"{URL}/{place}" for place in places}})
        return Answer(self.person)

    def request(self, method: str, url: str, data: Any = None, **_more: Any) -> Answer:
        self.asked.append(data)
        return Answer({"access_token": "x"})


@pytest.fixture
def office(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Office:
    settings.SIGN_IN_ELSEWHERE = {"url": URL, "origin": URL, "client": "balai", "secret": "s", "name": "Office"}
    made = Office()
    monkeypatch.setattr("portal.members.elsewhere.adapter.ElsewhereAdapter.get_requests_session", lambda _self: made)
    return made


def come(client: Client, office: Office, **person: Any) -> Any:
    """Leave for the office and come back as somebody there."""
    office.person = {"sub": "1", **person}
    away = client.post(LEAVE, {"next": "/en/members/", **person.pop("sent", {})})
    assert away["Location"].startswith(f"{URL}/authorization?")
    asked = parse_qs(urlsplit(away["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"http://testserver{BACK}"]
    return client.get(BACK, {"code": "c", "state": asked["state"][0]})


class ElsewhereTests:
    def test_it_stands_in_for_the_password_and_not_for_the_second_proof(
        self, client: Client, world: World, office: Office
    ) -> None:
        answer = come(client, office, email=world.focal.user.email.upper(), email_verified=True)
        assert "/sign-in/proof/" in answer["Location"]
        assert "_auth_user_id" not in client.session
        assert client.post(answer["Location"], {"code": code()})["Location"] == "/en/members/"
        assert client.session["_auth_user_id"] == str(world.focal.user_id)
        assert "code_verifier" in office.asked[0]
        assert not SocialAccount.objects.exists()

    @pytest.mark.parametrize(
        "person",
        [
            {"email": "focal@ministry.example"},
            {"email": "focal@ministry.example", "email_verified": False},
            {"email": "ghost@ministry.example", "email_verified": True},
            {"preferred_username": "focal@ministry.example", "email_verified": True},
        ],
    )
    def test_who_is_not_known_for_sure_gets_one_answer_and_no_account(
        self, client: Client, world: World, office: Office, person: dict[str, Any]
    ) -> None:
        count = User.objects.count()
        answer = come(client, office, **person)
        assert answer["Location"].endswith("/account/sign-in/")
        assert "did not lead to an account" in client.get("/en/account/sign-in/").content.decode()
        assert (User.objects.count(), SocialAccount.objects.count()) == (count, 0)
        assert "_auth_user_id" not in client.session

    def test_nobody_ties_an_account_here_to_one_there(self, client: Client, world: World, office: Office) -> None:
        client.force_login(world.head.user)
        come(client, office, email=world.focal.user.email, email_verified=True, sent={"process": "connect"})
        assert not SocialAccount.objects.exists()
        assert client.session["_auth_user_id"] == str(world.head.user_id)

    def test_a_closed_account_stays_closed(self, client: Client, world: World, office: Office) -> None:
        User.objects.filter(pk=world.focal.user_id).update(is_active=False)
        answer = come(client, office, email=world.focal.user.email, email_verified=True)
        assert answer["Location"].endswith("/account/sign-in/")

    def test_an_answer_nobody_asked_for_opens_nothing(self, client: Client, world: World, office: Office) -> None:
        office.person = {"sub": "1", "email": world.focal.user.email, "email_verified": True}
        for sent in ({"code": "c", "state": "made up"}, {"error": "access_denied"}, {}):
            assert client.get(BACK, sent)["Location"].endswith("/account/sign-in/")
        assert "_auth_user_id" not in client.session

    def test_while_it_does_not_answer_one_is_led_back(self, client: Client, world: World, office: Office) -> None:
        office.is_away = True
        assert client.post(LEAVE)["Location"].endswith("/account/sign-in/")

    def test_where_none_is_named_there_is_nothing(self, client: Client, world: World) -> None:
        assert client.post(LEAVE).status_code == client.get(BACK).status_code == 404
        assert "elsewhere" not in client.get("/en/account/sign-in/").content.decode()


class SettingTests:
    def test_it_is_off_by_default(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("URL", "CLIENT", "SECRET"):
            monkeypatch.delenv(f"PORTAL_OIDC_{name}", raising=False)
        assert sign_in_elsewhere() == {}

    @pytest.mark.parametrize("url", ["", "http://login.office.example", "https://a:b@login.office.example", "nonsense"])
    def test_what_will_not_do_stops_the_start(self, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
        monkeypatch.setenv("PORTAL_OIDC_URL", url)
        monkeypatch.setenv("PORTAL_OIDC_CLIENT", "balai")
        monkeypatch.setenv("PORTAL_OIDC_SECRET", "very secret")
        with pytest.raises(ImproperlyConfigured) as refused:
            sign_in_elsewhere()
        assert "very secret" not in str(refused.value)
