"""The pages of spaces."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from dialogues.spaces import actions
from dialogues.spaces.models import Proposal, Role, RulesAcceptance, Space
from dialogues.spaces.permissions import Right, rights_of
from tests.dialogues.spaces.house import House

BELOW = ("space", "rules", "look_after")


def page(name: str, space: Space) -> str:
    return reverse(f"spaces:{name}", args=[space.slug])


class DoorTests:
    @pytest.mark.parametrize("name", BELOW)
    def test_of_a_hidden_space_others_learn_nothing(self, house: House, name: str) -> None:
        nothing = reverse(f"spaces:{name}", args=["none-such"])
        for user in (house.my.head, house.guest, house.th.desk):
            browser = house.browser(user)
            there, absent = browser.get(page(name, house.space)), browser.get(nothing)
            assert there.status_code == absent.status_code == 404
            assert there.content.replace(house.space.slug.encode(), b"none-such") == absent.content

    @pytest.mark.parametrize("name", BELOW)
    def test_a_visitor_is_led_to_sign_in_whatever_is_there(self, house: House, name: str) -> None:
        for slug in (house.space.slug, "none-such"):
            answer = Client().get(reverse(f"spaces:{name}", args=[slug]))
            assert (answer.status_code, answer.headers["Cache-Control"]) == (302, "private, no-store")
            assert "sign-in" in answer.headers["Location"]

    def test_before_the_door_of_a_known_one_its_owners_are_named_and_nothing_else(self, house: House) -> None:
        house.admit(house.th.desk_seat)
        Space.objects.update(hidden=False)
        told = house.browser(house.my.desk).get(page("space", house.space)).content.decode()
        assert "Siam" in told
        assert "Thailand" in told
        assert "Desk" not in told
        assert house.browser(house.my.desk).get(page("rules", house.space)).status_code == 404

    def test_the_rules_come_first_and_lead_on(self, house: House) -> None:
        house.admit(house.th.desk_seat)
        browser = house.browser(house.th.desk)
        answer = browser.get(page("space", house.space), follow=True)
        assert "Speak as a colleague." in answer.content.decode()
        assert "Who is here" not in answer.content.decode()
        address = answer.request["PATH_INFO"] + "?" + answer.request["QUERY_STRING"]
        assert browser.post(address, {"version": 1}).status_code == 422
        answer = browser.post(address, {"version": 1, "sure": "on"}, follow=True)
        assert "Who is here" in answer.content.decode()
        assert RulesAcceptance.objects.get().user == house.th.desk

    def test_rules_that_changed_meanwhile_are_not_accepted_unread(self, house: House) -> None:
        actions.change_rules(space=house.space, rules={"en": "Be brief."}, by=None)
        browser = house.browser(house.th.head)
        answer = browser.post(page("rules", house.space), {"version": 1, "sure": "on"})
        assert answer.status_code == 422
        assert "Be brief." in answer.content.decode()
        assert not RulesAcceptance.objects.exists()

    def test_rules_lead_nowhere_else_than_into_the_portal(self, house: House) -> None:
        address = page("rules", house.space) + "?next=//elsewhere.example/"
        answer = house.browser(house.th.head).post(address, {"version": 1, "sure": "on"})
        assert answer.headers["Location"] == page("space", house.space)

    def test_what_was_typed_waits_behind_new_rules(self, house: House) -> None:
        house.accept(house.th.head)
        actions.change_rules(space=house.space, rules={"en": "Be brief."}, by=None)
        browser = house.browser(house.th.head)
        typed = {"act": "rules", "text": "Rules that somebody thought about for an hour.", "language": "en"}
        browser.post(page("look_after", house.space), typed, headers={"accept": "text/html"})
        house.accept(house.th.head)
        assert typed["text"] in browser.get(page("look_after", house.space)).content.decode()


class ListTests:
    def test_it_holds_what_somebody_may_know_of(self, house: House) -> None:
        house.admit(house.th.desk_seat)
        assert "Siam" in house.browser(house.th.desk).get(reverse("spaces:index")).content.decode()
        assert "Siam" not in house.browser(house.th.other).get(reverse("spaces:index")).content.decode()


class PageTests:
    def test_it_shows_who_is_there_and_what_each_may(self, house: House) -> None:
        house.admit(house.th.desk_seat)
        house.admit(house.guest_seat, Role.OBSERVER)
        house.accept(house.th.desk)
        told = house.browser(house.th.desk).get(page("space", house.space)).content.decode()
        assert "read, start threads, reply, attach files" in told
        assert "1 of them an observer" in told
        assert "Shelter" in told

    def test_where_nothing_may_tell_of_a_speaker_members_learn_not_who_else_is_there(self, house: House) -> None:
        house.admit(house.th.desk_seat)
        house.admit(house.guest_seat)
        Space.objects.update(attribution_rule="chatham_house")
        house.accept(house.th.desk, house.th.head)
        assert "Shelter" not in house.browser(house.th.desk).get(page("space", house.space)).content.decode()
        assert "Shelter" in house.browser(house.th.head).get(page("space", house.space)).content.decode()

    def test_who_wishes_leaves(self, house: House) -> None:
        house.admit(house.th.desk_seat)
        house.accept(house.th.desk)
        browser = house.browser(house.th.desk)
        browser.post(page("space", house.space), {"act": "leave", "seat": house.th.desk_seat.token})
        assert rights_of(house.viewer(house.th.desk), house.space) == frozenset()

    def test_nobody_takes_out_the_seat_of_another_by_leaving(self, house: House) -> None:
        house.admit(house.th.desk_seat)
        house.admit(house.th.other_seat)
        house.accept(house.th.desk)
        sent = {"act": "leave", "seat": house.th.other_seat.token}
        assert house.browser(house.th.desk).post(page("space", house.space), sent).status_code == 404
        assert rights_of(house.viewer(house.th.other), house.space)


class LookingAfterTests:
    @pytest.fixture
    def shared(self, house: House) -> Space:
        space = house.bilateral()
        house.accept(house.th.head, house.my.head, space=space)
        return space

    def test_the_head_lets_in_changes_and_puts_out(self, house: House, shared: Space) -> None:
        browser, address, seat = house.browser(house.th.head), page("look_after", shared), house.th.desk_seat
        browser.post(address, {"act": "admit", "seat": seat.token, "role": "reader"})
        assert rights_of(house.viewer(house.th.desk), shared) == {Right.SEE, Right.OPEN}
        browser.post(address, {"act": "role", "seat": seat.token, "role": "contributor"})
        browser.post(address, {"act": "deny", "seat": seat.token, "right": "attach"})
        assert rights_of(house.viewer(house.th.desk), shared) == {Right.SEE, Right.OPEN, Right.START, Right.REPLY}
        browser.post(address, {"act": "remove", "seat": seat.token})
        assert rights_of(house.viewer(house.th.desk), shared) == frozenset()

    def test_the_seats_of_the_other_owner_are_not_offered_and_not_taken(self, house: House, shared: Space) -> None:
        browser, address = house.browser(house.th.head), page("look_after", shared)
        assert house.my.desk_seat.token not in browser.get(address).content.decode()
        sent = {"act": "admit", "seat": house.my.desk_seat.token, "role": "reader"}
        assert browser.post(address, sent).status_code == 422
        assert not shared.memberships.exists()

    def test_a_guest_waits_for_the_other_owner(self, house: House, shared: Space) -> None:
        address = page("look_after", shared)
        house.browser(house.th.head).post(
            address, {"act": "admit", "seat": house.guest_seat.token, "role": "contributor"}
        )
        proposal = Proposal.objects.get()
        assert not shared.memberships.exists()
        other = house.browser(house.my.head)
        assert "Shelter" in other.get(address).content.decode()
        other.post(address, {"act": "consent", "proposal": proposal.token})
        assert shared.memberships.get().seat == house.guest_seat

    def test_closing_is_said_twice_and_takes_both(self, house: House, shared: Space) -> None:
        address, browser = page("look_after", shared), house.browser(house.th.head)
        assert browser.post(address, {"act": "close"}).status_code == 422
        browser.post(address, {"act": "close", "sure": "on"})
        shared.refresh_from_db()
        assert not shared.is_archived
        proposal = Proposal.objects.get()
        house.browser(house.my.head).post(address, {"act": "consent", "proposal": proposal.token})
        shared.refresh_from_db()
        assert shared.is_archived

    def test_new_rules_keep_what_was_typed_and_ask_everybody_again(self, house: House, shared: Space) -> None:
        address, browser = page("look_after", shared), house.browser(house.th.head)
        assert browser.post(address, {"act": "rules", "language": "en", "text": ""}).status_code == 422
        browser.post(address, {"act": "rules", "language": "th", "text": "พูดให้สั้น"})
        told = house.browser(house.my.head).get(page("space", shared), follow=True).content.decode()
        assert "พูดให้สั้น" in told
        assert 'lang="th"' in told

    def test_rules_with_a_number_of_a_person_are_held_back_and_stay_typed(self, house: House, shared: Space) -> None:
        text = "Ask for Mr Somchai, national ID 1-1017-00207-36-6, before you write."
        answer = house.browser(house.th.head).post(
            page("look_after", shared), {"act": "rules", "language": "en", "text": text}
        )
        assert answer.status_code == 422
        assert "before you write." in answer.content.decode()
        shared.refresh_from_db()
        assert shared.rules_version == 1

    def test_whoever_owns_nothing_finds_nothing(self, house: House, shared: Space) -> None:
        actions.admit(space=shared, seat=house.th.desk_seat, role=Role.MODERATOR, by=None)
        house.accept(house.th.desk, space=shared)
        browser, address = house.browser(house.th.desk), page("look_after", shared)
        assert browser.get(address).status_code == 404
        sent = {"act": "admit", "seat": house.th.other_seat.token, "role": "reader"}
        assert browser.post(address, sent).status_code == 404
