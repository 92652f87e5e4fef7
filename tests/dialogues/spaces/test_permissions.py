"""Who may do what in a space."""

from __future__ import annotations

from django.utils import timezone

from dialogues.spaces import actions
from dialogues.spaces.models import Role, Space, SpaceDenial
from dialogues.spaces.partitions import principal_of
from dialogues.spaces.permissions import Right, may, rights_of
from dialogues.spaces.queries import spaces_for
from portal.members import actions as of_members
from portal.members.acting import holder_of
from portal.members.models import User
from portal.viewer import ANONYMOUS, viewer_for
from tests.dialogues.spaces.house import PASSWORD, House, person


class RightsTests:
    def test_the_head_of_an_owner_may_do_everything(self, house: House) -> None:
        assert rights_of(house.viewer(house.th.head), house.space) == frozenset(Right)

    def test_a_contributor_writes_and_does_not_moderate(self, house: House) -> None:
        house.admit(house.th.desk_seat)
        assert rights_of(house.viewer(house.th.desk), house.space) == frozenset(Right) - {Right.MODERATE}

    def test_an_observer_sees_and_opens_alone(self, house: House) -> None:
        house.admit(house.th.desk_seat, Role.OBSERVER)
        assert rights_of(house.viewer(house.th.desk), house.space) == {Right.SEE, Right.OPEN}

    def test_whoever_is_not_in_a_hidden_space_does_not_know_of_it(self, house: House) -> None:
        for user in (house.th.desk, house.my.head, house.guest):
            assert rights_of(house.viewer(user), house.space) == frozenset()
            assert not spaces_for(house.viewer(user)).exists()
        assert rights_of(ANONYMOUS, house.space) == frozenset()

    def test_members_of_the_portal_see_a_space_that_is_not_hidden_and_go_no_further(self, house: House) -> None:
        Space.objects.update(hidden=False)
        space = Space.objects.get()
        assert rights_of(house.viewer(house.my.desk), space) == {Right.SEE}
        assert rights_of(ANONYMOUS, space) == frozenset()

    def test_without_a_second_factor_nothing_is_seen(self, house: House) -> None:
        Space.objects.update(hidden=False)
        user = User.objects.create_user("bare@thailand.example", PASSWORD)
        of_members.hand_over(holder=holder_of(house.th.desk_seat), to=user, by=None)
        house.admit(house.th.desk_seat)
        assert rights_of(viewer_for(user), Space.objects.get()) == frozenset()
        assert viewer_for(user).principals == {"public"}

    def test_in_an_archived_space_everybody_reads_and_nobody_writes(self, house: House) -> None:
        Space.objects.update(archived_at=timezone.now())
        assert rights_of(house.viewer(house.th.head), Space.objects.get()) == {Right.SEE, Right.OPEN}


class NeverTests:
    def deny(self, house: House, right: Right, seat: object) -> None:
        SpaceDenial.objects.create(space=house.space, seat=seat, right=right.value)

    def test_a_never_beats_every_yes(self, house: House) -> None:
        house.admit(house.th.desk_seat, Role.MODERATOR)
        self.deny(house, Right.REPLY, house.th.desk_seat)
        assert rights_of(house.viewer(house.th.desk), house.space) == frozenset(Right) - {Right.REPLY}

    def test_a_never_of_one_seat_beats_the_yes_of_another(self, house: House) -> None:
        second = of_members.open_seat(body=house.th.ministry, function={"en": "Second"}, by=None)
        of_members.take_seat(seat=second, user=house.th.desk, by=None)
        house.admit(second, Role.MODERATOR)
        self.deny(house, Right.OPEN, house.th.desk_seat)
        assert rights_of(house.viewer(house.th.desk), house.space) == {Right.SEE}
        assert principal_of(house.space) not in house.viewer(house.th.desk).principals

    def test_who_is_denied_seeing_has_nothing_left(self, house: House) -> None:
        house.admit(house.th.desk_seat)
        self.deny(house, Right.SEE, house.th.desk_seat)
        house.accept(house.th.head)
        assert rights_of(house.viewer(house.th.desk), house.space) == frozenset()
        assert not spaces_for(house.viewer(house.th.desk)).exists()
        assert spaces_for(house.viewer(house.th.head)).exists()


class GrantTests:
    def test_the_grant_comes_with_the_acceptance_of_the_rules(self, house: House) -> None:
        house.admit(house.th.desk_seat)
        grant = principal_of(house.space)
        assert grant not in house.viewer(house.th.desk).principals
        house.accept(house.th.desk)
        assert grant in house.viewer(house.th.desk).principals
        assert grant not in house.viewer(house.th.other).principals

    def test_a_new_version_of_the_rules_takes_the_grant_until_it_is_accepted(self, house: House) -> None:
        house.accept(house.th.head)
        actions.change_rules(space=house.space, rules={"en": "Be brief."}, by=house.th.head)
        assert principal_of(house.space) not in house.viewer(house.th.head).principals
        house.accept(house.th.head)
        assert principal_of(house.space) in house.viewer(house.th.head).principals

    def test_who_leaves_the_seat_loses_it_at_once_and_the_next_one_accepts_anew(self, house: House) -> None:
        house.admit(house.th.desk_seat)
        house.accept(house.th.desk)
        successor = person("next@thailand.example")
        of_members.hand_over(holder=holder_of(house.th.desk_seat), to=successor, by=None)
        assert rights_of(house.viewer(house.th.desk), house.space) == frozenset()
        assert principal_of(house.space) not in house.viewer(house.th.desk).principals
        assert may(house.viewer(successor), house.space, Right.REPLY)
        assert principal_of(house.space) not in house.viewer(successor).principals

    def test_who_is_put_out_loses_it_at_once(self, house: House) -> None:
        membership = house.admit(house.th.desk_seat)
        house.accept(house.th.desk)
        actions.remove(membership=membership, by=house.th.head)
        assert principal_of(house.space) not in house.viewer(house.th.desk).principals
