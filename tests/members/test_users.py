"""People: an address is the name, accounts are made by others, and what somebody holds is asked at each request."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from portal.members.models import User
from portal.viewer import ANONYMOUS, MEMBER, PUBLIC, STAFF, viewer_for
from portal.work.running import run_waiting
from tests.second_proofs import code

PASSWORD = "a long enough password"
SIGN_IN = "/th/account/sign-in/"


@pytest.mark.django_db
class UserTests:
    def test_an_address_is_one_person_in_any_case_of_letters(self) -> None:
        user = User.objects.create_user("Someone@Office.Example", PASSWORD)
        assert user.email == "someone@office.example"
        assert User.objects.get_by_natural_key("SOMEONE@office.example") == user
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create_user("someone@OFFICE.example")
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.bulk_create([User(email="SOMEONE@office.example")])

    def test_without_a_password_nobody_signs_in_as_them(self, client: Client) -> None:
        user = User.objects.create_user("someone@office.example")
        assert not user.has_usable_password()
        assert not client.login(email=user.email, password="")


class SignInTests:
    def _sign_in(self, client: Client, email: str, password: str = PASSWORD) -> object:
        return client.post(SIGN_IN, {"login": email, "password": password})

    def test_staff_come_to_the_administration(self, client: Client, editor: User) -> None:
        self._sign_in(client, "EDITOR@office.example")
        answer = client.post(f"{SIGN_IN}proof/", {"code": code()}, follow=False)
        assert answer["Location"] == "/th/account/after/"
        answer = client.get(answer["Location"])
        assert (answer.status_code, answer["Location"]) == (302, "/administration/")
        assert client.get("/administration/").status_code == 200

    def test_a_wrong_password_and_an_unknown_address_get_one_answer(self, client: Client, editor: User) -> None:
        answers = [
            self._sign_in(Client(), "editor@office.example", "a wrong password"),
            self._sign_in(Client(), "nobody@office.example", "a wrong password"),
        ]
        texts = [
            re.sub(r'value="[^"]*"', "", answer.content.decode()).replace("nobody", "editor") for answer in answers
        ]
        assert texts[0] == texts[1]
        assert '<html lang="th"' in texts[0]

    def test_somebody_who_was_switched_off_is_nobody_with_the_next_request(self, client: Client, editor: User) -> None:
        client.force_login(editor)
        assert client.get("/administration/").status_code == 200
        User.objects.filter(pk=editor.pk).update(is_active=False)
        assert client.get("/administration/").status_code == 302
        assert viewer_for(User.objects.get(pk=editor.pk)) == ANONYMOUS

    def test_signing_in_leads_nowhere_else(self, client: Client, editor: User) -> None:
        words = {"login": editor.email, "password": PASSWORD, "next": "https://evil.example/"}
        assert "evil" not in client.post(SIGN_IN, words)["Location"]

    def test_signing_out_takes_a_press_of_a_button(self, client: Client, editor: User) -> None:
        client.force_login(editor)
        client.get("/en/account/sign-out/")
        assert "_auth_user_id" in client.session
        client.post("/en/account/sign-out/")
        assert "_auth_user_id" not in client.session

    def test_nobody_opens_an_account_alone(self, client: Client, portal: None) -> None:
        for address in ("/en/account/signup/", "/en/account/sign-up/", "/accounts/signup/"):
            assert client.post(address, {"email": "me@a.example", "password1": PASSWORD}).status_code == 404
        assert "sign-up" not in client.get(SIGN_IN).content.decode()


class ForgottenPasswordTests:
    RESET = "/en/account/password/reset/"

    def test_the_link_in_the_mail_lets_one_choose_another(self, client: Client, editor: User) -> None:
        client.post(self.RESET, {"email": editor.email})
        run_waiting()
        link = re.search(r"http://localhost:8000(/\S+)", mail.outbox[0].body)[1]
        form = client.get(link, follow=True)
        client.post(form.redirect_chain[-1][0], {"password1": "quiet river stones", "password2": "quiet river stones"})
        editor.refresh_from_db()
        assert editor.check_password("quiet river stones")

    def test_an_unknown_address_is_told_the_same(self, client: Client, editor: User) -> None:
        answers = [client.post(self.RESET, {"email": email}) for email in (editor.email, "nobody@office.example")]
        assert answers[0].status_code == answers[1].status_code == 302
        assert answers[0]["Location"] == answers[1]["Location"]


class PrincipalsTests:
    def test_staff_read_what_members_read_and_a_bare_account_nothing_more_than_anybody(self, editor: User) -> None:
        assert viewer_for(editor).principals == {PUBLIC, MEMBER, STAFF}
        nobody_yet = User.objects.create_user("new@office.example", PASSWORD)
        assert viewer_for(nobody_yet).principals == {PUBLIC}
        assert viewer_for(None) == ANONYMOUS
