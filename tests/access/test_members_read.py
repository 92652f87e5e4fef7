"""What a member reads depends on the member as they are now, and on nothing that was written down before."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.marking import Label
from portal.members import actions
from portal.members.models import Body, Seat, SeatHolder, User
from portal.members.second_factor.kept import drop_all
from tests.conftest import MakePublication
from tests.second_proofs import with_password_alone

PAGE, SEARCH, LIST = "/en/publications/t-2026-301/", "/en/search/?q=secretword", "/en/search/"
WORD = "Secretword tool"


@pytest.fixture(autouse=True)
def texts(make_publication: MakePublication) -> None:
    make_publication("T-2026-101")
    make_publication("T-2026-301", label=Label.GREEN, title=WORD)


@pytest.fixture
def seat(portal: None) -> Seat:
    return actions.open_seat(body=Body.objects.get(slug="a-body"), function={"en": "Desk"}, by=None)


@pytest.fixture
def person(portal: None) -> User:
    return User.objects.create_user("desk@office.example", "a long enough password")


def reads(client: Client) -> bool:
    """Whether page, search and list show it; they are of one mind."""
    page = client.get(PAGE).status_code == 200
    found = [WORD in client.get(address).content.decode() for address in (SEARCH, LIST)]
    assert found == [page, page]
    return page


class MembershipTests:
    def test_a_seat_opens_with_the_next_request_and_its_end_closes(
        self, client: Client, person: User, seat: Seat
    ) -> None:
        client.force_login(person)
        assert not reads(client)
        holder: SeatHolder = actions.take_seat(seat=seat, user=person, by=None)
        assert reads(client)
        actions.end_seat(holder=holder, by=None)
        assert not reads(client)

    def test_a_closed_account_and_a_removed_body_close_as_quickly(
        self, client: Client, person: User, seat: Seat
    ) -> None:
        actions.take_seat(seat=seat, user=person, by=None)
        client.force_login(person)
        assert reads(client)
        actions.remove_body(body=seat.body, by=None)
        assert not reads(client)

    def test_without_a_second_proof_a_member_reads_no_more_than_a_visitor(
        self, client: Client, person: User, seat: Seat
    ) -> None:
        actions.take_seat(seat=seat, user=person, by=None)
        with_password_alone(client, person)
        assert [client.get(address).status_code for address in (PAGE, SEARCH, LIST)] == [302, 302, 302]
        client.force_login(person)
        assert reads(client)
        drop_all(person)
        assert not reads(client)
