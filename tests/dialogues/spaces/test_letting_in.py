"""Letting in and putting out: each owner its own people, and both what widens who reads or closes a space."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dialogues.spaces import actions
from dialogues.spaces.actions.joining import may_remove
from dialogues.spaces.models import Proposal, Role, SpaceMembership
from dialogues.spaces.partitions import principal_of
from dialogues.spaces.permissions import Right, delegations_managed, rights_of
from portal.audit.models import Entry
from portal.members import actions as of_members
from tests.dialogues.spaces.house import House


def admit(house: House, seat: object, by: object, role: Role = Role.CONTRIBUTOR, **more: object) -> SpaceMembership:
    return actions.admit(space=more.get("space") or house.space, seat=seat, role=role, by=by)


class OwnPeopleTests:
    def test_the_head_lets_in_and_the_entry_says_so(self, house: House) -> None:
        admit(house, house.th.desk_seat, house.th.head)
        entry = Entry.objects.get(action="spaces.admitted")
        assert entry.actor_id == house.th.head.pk
        assert entry.details == {"seat": house.th.desk_seat.token, "role": "contributor"}

    @pytest.mark.parametrize("who", ["desk", "other"])
    def test_nobody_else_of_the_delegation_lets_in(self, house: House, who: str) -> None:
        house.admit(house.th.desk_seat, Role.MODERATOR)
        with pytest.raises(PermissionDenied):
            admit(house, house.th.other_seat, getattr(house.th, who))

    def test_an_owner_by_role_lets_in(self, house: House) -> None:
        house.admit(house.th.desk_seat, Role.OWNER)
        assert admit(house, house.th.other_seat, house.th.desk).admitted_for == house.th.delegation

    def test_in_a_shared_space_each_lets_in_and_puts_out_its_own_alone(self, house: House) -> None:
        space = house.bilateral()
        theirs = admit(house, house.my.desk_seat, house.my.head, space=space)
        with pytest.raises(PermissionDenied):
            admit(house, house.my.other_seat, house.th.head, space=space)
        with pytest.raises(PermissionDenied):
            actions.remove(membership=theirs, by=house.th.head)
        with pytest.raises(PermissionDenied):
            actions.change_role(membership=theirs, role=Role.READER, by=house.th.head)
        with pytest.raises(PermissionDenied):
            actions.deny(membership=theirs, right=Right.REPLY, by=house.th.head)
        actions.remove(membership=theirs, by=house.my.head)
        theirs.refresh_from_db()
        assert theirs.ended_at is not None

    def test_only_people_of_an_owner_become_owners(self, house: House) -> None:
        with pytest.raises(ValidationError, match="owning delegation"):
            admit(house, house.guest_seat, house.th.head, Role.OWNER)

    def test_nobody_else_comes_into_the_room_of_a_delegation(self, house: House) -> None:
        more = {"title": {"en": "Room"}, "owners": [house.th.delegation], "rules": {"en": "Quiet."}, "by": None}
        room = actions.open_space(kind="delegation_room", **more)
        with pytest.raises(ValidationError, match="into its room"):
            admit(house, house.guest_seat, house.th.head, space=room)

    def test_who_is_denied_reading_lets_nobody_in(self, house: House) -> None:
        own = house.admit(house.th.desk_seat, Role.OWNER)
        actions.deny(membership=own, right=Right.OPEN, by=house.th.head)
        assert not delegations_managed(house.viewer(house.th.desk), house.space).exists()

    def test_a_seat_is_in_a_space_once_and_comes_back_after_it_left(self, house: House) -> None:
        first = admit(house, house.th.desk_seat, house.th.head)
        with pytest.raises(ValidationError, match="already"):
            admit(house, house.th.desk_seat, house.th.head)
        actions.remove(membership=first, by=house.th.desk)
        assert admit(house, house.th.desk_seat, house.th.head).pk != first.pk

    def test_who_acts_for_a_seat_leaves_but_loosens_no_never_of_their_own(self, house: House) -> None:
        own = admit(house, house.th.desk_seat, house.th.head)
        actions.deny(membership=own, right=Right.REPLY, by=house.th.head)
        with pytest.raises(PermissionDenied):
            actions.allow(membership=own, right=Right.REPLY, by=house.th.desk)
        assert may_remove(own, house.th.desk)
        actions.allow(membership=own, right=Right.REPLY, by=house.th.head)
        assert Right.REPLY in rights_of(house.viewer(house.th.desk), house.space)


class BothTests:
    def test_a_guest_comes_into_a_shared_space_with_both_consents(self, house: House) -> None:
        space = house.bilateral()
        with pytest.raises(ValidationError, match="every owner"):
            admit(house, house.guest_seat, house.th.head, space=space)
        wish = {"act": Proposal.Act.ADMIT, "seat": house.guest_seat, "role": Role.CONTRIBUTOR}
        proposal = actions.propose(space=space, by=house.th.head, **wish)
        actions.consent(proposal=proposal, by=house.th.head)
        assert rights_of(house.viewer(house.guest), space) == frozenset()
        actions.consent(proposal=proposal, by=house.my.head)
        assert Right.REPLY in rights_of(house.viewer(house.guest), space)
        guest = space.memberships.get(seat=house.guest_seat)
        assert may_remove(guest, house.my.head)
        assert may_remove(guest, house.th.head)

    @pytest.mark.parametrize(("act", "field"), [(Proposal.Act.ARCHIVE, "archived_at"), (Proposal.Act.REVEAL, "hidden")])
    def test_neither_closes_or_shows_it_alone(self, house: House, act: str, field: str) -> None:
        space = house.bilateral()
        before = getattr(space, field)
        proposal = actions.propose(space=space, act=act, by=house.th.head)
        space.refresh_from_db()
        assert getattr(space, field) == before
        with pytest.raises(PermissionDenied):
            actions.consent(proposal=proposal, by=house.guest)
        actions.consent(proposal=proposal, by=house.my.head)
        space.refresh_from_db()
        assert getattr(space, field) != before

    def test_what_was_refused_comes_to_nothing(self, house: House) -> None:
        space = house.bilateral()
        proposal = actions.propose(space=space, act=Proposal.Act.ARCHIVE, by=house.th.head)
        actions.refuse(proposal=proposal, by=house.my.head)
        with pytest.raises(ValidationError, match="already"):
            actions.consent(proposal=proposal, by=house.my.head)
        space.refresh_from_db()
        assert space.archived_at is None

    def test_one_owner_alone_closes_its_own(self, house: House) -> None:
        actions.propose(space=house.space, act=Proposal.Act.ARCHIVE, by=house.th.head)
        house.space.refresh_from_db()
        assert house.space.is_archived
        with pytest.raises(ValidationError, match="closed"):
            admit(house, house.th.desk_seat, house.th.head)

    def test_one_owner_hides_a_space_alone(self, house: House) -> None:
        space = house.bilateral(hidden=False)
        actions.hide(space=space, by=house.my.head)
        assert rights_of(house.viewer(house.guest), actions.hide(space=space, by=house.my.head)) == frozenset()

    def test_the_same_waits_once(self, house: House) -> None:
        space = house.bilateral()
        actions.propose(space=space, act=Proposal.Act.ARCHIVE, by=house.th.head)
        with pytest.raises(ValidationError, match="waits"):
            actions.propose(space=space, act=Proposal.Act.ARCHIVE, by=house.my.head)


class ClosedSeatTests:
    def test_a_seat_that_closes_leaves_every_space_and_every_proposal(self, house: House) -> None:
        space = house.bilateral()
        membership = house.admit(house.th.desk_seat)
        house.accept(house.th.desk)
        wish = {"act": Proposal.Act.ADMIT, "seat": house.guest_seat, "role": Role.READER}
        proposal = actions.propose(space=space, by=house.th.head, **wish)
        of_members.close_seat(seat=house.th.desk_seat, by=None)
        of_members.close_seat(seat=house.guest_seat, by=None)
        membership.refresh_from_db()
        proposal.refresh_from_db()
        assert membership.ended_at is not None
        assert proposal.carried is False
        assert principal_of(house.space) not in house.viewer(house.th.desk).principals
