"""The demo's members: every country and kind of body, something of each state, and nothing of it left behind."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command

from portal.countries.models import Country
from portal.demo import accounts, country_facts
from portal.demo.delegations import make_members
from portal.demo.models import DemoObject
from portal.demo.second_proofs import code_of
from portal.demo.sources import LABELS
from portal.languages import BY_CODE
from portal.marking import Label
from portal.members import actions
from portal.members.acting import deputies_now, holder_of, vacant_seats
from portal.members.models import AccessRequest, Body, Delegation, Invitation, Seat, SeatHolder, User
from portal.members.principals import principals_of
from portal.members.queries import deciders, fillable_seats, requests_for, unanswered_invitations
from portal.pages.setting_up.label_files import joined
from tests.conftest import MakePublication
from tests.second_proofs import prove

ALL: tuple[Any, ...] = (User, Body, Delegation, Seat, SeatHolder, Invitation, AccessRequest, DemoObject)


def _load() -> None:
    accounts.make_accounts()
    country_facts.make_bodies()
    make_members()


def _counted() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in ALL}


def _principals(user: User) -> set[str]:
    return set(principals_of(user))


def _person(email: str) -> User:
    return User.objects.get(email=email)


@pytest.fixture
def members(portal: None) -> None:
    """The demo's members, without its publications."""
    _load()


@pytest.mark.usefixtures("members")
class WhoIsThereTests:
    def test_every_member_state_and_two_partners_have_a_delegation_with_a_head_and_a_focal_point(self) -> None:
        of_countries = Delegation.objects.exclude(country=None)
        assert of_countries.count() == Country.objects.count() == 11
        assert Delegation.objects.filter(country=None).count() == 2
        for delegation in Delegation.objects.all():
            assert delegation.head is not None, delegation
            assert holder_of(delegation.head), delegation
            assert delegation.seats.filter(is_focal_point=True).exists(), delegation

    def test_bodies_of_every_kind_hold_seats_and_are_named_in_every_language(self) -> None:
        wanted = {"ministry", "agency", "court", "sectoral", "ngo", "company", "un"}
        assert wanted <= set(Body.objects.filter(seats__isnull=False).values_list("kind", flat=True))
        for body in Body.objects.filter(seats__isnull=False):
            assert set(body.name) == set(BY_CODE), body
        for delegation in Delegation.objects.all():
            assert set(delegation.name) == set(BY_CODE), delegation
        for seat in Seat.objects.all():
            assert set(seat.function) == set(BY_CODE), seat

    def test_every_language_has_the_same_words(self) -> None:
        for part in ("delegations", "members", "functions"):
            for key, words in joined(LABELS, part).items():
                assert set(words) == set(BY_CODE), (part, key)

    def test_one_seat_is_vacant_one_is_offered_one_has_a_deputy_and_one_request_waits(self) -> None:
        focal_point = _person("focal.point@la.example")
        assert [seat.function["en"] for seat in fillable_seats(focal_point)] == ["Border liaison officer"]
        assert vacant_seats().count() == 2
        assert unanswered_invitations().get().email == "referral.officer@la.example"
        assert [request.name for request in requests_for(focal_point)] == ["Border officer, Lao PDR"]
        deputy = deputies_now().get()
        assert deputy.seat.is_focal_point
        assert f"seat:{deputy.seat.token}" in _principals(deputy.user)

    def test_each_account_that_is_printed_holds_its_role_and_has_a_code(self) -> None:
        told = accounts.describe()
        for email in (*(email for email, _role in accounts.MEMBERS), *(row[0] for row in accounts.ACCOUNTS)):
            assert email in told
            assert _person(email).check_password(accounts.PASSWORD)
            assert len(code_of(email)) == 6
        assert "body:la-labour-inspectorate" in _principals(_person("labour.inspector@la.example"))
        assert "delegation:la" in _principals(_person("head@la.example"))
        assert "delegation:la" not in _principals(_person("coordinator@shelters.example"))

    def test_a_code_is_told_of_demo_accounts_alone_and_when_there_is_time_to_type_it(
        self, settings: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        waited: list[float] = []
        monkeypatch.setattr("portal.demo.second_proofs.time.sleep", waited.append)
        for moment in ("08:00:10", "08:00:25"):
            with time_machine.travel(f"2026-11-23 {moment} +0000", tick=False):
                call_command("demo_code", "editor@balai.example")
                assert capsys.readouterr().out.strip() == code_of("editor@balai.example")
        assert waited == [5]
        prove(User.objects.create_user("somebody@office.example", "quiet river stones"))
        for email in ("somebody@office.example", "nobody@office.example"):
            with pytest.raises(CommandError):
                call_command("demo_code", email)
        settings.DEMO_ALLOWED = False
        with pytest.raises(CommandError):
            call_command("demo_code", "editor@balai.example")


@pytest.mark.usefixtures("members")
class ComingAndGoingTests:
    def test_loading_again_makes_nothing_and_undoes_nothing(self) -> None:
        actions.end_seat(holder=SeatHolder.objects.get(user=_person("head@th.example")), by=None)
        actions.decide(request=AccessRequest.objects.get(), grant=False, by=None)
        before = _counted()
        _load()
        assert _counted() == before
        assert vacant_seats().count() == 3
        assert not AccessRequest.objects.filter(granted=None).exists()

    def test_removing_leaves_nothing(self) -> None:
        mine = {body.slug for body in Body.objects.all()} - set(
            DemoObject.objects.filter(kind="body").values_list("key", flat=True)
        )
        call_command("remove_demo", verbosity=0)
        assert _counted() == dict.fromkeys(_counted(), 0) | {"Body": len(mine)}

    def test_whoever_came_into_a_demo_seat_keeps_an_account_and_reads_what_visitors_read(self) -> None:
        newcomer = User.objects.create_user("somebody@office.example", "quiet river stones")
        actions.take_seat(seat=vacant_seats()[0], user=newcomer, by=None)
        call_command("remove_demo", verbosity=0)
        assert list(User.objects.all()) == [newcomer]
        assert not Seat.objects.exists()
        assert _principals(newcomer) == set()

    def test_a_demo_account_that_must_stay_is_shut(self, make_publication: MakePublication) -> None:
        own = Body.objects.create(slug="own", name={"en": "Own"}, kind="agency")
        seat = actions.open_seat(body=own, function={"en": "Own"}, by=None)
        holder = actions.hand_over(
            holder=SeatHolder.objects.get(user=_person("head@th.example")), to=_person("judge@th.example"), by=None
        )
        actions.take_seat(seat=seat, user=_person("head@th.example"), by=None)
        page = make_publication("T-2026-901", label=Label.CLEAR)
        page.owner = holder.user
        page.save()
        call_command("remove_demo", verbosity=0)
        assert Seat.objects.get() == seat
        assert not SeatHolder.objects.exists()
        assert not User.objects.filter(is_active=True).exists()
        assert deciders(AccessRequest(email="x@y.example")).users == ()
