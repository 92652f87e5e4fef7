"""Mails about spaces: to whom, and how much they tell."""

from __future__ import annotations

import pytest

from dialogues.spaces import actions
from dialogues.spaces.models import Role, Space, SpaceMembership
from portal.members import actions as of_members
from portal.members.acting import holder_of
from portal.members.models import User
from portal.notices.models import Mail
from portal.notices.outbox.letters import message_for
from tests.dialogues.spaces.house import House, person


def told(kind: str) -> set[User]:
    return {mail.user for mail in Mail.objects.filter(kind=kind).select_related("user") if mail.user}


class WhoTests:
    def test_all_owners_are_told_who_came_and_who_left_but_not_who_did_it(self, house: House) -> None:
        space = house.bilateral()
        own = actions.admit(space=space, seat=house.th.desk_seat, role=Role.CONTRIBUTOR, by=house.th.head)
        assert told("space.admitted") == {house.my.head}
        assert told("space.let_in") == {house.th.desk}
        actions.remove(membership=own, by=house.th.desk)
        assert told("space.removed") == {house.th.head, house.my.head}

    def test_all_owners_are_told_that_another_person_has_the_seat(self, house: House) -> None:
        space = house.bilateral()
        house.admit(house.th.desk_seat, space=space)
        successor = person("next@thailand.example")
        of_members.hand_over(holder=holder_of(house.th.desk_seat), to=successor, by=None)
        for kind in ("space.person_left", "space.person_came"):
            assert told(kind) == {house.th.head, house.my.head}

    def test_the_other_owner_is_told_of_a_proposal_until_it_is_settled(self, house: House) -> None:
        space = house.bilateral()
        proposal = actions.propose(space=space, act="archive", by=house.th.head)
        mail = Mail.objects.get(kind="space.proposed")
        assert mail.user == house.my.head
        assert message_for(mail) is not None
        actions.refuse(proposal=proposal, by=house.my.head)
        assert message_for(mail) is None

    def test_new_rules_are_told_until_they_are_accepted(self, house: House) -> None:
        house.admit(house.th.desk_seat)
        actions.change_rules(space=house.space, rules={"en": "Be brief."}, by=house.th.head)
        mail = Mail.objects.get(kind="space.rules")
        assert mail.user == house.th.desk
        assert message_for(mail) is not None
        house.accept(house.th.desk)
        assert message_for(mail) is None


class HowMuchTests:
    def letter(self, house: House, **how: object) -> str:
        Space.objects.update(**how)
        membership: SpaceMembership = house.admit(house.th.desk_seat)
        message = message_for(Mail.objects.get(kind="space.admitted"))
        assert message is not None
        assert membership.space.title["en"] == "Siam"
        return f"{message.subject}\n{message.body}"

    def test_under_amber_it_names_the_space_and_the_seat(self, house: House) -> None:
        said = self.letter(house, hidden=False)
        assert said.startswith("Balai: TLP:AMBER ")
        assert "Siam" in said
        assert "Desk" in said

    def test_under_amber_strict_it_names_neither(self, house: House) -> None:
        said = self.letter(house, hidden=False, label="AMBER+STRICT")
        assert said.startswith("Balai: TLP:AMBER+STRICT ")
        assert "Siam" not in said
        assert "Desk" not in said

    @pytest.mark.parametrize("how", [{"hidden": True}, {"hidden": False, "label": "RED"}])
    def test_of_a_hidden_one_and_under_red_it_says_that_something_waits(
        self, house: House, how: dict[str, object]
    ) -> None:
        said = self.letter(house, **how)
        for word in ("Siam", "Desk", "TLP", house.space.slug):
            assert word not in said
        assert "Something waits" in said

    def test_who_owns_it_no_more_gets_no_mail(self, house: House) -> None:
        house.admit(house.th.desk_seat)
        mail = Mail.objects.get(kind="space.admitted")
        of_members.end_seat(holder=holder_of(house.th.head_seat), by=None)
        assert message_for(mail) is None
