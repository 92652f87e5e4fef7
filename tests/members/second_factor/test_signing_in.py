"""One way in: address, password, second proof. No other door opens, and no answer tells who has an account."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from portal.audit.models import Entry
from portal.members.models import User
from portal.notices.models import Mail
from portal.work.running import run_waiting
from tests.members.conftest import PASSWORD, World
from tests.second_proofs import code

SIGN_IN, PROOF, RESET = "/en/account/sign-in/", "/en/account/sign-in/proof/", "/en/account/password/reset/"


def by_password(client: Client, email: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post(SIGN_IN, {"login": email, "password": password, **more})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


class SecondStepTests:
    def test_the_password_alone_makes_no_session(self, client: Client, world: World) -> None:
        answer = by_password(client, world.focal.user.email, next="/en/members/")
        assert answer["Location"].startswith(PROOF)
        assert not is_in(client)
        assert client.get("/en/members/").status_code == 302

    def test_with_a_code_one_is_in_and_comes_to_where_one_wished(self, client: Client, world: World) -> None:
        by_password(client, world.focal.user.email, next="/en/members/")
        client.post(PROOF, {"code": "000000"})
        answer = client.post(PROOF, {"code": code()})
        assert answer["Location"] == "/en/members/"
        assert client.get("/en/members/").status_code == 200
        written = (
            Entry.objects.filter(object_key=str(world.focal.user_id)).order_by("pk").values_list("action", flat=True)
        )
        assert list(written)[-2:] == ["members.factor.failed", "members.signed_in"]

    def test_a_code_serves_once(self, world: World) -> None:
        shown = code()
        for client, expected in ((Client(), True), (Client(), False)):
            by_password(client, world.focal.user.email)
            client.post(PROOF, {"code": shown})
            assert is_in(client) is expected

    @pytest.mark.parametrize("steps", [-1, 1])
    def test_a_telephone_may_be_half_a_minute_wrong_and_its_code_serves_once_for_as_long_as_it_counts(
        self, world: World, monkeypatch: pytest.MonkeyPatch, steps: int
    ) -> None:
        # A clock that stands in the middle of a step, so that no step ends between two requests.
        now = time.time() // 30 * 30 + 15
        monkeypatch.setattr(time, "time", lambda: now)
        shown = code(steps)
        for typed, late, expected in ((shown, 0, True), (f"{shown[:3]}-{shown[3:]}", 30 + 30 * steps, False)):
            monkeypatch.setattr(time, "time", lambda late=late: now + late)
            client = Client()
            by_password(client, world.focal.user.email)
            client.post(PROOF, {"code": typed})
            assert is_in(client) is expected

    def test_an_old_code_and_a_wrong_one_get_one_sentence(self, client: Client, world: World) -> None:
        by_password(client, world.focal.user.email)
        for wrong in ("000000", code(-3), "", "x" * 20):
            answer = client.post(PROOF, {"code": wrong})
            assert answer.status_code == 200
            assert not is_in(client)
        assert "not right, or was used already" in answer.content.decode()

    def test_after_five_wrong_codes_the_right_one_waits(self, client: Client, world: World) -> None:
        by_password(client, world.focal.user.email)
        for _attempt in range(5):
            client.post(PROOF, {"code": "000000"})
        assert "Wait for five minutes" in client.post(PROOF, {"code": code()}).content.decode()
        assert not is_in(client)

    def test_a_recovery_code_serves_once(self, world: World) -> None:
        first = RecoveryCodes.activate(world.focal.user).get_unused_codes()[0]
        for client, expected in ((Client(), True), (Client(), False)):
            by_password(client, world.focal.user.email)
            client.post(PROOF, {"code": first})
            assert is_in(client) is expected

    def test_a_new_password_from_a_mail_does_not_replace_the_second_proof(
        self, client: Client, world: World, mailoutbox: list[Any]
    ) -> None:
        client.post(RESET, {"email": world.focal.user.email})
        run_waiting()
        link = re.search(r"/en/account/password/reset/key/\S+", mailoutbox[-1].body)
        assert link
        form = client.get(link.group(), follow=True)
        changed = {"password1": "other river stones", "password2": "other river stones"}
        client.post(form.redirect_chain[-1][0], changed)
        assert not is_in(client)
        assert by_password(client, world.focal.user.email, "other river stones")["Location"].startswith(PROOF)


class DoorTests:
    """Every address there is gets the right password, and none lets anybody in by it."""

    def addresses(self, patterns: list[Any], before: str = "/") -> list[str]:
        found = []
        for pattern in patterns:
            route = before + _filled(str(pattern.pattern))
            if isinstance(pattern, URLResolver):
                found += self.addresses(pattern.url_patterns, route)
            elif isinstance(pattern, URLPattern):
                found.append(route)
        return found

    def test_no_address_makes_a_session_of_a_password(self, world: World, portal: None) -> None:
        user = world.focal.user
        administrator = User.objects.create_superuser("first@balai.example", PASSWORD)
        credentials = {"username": "", "login": "", "email": "", "password": PASSWORD, "password1": PASSWORD}
        addresses = sorted(set(self.addresses(get_resolver().url_patterns)))
        assert len(addresses) > 300
        assert any("login" in address for address in addresses)
        for address in addresses:
            for person in (user, administrator):
                client = Client(raise_request_exception=False)
                client.post(address, {**credentials, **dict.fromkeys(("username", "login", "email"), person.email)})
                got_in = client.session.get("_auth_user_id") is not None
                # Whoever has no second proof yet comes as far as the page that sets one up.
                assert not got_in or (person == administrator and address.endswith(SIGN_IN)), address


def _filled(route: str) -> str:
    """An address of a pattern, with something in the place of what varies."""
    route = re.sub(r"<(?:int|slug|str|path|uuid)?:?\w+>", "1", route)
    route = re.sub(r"\(\?P<\w+>(?:[^()]|\([^()]*\))*\)", "1", route)
    return re.sub(r"[\^$?\\]|\(.*?\)", "", route)


class StrangerTests:
    def test_asking_for_a_new_password_sends_nothing_from_the_request(
        self, client: Client, world: World, mailoutbox: list[Any]
    ) -> None:
        for email in (world.focal.user.email, "ghost@ministry.example"):
            client.post(RESET, {"email": email})
        assert mailoutbox == []
        waiting = Mail.objects.get(kind="account.password_link")
        assert (waiting.user, waiting.about) == (world.focal.user, {})

    def test_signing_in_answers_alike_whether_an_address_is_known(self, world: World) -> None:
        known, unknown = world.focal.user.email, "ghost@ministry.example"
        answers = [by_password(Client(), email, "a wrong password") for email in (known, unknown)]
        assert len({_plain(answer, email) for answer, email in zip(answers, (known, unknown), strict=True)}) == 1

    def test_it_takes_as_long(self, world: World, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("django.contrib.auth.hashers.PBKDF2PasswordHasher.iterations", 150_000)
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
        settings.ACCOUNT_RATE_LIMITS = False
        user = world.focal.user
        user.set_password(PASSWORD)
        user.save()
        took: dict[str, list[float]] = {user.email: [], "ghost@ministry.example": []}
        for _round in range(7):
            for email, times in took.items():
                # The processor's time of this thread, and the least of it: what else the machine does is not of it.
                begun = time.thread_time()
                by_password(Client(), email, "a wrong password")
                times.append(time.thread_time() - begun)
        known, unknown = (min(times) for times in took.values())
        assert abs(known - unknown) < 0.1 * known + 0.02

    def test_five_wrong_passwords_close_an_account_for_a_while_and_say_so_to_all(self, world: World) -> None:
        for email in (world.focal.user.email, "ghost@ministry.example"):
            for _attempt in range(5):
                by_password(Client(), email, "a wrong password")
            assert "Wait for five minutes" in by_password(Client(), email).content.decode()

    def test_an_office_behind_one_address_is_held_off_at_sixty_in_a_minute(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now)
        answers = [by_password(Client(), f"{number}@ministry.example", "wrong").status_code for number in range(61)]
        assert answers == [200] * 60 + [429]

    def test_whoever_has_no_second_proof_yet_is_not_told_apart_by_a_wrong_password(self, world: World) -> None:
        Authenticator.objects.filter(user=world.head.user).delete()
        bodies = {
            _plain(by_password(Client(), email, "a wrong password"), email)
            for email in (world.head.user.email, world.focal.user.email)
        }
        assert len(bodies) == 1


def _plain(answer: HttpResponse, email: str) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
    return f"{answer.status_code} {sorted(answer.headers)} {text.replace(email, 'SOMEBODY')}"
