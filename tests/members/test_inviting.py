"""An invitation serves one address, once, for a while; a request is answered the same whoever asks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from portal.members import actions
from portal.members.invitation_links import path_of
from portal.members.models import AccessRequest, Invitation, Seat, SeatHolder, User
from portal.members.queries import Answerer, deciders, requests_for
from tests.members.conftest import PASSWORD, SignedIn, World

ASK = "/en/account/ask/"
OVER = "This invitation cannot be used"


@pytest.fixture
def invitation(world: World) -> Invitation:
    """The focal point invites somebody to the desk."""
    return actions.invite(email="new@ministry.example", language="th", seat=world.desk, by=world.focal.user)


def take(path: str, client: Client | None = None) -> Any:
    words = {"name": "Ari Nusa", "password1": PASSWORD, "password2": PASSWORD}
    return (client or Client()).post(path, words)


class InvitationTests:
    def test_from_the_link_to_the_seat(self, world: World, invitation: Invitation) -> None:
        path = path_of(invitation, "en")
        page = Client().get(path)
        assert page.headers["Cache-Control"] == "private, no-store"
        assert "new@ministry.example" in page.content.decode()
        answer = take(path)
        assert answer["Location"].startswith("/en/account/sign-in/")
        user = User.objects.get(email="new@ministry.example")
        assert (user.check_password(PASSWORD), user.language) == (True, "th")
        assert SeatHolder.objects.get(seat=world.desk, until__isnull=True).user == user

    def test_the_link_stands_in_the_language_of_the_invitation(self, invitation: Invitation) -> None:
        assert path_of(invitation).startswith("/th/")

    def test_used_once_it_is_over(self, invitation: Invitation) -> None:
        path = path_of(invitation, "en")
        take(path)
        again = take(path)
        assert (again.status_code, OVER in again.content.decode()) == (404, True)
        assert SeatHolder.objects.filter(seat=invitation.seat).count() == 1

    @pytest.mark.parametrize("end", ["expired", "taken back", "closed"])
    def test_expired_taken_back_or_into_a_closed_seat_it_lets_nobody_in(
        self, world: World, invitation: Invitation, end: str
    ) -> None:
        path = path_of(invitation, "en")
        if end == "expired":
            Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        elif end == "taken back":
            actions.take_back(invitation=invitation, by=world.focal.user)
        else:
            actions.close_seat(seat=world.desk, by=None)
        assert take(path).status_code == 404
        assert not User.objects.filter(email=invitation.email).exists()

    def test_a_link_that_was_never_made_gets_the_very_same_page(self, invitation: Invitation) -> None:
        path = path_of(invitation, "en")
        forged = path[:-3] + ("xx/" if path[-3:-1] != "xx" else "yy/")
        assert take(forged).status_code == 404
        nowhere = Client().get("/en/account/invitation/abcdefghjkmn/signature/")
        invented = Client().get(forged)
        assert invented.status_code == nowhere.status_code == 404
        assert OVER in nowhere.content.decode()
        bare = [answer.content.decode().replace(path, "") for answer in (invented, nowhere)]
        assert bare[0].count(OVER) == bare[1].count(OVER)
        assert SeatHolder.objects.filter(seat=invitation.seat).count() == 0

    def test_it_serves_no_other_address(self, world: World, invitation: Invitation) -> None:
        path = path_of(invitation, "en")
        Invitation.objects.update(email="thief@elsewhere.example")
        assert take(path).status_code == 404

    def test_an_account_that_is_there_is_not_overwritten(self, world: World, browser: SignedIn) -> None:
        invitation = actions.invite(email="head@office.example", language="en", seat=world.desk, by=world.focal.user)
        path = path_of(invitation)
        take(path)
        take(path, browser(world.focal.user))
        assert not SeatHolder.objects.filter(seat=world.desk).exists()
        assert not User.objects.get(email="head@office.example").check_password("other words entirely")
        answer = browser(world.head.user).post(path)
        assert answer["Location"] == "/en/members/mine/"
        assert SeatHolder.objects.get(seat=world.desk).user == world.head.user

    def test_a_weak_password_is_refused_and_the_invitation_stays(self, invitation: Invitation) -> None:
        words = {"name": "Ari", "password1": "password", "password2": "password"}
        assert Client().post(path_of(invitation, "en"), words).status_code == 422
        assert Invitation.objects.get().is_open


class WhoInvitesTests:
    def test_the_focal_point_into_its_body_and_the_head_into_the_delegation(self, world: World) -> None:
        for holder in (world.focal, world.head):
            invitation = actions.invite(email="a@b.example", language="en", seat=world.desk, by=holder.user)
            actions.take_back(invitation=invitation, by=holder.user)

    def test_nobody_else_and_not_elsewhere(self, world: World) -> None:
        clerk = world.seated("desk@ministry.example", world.desk)
        lone = actions.open_seat(body=world.head_seat.body, function={"en": "Clerk"}, by=None)
        for user in (clerk.user, world.focal.user, world.head.user):
            with pytest.raises(PermissionDenied):
                actions.invite(email="a@b.example", language="en", seat=lone, by=user)

    def test_a_focal_point_opens_ordinary_seats_alone(self, world: World) -> None:
        actions.open_seat(body=world.ministry, function={"en": "Clerk"}, by=world.focal.user)
        for more in ({"is_focal_point": True}, {"delegation": world.delegation}, {"body": world.head_seat.body}):
            with pytest.raises(PermissionDenied):
                actions.open_seat(
                    **{"body": world.ministry, "function": {"en": "C"}, "by": world.focal.user, **more}  # type: ignore[arg-type]
                )

    def test_one_invitation_at_a_time_and_none_into_a_held_seat(self, world: World, invitation: Invitation) -> None:
        for seat in (world.desk, world.head_seat):
            with pytest.raises(ValidationError):
                actions.invite(email="a@b.example", language="en", seat=seat, by=None)


def sent(**fields: str) -> dict[str, str]:
    """The form as a browser sends it."""
    return {
        "name": "Ari Nusa",
        "email": "asks@ministry.example",
        "country": "TH",
        "body": "ministry",
        "function": "Desk officer",
        "motive": "To read what partners share.",
        **fields,
    }


class AskingTests:
    def test_known_unknown_and_waiting_addresses_get_one_answer(self, world: World) -> None:
        answers = [
            Client().post(ASK, sent(email=email))
            for email in ("asks@ministry.example", "ASKS@ministry.example", "focal@ministry.example")
        ]
        seen = {(answer.status_code, answer["Location"], answer["Cache-Control"]) for answer in answers}
        assert seen == {(302, "/en/account/ask/thanks/", "private, no-store")}
        assert AccessRequest.objects.count() == 2

    def test_what_is_missing_is_said_and_what_was_typed_stays(self, world: World) -> None:
        answer = Client().post(ASK, sent(body="", function="Interpreter", email="nonsense"))
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Choose your organisation" in page
        assert 'value="Interpreter"' in page
        assert not AccessRequest.objects.exists()

    def test_it_waits_for_the_focal_point_then_the_head_then_staff(self, world: World) -> None:
        Client().post(ASK, sent())
        request = AccessRequest.objects.get()
        assert deciders(request).users == (world.focal.user,)
        actions.end_seat(holder=world.focal, by=None)
        assert deciders(request).users == (world.head.user,)
        actions.end_seat(holder=world.head, by=None)
        assert deciders(request).standing == Answerer.STAFF

    def test_each_sees_the_requests_that_wait_for_them(self, world: World) -> None:
        Client().post(ASK, sent())
        Client().post(ASK, sent(email="a@new.example", body="", organisation="New"))
        clerk = world.seated("desk@ministry.example", world.desk)
        seen = [[one.email for one in requests_for(holder.user)] for holder in (world.focal, world.head, clerk)]
        assert seen == [["asks@ministry.example"], ["a@new.example"], []]

    def test_the_focal_point_sees_the_domain_and_grants(self, world: World, browser: SignedIn) -> None:
        Client().post(ASK, sent())
        request = AccessRequest.objects.get()
        path = f"/en/members/requests/{request.token}/"
        client = browser(world.focal.user)
        page = client.get(path).content.decode()
        assert "<strong>ministry.example</strong>" in page
        assert "1 member of this organisation" in page
        assert client.post(path, {"decision": "grant", "seat": world.desk.token}).status_code == 302
        request.refresh_from_db()
        assert (request.granted, request.decided_by) == (True, world.focal.user)
        assert request.invitation is not None
        assert request.invitation.email == "asks@ministry.example"
        assert browser(world.head.user).get(path).status_code == 404

    def test_a_new_seat_is_opened_with_the_grant_or_not_at_all(self, world: World, browser: SignedIn) -> None:
        Client().post(ASK, sent())
        request = AccessRequest.objects.get()
        words = {"decision": "grant", "seat": "new:ministry", "function": ""}
        client = browser(world.focal.user)
        before = Seat.objects.count()
        assert client.post(f"/en/members/requests/{request.token}/", words).status_code == 422
        assert Seat.objects.count() == before
        client.post(f"/en/members/requests/{request.token}/", {**words, "function": "Clerk"})
        assert Seat.objects.count() == before + 1
