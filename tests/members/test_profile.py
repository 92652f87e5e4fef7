"""A member says what they are called, and in which language and by which clock they are written to."""

from __future__ import annotations

from django.test import Client

from portal.audit.models import Entry
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

    def test_what_cannot_be_is_refused_and_kept_in_the_form(self, world: World, browser: SignedIn) -> None:
        answer = browser(world.focal.user).post(PAGE, {"name": "Dara", "language": "xx", "time_zone": "Mars/Base"})
        assert answer.status_code == 422
        assert 'value="Dara"' in answer.content.decode()

    def test_a_visitor_is_led_to_sign_in(self, client: Client, db: None) -> None:
        assert client.get(PAGE)["Location"].startswith("/en/account/sign-in/")
