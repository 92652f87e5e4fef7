"""The member area: one answer for visitors, nothing for who has no right, and only what each holder shows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.members import actions
from portal.members.models import Deputy, SeatHolder, User
from tests.members.conftest import PASSWORD, SignedIn, World


class GateTests:
    def test_a_visitor_gets_one_answer_whatever_is_there(self, world: World) -> None:
        token = world.focal_seat.token
        for path in ("", "mine/", f"seats/{token}/", f"seats/{token}", "seats/nosuchseatatall/", "no/such/page"):
            for answer in (Client().get(f"/en/members/{path}"), Client().put(f"/en/members/{path}")):
                assert answer.status_code == 302, path
                assert answer["Location"].startswith("/en/account/sign-in/?next=%2Fen%2Fmembers%2F"), path
                assert answer["Cache-Control"] == "private, no-store"

    def test_a_member_without_the_right_finds_nothing(self, world: World, browser: SignedIn) -> None:
        clerk = world.seated("desk@ministry.example", world.desk)
        client = browser(clerk.user)
        missing = client.get("/en/members/no/such/page")
        for path in (f"seats/{world.focal_seat.token}/", "invitations/", "requests/nosuchrequest/"):
            answer = client.get(f"/en/members/{path}")
            assert answer.status_code == missing.status_code == 404, path

    def test_an_account_without_a_seat_is_no_member(self, world: World, browser: SignedIn) -> None:
        assert browser(world.person("nobody@a.example")).get("/en/members/").status_code == 404

    @pytest.mark.parametrize(
        "path", ["", "pages/", "documents/", "reports/wrong/", "no/such/screen/", "api/main/pages/"]
    )
    def test_the_administration_is_not_there_for_a_member(
        self, world: World, browser: SignedIn, publisher: User, path: str
    ) -> None:
        client = browser(world.focal.user)
        for script in (False, True):
            sent = {"X-Requested-With": "XMLHttpRequest"} if script else {}
            answer = client.get(f"/administration/{path}", headers=sent)
            assert answer.status_code == 404
        assert "permission" not in client.get("/en/members/").content.decode()
        assert Client().get("/administration/")["Location"].startswith("/en/account/sign-in/")
        assert browser(publisher).get("/administration/").status_code == 200

    def test_a_member_led_to_the_administration_by_the_sign_in_page_goes_round_no_circle(
        self, world: World, browser: SignedIn
    ) -> None:
        led = browser(world.focal.user).get("/administration/login/?next=/administration/", follow=True)
        assert led.status_code == 404
        assert len(led.redirect_chain) <= 3


class DirectoryTests:
    def test_it_shows_what_each_holder_chose_and_no_more(self, world: World, browser: SignedIn) -> None:
        client = browser(world.head.user)
        page = client.get("/en/members/").content.decode()
        assert "Focal point" in page
        assert "Head of the delegation" in page
        assert "focal@ministry.example" not in page
        assert "Nusa" not in page
        sent = {"act": "contact", "telephone": "+66 2 000 0000", "shows_email": "on"}
        browser(world.focal.user).post(f"/en/members/seats/{world.focal_seat.token}/", sent)
        answer = client.get("/en/members/")
        page = answer.content.decode()
        assert "focal@ministry.example" in page
        assert "+66 2 000 0000" not in page
        assert "Nusa" not in page
        assert answer["Cache-Control"] == "private, no-store"

    def test_a_vacant_seat_is_shown_to_its_delegation_alone(self, world: World, browser: SignedIn) -> None:
        other = world.seated(
            "other@a.example", actions.open_seat(body=world.head_seat.body, function={"en": "Clerk"}, by=None)
        )
        actions.end_seat(holder=world.focal, by=None)
        assert "Vacant" in browser(world.head.user).get("/en/members/").content.decode()
        page = browser(other.user).get("/en/members/").content.decode()
        assert "Vacant" not in page
        assert "Ministry" not in page

    def test_it_is_narrowed_by_country_and_function(self, world: World, browser: SignedIn) -> None:
        client = browser(world.head.user)
        assert "Ministry" in client.get("/en/members/?country=TH&function=focal").content.decode()
        assert "Nobody is listed here" in client.get("/en/members/?function=interpreter").content.decode()

    def test_the_number_of_queries_does_not_grow_with_the_seats(self, world: World, browser: SignedIn) -> None:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client = browser(world.head.user)
        counts = []
        for number in range(2):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                client.get("/en/members/?everybody=on")
            counts.append(len(asked))
            for more in range(5):
                seat = actions.open_seat(body=world.ministry, function={"en": f"D {number} {more}"}, by=None)
                world.seated(f"d{number}{more}@a.example", seat)
        assert counts[0] == counts[1]


class SeatPageTests:
    def test_naming_a_deputy_who_is_then_shown_as_one(self, world: World, browser: SignedIn) -> None:
        clerk = world.seated("desk@ministry.example", world.desk)
        today = timezone.now().date()
        path = f"/en/members/seats/{world.focal_seat.token}/"
        sent = {"act": "deputy", "colleague": world.desk.token, "first_day": today, "last_day": today}
        assert browser(world.focal.user).post(path, sent).status_code == 302
        page = browser(clerk.user).get(path).content.decode()
        assert "You act for this seat as deputy" in page
        assert 'value="leave"' not in page
        assert browser(clerk.user).post(path, {"act": "leave", "leave-sure": "on"}).status_code == 404
        assert "A deputy acts until" in browser(world.head.user).get("/en/members/").content.decode()
        browser(world.focal.user).post(path, {"act": "end_deputy", "place": "0"})
        assert Deputy.objects.get().ended_at is not None
        assert browser(clerk.user).get(path).status_code == 404

    @pytest.mark.parametrize("days", [(1, 0), (-5, -3)])
    def test_days_that_cannot_be_are_refused_with_a_sentence(
        self, world: World, browser: SignedIn, days: tuple[int, int]
    ) -> None:
        world.seated("desk@ministry.example", world.desk)
        first, last = (timezone.now().date() + timedelta(days=day) for day in days)
        sent = {"act": "deputy", "colleague": world.desk.token, "first_day": first, "last_day": last}
        answer = browser(world.focal.user).post(f"/en/members/seats/{world.focal_seat.token}/", sent)
        assert answer.status_code == 422
        assert "The last day" in answer.content.decode()

    def test_leaving_takes_a_tick(self, world: World, browser: SignedIn) -> None:
        client, path = browser(world.focal.user), f"/en/members/seats/{world.focal_seat.token}/"
        assert client.post(path, {"act": "leave"}).status_code == 422
        assert client.post(path, {"act": "leave", "leave-sure": "on"}).status_code == 302
        assert not SeatHolder.objects.filter(seat=world.focal_seat, until__isnull=True).exists()

    def test_a_focal_point_moves_and_ends_the_people_of_its_body(self, world: World, browser: SignedIn) -> None:
        clerk = world.seated("desk@ministry.example", world.desk)
        free = actions.open_seat(body=world.ministry, function={"en": "Archive"}, by=None)
        client = browser(world.focal.user)
        assert "Ari Nusa" in client.get("/en/members/seats/").content.decode()
        sent = {"act": "move", "seat": world.desk.token, "to": free.token}
        assert client.post("/en/members/seats/", sent).status_code == 302
        assert SeatHolder.objects.get(seat=free, until__isnull=True).user == clerk.user
        assert client.post("/en/members/seats/", {"act": "end", "seat": free.token}).status_code == 422
        client.post("/en/members/seats/", {"act": "end", "seat": free.token, "sure": "on"})
        assert not clerk.user.holdings.filter(until__isnull=True).exists()
        for seat in (world.head_seat, world.focal_seat):
            ended = client.post("/en/members/seats/", {"act": "end", "seat": seat.token, "sure": "on"})
            assert ended.status_code == 404
        assert browser(world.head.user).post("/en/members/seats/", {**sent, "act": "end"}).status_code == 404

    def test_a_deputy_does_not_put_the_holder_out(self, world: World, browser: SignedIn) -> None:
        clerk = world.seated("desk@ministry.example", world.desk)
        today = timezone.now().date()
        actions.name_deputy(seat=world.focal_seat, user=clerk.user, first_day=today, last_day=today, by=None)
        sent = {"act": "end", "seat": world.focal_seat.token, "sure": "on"}
        assert browser(clerk.user).post("/en/members/seats/", sent).status_code == 404

    def test_inviting_and_taking_back(self, world: World, browser: SignedIn) -> None:
        client = browser(world.focal.user)
        sent = {"email": "new@ministry.example", "language": "km", "seat": world.desk.token}
        assert client.post("/en/members/invitations/", sent).status_code == 302
        page = client.get("/en/members/invitations/").content.decode()
        assert "new@ministry.example" in page
        invitation = world.desk.invitations.get()
        assert client.post(f"/en/members/invitations/{invitation.token}/take-back/").status_code == 302
        assert not world.desk.invitations.get().is_open


class StaffScreenTests:
    """The screens act by way of the actions."""

    @pytest.fixture
    def desk(self, world: World, portal: None, browser: SignedIn) -> Client:
        from portal.members.models import User
        from tests.members.conftest import prove

        return browser(prove(User.objects.create_superuser("root@balai.example", PASSWORD)))

    @pytest.mark.parametrize(
        "screen", ["access-requests", "invitations", "seats", "seat-holders", "delegations", "bodies", "people"]
    )
    def test_each_list_opens(self, desk: Client, screen: str) -> None:
        assert desk.get(f"/administration/{screen}/").status_code == 200

    def test_from_a_request_to_a_move_and_an_end(self, desk: Client, world: World) -> None:
        from portal.members.models import AccessRequest

        actions.ask_for_access(
            name="N", email="n@ministry.example", language="en", function="F", motive="M", body=world.ministry
        )
        request = AccessRequest.objects.get()
        form = f"/administration/access-requests/edit/{request.pk}/"
        assert "n@ministry.example" in desk.get(form).content.decode()
        assert desk.post(form, {"seat": world.desk.pk}).status_code == 302
        assert AccessRequest.objects.get().granted is True
        actions.take_back(invitation=world.desk.invitations.get(), by=None)
        assert (
            desk.post(f"/administration/seat-holders/edit/{world.focal.pk}/", {"seat": world.desk.pk}).status_code
            == 302
        )
        moved = SeatHolder.objects.get(seat=world.desk, until__isnull=True)
        assert moved.user == world.focal.user
        assert desk.post(f"/administration/seat-holders/delete/{moved.pk}/").status_code == 302
        assert not world.focal.user.holdings.filter(until__isnull=True).exists()

    def test_what_is_refused_is_said_above_the_form(self, desk: Client, world: World) -> None:
        elsewhere = actions.open_seat(body=world.ministry, function={"en": "Of no delegation"}, by=None)
        form = f"/administration/delegations/edit/{world.delegation.pk}/"
        sent = {"name_en": "Thailand", "slug": "thailand", "country": "TH"}
        assert "must be a seat of this delegation" in desk.post(form, {**sent, "head": elsewhere.pk}).content.decode()
        assert desk.post(form, {**sent, "head": world.focal_seat.pk}).status_code == 302
        invited = {"email": "a@b.example", "language": "en", "seat": world.desk.pk}
        desk.post("/administration/invitations/new/", invited)
        again = desk.post("/administration/invitations/new/", invited)
        assert "is invited into this seat already" in again.content.decode()

    def test_opening_a_seat_inviting_and_closing(self, desk: Client, world: World) -> None:
        taken = desk.post(
            "/administration/invitations/new/",
            {"email": "a@b.example", "language": "en", "seat": world.head_seat.pk},
        )
        assert taken.status_code == 200
        sent = {"email": "a@b.example", "language": "en", "seat": world.desk.pk}
        assert desk.post("/administration/invitations/new/", sent).status_code == 302
        assert desk.post(f"/administration/seats/delete/{world.desk.pk}/").status_code == 302
        world.desk.refresh_from_db()
        assert (world.desk.is_open, world.desk.invitations.get().is_open) == (False, False)
        assert desk.post(f"/administration/bodies/delete/{world.ministry.pk}/").status_code == 302
        world.ministry.refresh_from_db()
        assert world.ministry.removed_at is not None

    def test_people_are_closed_and_never_deleted(self, desk: Client, world: World) -> None:
        user = world.focal.user
        assert desk.post(f"/administration/users/delete/{user.pk}/")["Location"].endswith(f"people/delete/{user.pk}/")
        many = f"?id={user.pk}&next=/administration/users/"
        desk.post(f"/administration/bulk/members/user/delete/{many}")
        assert desk.post(f"/administration/people/delete/{user.pk}/").status_code == 302
        user.refresh_from_db()
        assert not user.is_active

    def test_switching_many_off_takes_their_seats_too(self, desk: Client, world: World) -> None:
        user = world.focal.user
        path = f"/administration/bulk/members/user/set_active_state/?id={user.pk}&next=/administration/users/"
        assert desk.post(path, {"mark_as_active": "False"}).status_code == 302
        user.refresh_from_db()
        assert (user.is_active, user.session_epoch) != (True, 0)
        assert not user.holdings.filter(until__isnull=True).exists()
