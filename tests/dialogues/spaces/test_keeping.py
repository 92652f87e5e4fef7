"""What is kept for a time, and what a person gets of their own."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from dialogues.spaces import actions
from dialogues.spaces.models import RulesAcceptance, SpaceMembership
from portal.members.own_data import told
from portal.retention.registry import kind_named
from tests.dialogues.spaces.house import House


class KeepingTests:
    def test_memberships_that_ended_long_ago_go_and_others_stay(self, house: House) -> None:
        old, fresh, lasting = (
            house.admit(seat) for seat in (house.th.desk_seat, house.th.other_seat, house.guest_seat)
        )
        for membership in (old, fresh):
            actions.remove(membership=membership, by=None)
        SpaceMembership.objects.filter(pk=old.pk).update(ended_at=timezone.now() - timedelta(days=800))
        kind = kind_named("memberships of spaces")
        assert kind is not None
        assert kind.purge(kind.before(timezone.now()), 10) == 1
        assert set(SpaceMembership.objects.all()) == {fresh, lasting}

    def test_who_accepted_the_rules_in_force_is_known_as_long_as_they_hold(self, house: House) -> None:
        house.accept(house.th.head)
        actions.change_rules(space=house.space, rules={"en": "Be brief."}, by=house.th.head)
        house.accept(house.th.head)
        RulesAcceptance.objects.update(accepted_at=timezone.now() - timedelta(days=800))
        kind = kind_named("former rules accepted")
        assert kind is not None
        kind.purge(kind.before(timezone.now()), 10)
        assert RulesAcceptance.objects.get().version == 2

    def test_a_person_gets_what_is_kept_of_them_in_spaces(self, house: House) -> None:
        house.admit(house.th.desk_seat)
        house.accept(house.th.desk)
        own = told(house.th.desk)["spaces"]
        assert [one["role"] for one in own["memberships"]] == ["contributor"]
        assert [one["version"] for one in own["rules accepted"]] == [1]
        assert told(house.th.other)["spaces"] == {"memberships": [], "rules accepted": [], "entries": []}
