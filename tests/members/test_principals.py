"""What somebody holds is what they sit in now, asked anew each time, in two queries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db.models import BooleanField, ExpressionWrapper, Value
from django.utils import timezone

from portal.members import actions, proof
from portal.members.models import Deputy, User
from portal.pages.setting_up.roles import EDITORS
from portal.viewer import MEMBER, PUBLIC, STAFF, viewer_for
from tests.members.conftest import World


def held(user: User) -> frozenset[str]:
    return viewer_for(User.objects.get(pk=user.pk)).principals


class PrincipalsTests:
    def test_a_holder_holds_seat_body_and_delegation(self, world: World) -> None:
        expected = {PUBLIC, MEMBER, f"seat:{world.focal_seat.token}", "body:ministry", "delegation:thailand"}
        assert held(world.focal.user) == expected

    def test_without_a_second_factor_a_seat_gives_nothing(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(proof, "_question", _never)
        assert held(world.focal.user) == {PUBLIC}

    def test_without_a_seat_a_second_factor_gives_nothing(self, world: World) -> None:
        assert held(world.person("nobody@ministry.example")) == {PUBLIC}

    def test_two_queries_for_a_member_however_many_the_seats_and_one_for_spaces(
        self, world: World, django_assert_num_queries: Any
    ) -> None:
        user = world.focal.user
        for number in range(6):
            seat = actions.open_seat(body=world.ministry, function={"en": f"Desk {number}"}, by=None)
            actions.take_seat(seat=seat, user=user, by=None)
        user = User.objects.get(pk=user.pk)
        with django_assert_num_queries(3):
            assert len(viewer_for(user).principals) == 11

    def test_as_many_for_staff(self, world: World, portal: None, django_assert_num_queries: Any) -> None:
        editor = world.person("editor@balai.example")
        editor.groups.add(Group.objects.get(name=EDITORS))
        editor = User.objects.get(pk=editor.pk)
        with django_assert_num_queries(3):
            assert viewer_for(editor).principals == {PUBLIC, MEMBER, STAFF}
        assert editor.has_perm("wagtailadmin.access_admin")

    @pytest.mark.parametrize(("first", "last", "acts"), [(-3, -1, False), (-1, 0, True), (0, 0, True), (1, 2, False)])
    def test_a_deputy_acts_in_the_days_of_the_deputising(self, world: World, first: int, last: int, acts: bool) -> None:
        deputy = world.person("deputy@ministry.example")
        today = timezone.now().date()
        Deputy.objects.create(
            seat=world.focal_seat,
            user=deputy,
            first_day=today + timedelta(days=first),
            last_day=today + timedelta(days=last),
        )
        assert (f"seat:{world.focal_seat.token}" in held(deputy)) is acts
        assert (MEMBER in held(deputy)) is acts


def _never() -> Any:
    """Nobody has a second factor."""
    return ExpressionWrapper(Value(False), output_field=BooleanField())
