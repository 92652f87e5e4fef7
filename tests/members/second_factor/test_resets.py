"""Who has lost every second proof gets in again by two people, and by nobody alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.audit.models import Entry
from portal.members import actions
from portal.members.models import ProofReset, SeatHolder, User
from portal.work.running import run_waiting
from tests.members.conftest import SignedIn, World

PAGE = "/en/members/lost/"


@pytest.fixture
def lost(world: World) -> SeatHolder:
    """The member at the desk, who has lost everything; focal point and head of the delegation look after the seat."""
    return world.seated("desk@ministry.example", world.desk)


class TwoPeopleTests:
    def test_one_asks_another_confirms_and_everything_of_before_ends(
        self, world: World, lost: SeatHolder, browser: SignedIn, mailoutbox: list[Any]
    ) -> None:
        theirs, focal, head = browser(lost.user), browser(world.focal.user), browser(world.head.user)
        focal.post(PAGE, {"act": "ask", "seat": world.desk.token, "sure": "on"})
        reset = ProofReset.objects.get(user=lost.user)
        assert "let them in again" in head.get(PAGE).content.decode()
        assert "let them in again" not in focal.get(PAGE).content.decode()
        head.post(PAGE, {"act": "confirm", "reset": reset.token})
        assert not Authenticator.objects.filter(user=lost.user).exists()
        assert theirs.get("/en/members/").status_code == 302
        assert "_auth_user_id" not in theirs.session
        written = Entry.objects.filter(object_key=str(lost.user_id), action__startswith="members.proofs")
        assert [(one.action, one.actor_id) for one in written.order_by("pk")] == [
            ("members.proofs.reset_asked", world.focal.user_id),
            ("members.proofs.reset", world.head.user_id),
        ]
        run_waiting()
        assert [lost.user.email] in [mail.to for mail in mailoutbox if "second proofs were reset" in mail.subject]

    def test_whoever_asked_does_not_confirm(self, world: World, lost: SeatHolder) -> None:
        reset = actions.ask_to_reset_proofs(user=lost.user, by=world.focal.user)
        with pytest.raises(ValidationError, match="second person"):
            actions.decide_proof_reset(reset=reset, grant=True, by=world.focal.user)
        with pytest.raises(IntegrityError), transaction.atomic():
            ProofReset.objects.filter(pk=reset.pk).update(granted=True, decided_by=world.focal.user)

    def test_nobody_does_it_for_themselves_nor_for_whom_they_do_not_look_after(
        self, world: World, lost: SeatHolder
    ) -> None:
        for by, user in ((world.focal.user, world.focal.user), (lost.user, world.focal.user)):
            with pytest.raises(PermissionDenied):
                actions.ask_to_reset_proofs(user=user, by=by)

    def test_for_staff_administrators_alone_ask(self, world: World, lost: SeatHolder) -> None:
        lost.user.is_superuser = True
        lost.user.save()
        with pytest.raises(PermissionDenied):
            actions.ask_to_reset_proofs(user=lost.user, by=world.focal.user)
        administrator = User.objects.create_superuser("first@balai.example")
        assert actions.ask_to_reset_proofs(user=lost.user, by=administrator).is_open

    def test_it_waits_for_three_days(self, world: World, lost: SeatHolder) -> None:
        reset = actions.ask_to_reset_proofs(user=lost.user, by=world.focal.user)
        ProofReset.objects.update(asked_at=timezone.now() - timedelta(days=3))
        with pytest.raises(ValidationError, match="too long"):
            actions.decide_proof_reset(reset=reset, grant=True, by=world.head.user)
        assert actions.ask_to_reset_proofs(user=lost.user, by=world.head.user).is_open

    def test_whoever_lost_the_right_meanwhile_has_not_asked(self, world: World, lost: SeatHolder) -> None:
        reset = actions.ask_to_reset_proofs(user=lost.user, by=world.focal.user)
        actions.end_seat(holder=world.focal, by=None)
        with pytest.raises(ValidationError, match="may not any more"):
            actions.decide_proof_reset(reset=reset, grant=True, by=world.head.user)

    def test_members_who_look_after_nobody_find_no_such_page(self, lost: SeatHolder, browser: SignedIn) -> None:
        assert browser(lost.user).get(PAGE).status_code == 404
