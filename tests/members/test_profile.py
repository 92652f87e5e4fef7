"""A member says what they are called, and in which language and by which clock they are written to."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.test import Client

from portal.audit.models import Entry
from portal.members import actions
from portal.members.models import AccessRequest, Invitation, User
from tests.members.conftest import SignedIn, World

PAGE = "/en/account/profile/"


class ProfileTests:
    def test_name_language_and_clock_are_kept(self, world: World, browser: SignedIn) -> None:
        client = browser(world.focal.user)
        answer = client.post(PAGE, {"name": " Sok  Dara Phan", "language": "km", "time_zone": "Asia/Phnom_Penh"})
        assert answer["Location"] == "/km/account/profile/"
        user = world.focal.user
        user.refresh_from_db()
        assert (user.get_full_name(), user.language, user.time_zone) == ("Sok Dara Phan", "km", "Asia/Phnom_Penh")
        assert Entry.objects.filter(action="members.profile.changed", actor_id=user.pk).exists()

    def test_each_language_is_named_in_itself_and_says_so(self, world: World, browser: SignedIn) -> None:
        client = browser(world.focal.user)
        for address in (PAGE, "/en/members/invitations/"):
            assert '<option value="km" lang="km">ខ្មែរ</option>' in client.get(address).content.decode()

    def test_what_cannot_be_is_refused_and_kept_in_the_form(self, world: World, browser: SignedIn) -> None:
        answer = browser(world.focal.user).post(PAGE, {"name": "Dara", "language": "xx", "time_zone": "Mars/Base"})
        assert answer.status_code == 422
        assert 'value="Dara"' in answer.content.decode()

    def test_a_visitor_is_led_to_sign_in(self, client: Client, db: None) -> None:
        assert client.get(PAGE)["Location"].startswith("/en/account/sign-in/")


class OwnDataTests:
    def test_everything_that_is_kept_is_handed_out_and_no_secret(self, world: World, browser: SignedIn) -> None:
        answer = browser(world.focal.user).get(f"{PAGE}data/")
        told = answer.json()
        assert told["account"]["email"] == world.focal.user.email
        assert told["seats"][0]["function"] == {"en": "Focal point"}
        assert told["second proofs"]["kept"][0]["type"] == "totp"
        assert "secret" not in answer.content.decode()
        assert answer["Cache-Control"] == "private, no-store"

    def test_what_matters_asks_once_more_who_is_there(self, world: World, browser: SignedIn) -> None:
        client = browser(world.focal.user)
        session = client.session
        session["proven_at"] = 0
        session.save()
        for address in (f"{PAGE}data/", f"{PAGE}erase/"):
            assert client.get(address)["Location"].startswith("/en/account/again/")

    def test_erasing_leaves_the_record_of_the_seat_and_nothing_of_the_person(
        self, world: World, browser: SignedIn
    ) -> None:
        user, client = world.focal.user, browser(world.focal.user)
        actions.write_note(holder=world.focal, text="For the next one.", by=user)
        actions.ask_for_access(name="Ari", email=user.email, language="en", function="x", motive="y")
        address = user.email
        assert client.post(f"{PAGE}erase/").status_code == 422
        assert client.post(f"{PAGE}erase/", {"sure": "on"}).status_code == 302
        assert "_auth_user_id" not in client.session
        user.refresh_from_db()
        assert (user.get_full_name(), user.is_active) == ("", False)
        assert user.email.endswith("@erased.invalid")
        world.focal.refresh_from_db()
        assert (world.focal.handing_over, world.focal.until is None) == ("For the next one.", False)
        for model in (User, EmailAddress, AccessRequest, Invitation):
            assert not model.objects.filter(email__iexact=address).exists()

    def test_nobody_erases_somebody_else(self, world: World) -> None:
        with pytest.raises(PermissionDenied):
            actions.erase_account(user=world.focal.user, by=world.head.user)
