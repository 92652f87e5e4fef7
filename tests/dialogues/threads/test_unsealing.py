"""Who wrote a post under a sealed rule is learnt by two owners together, or by nobody."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from dialogues.spaces.models import Role
from dialogues.threads import actions
from dialogues.threads.models import Post, Unsealing
from dialogues.threads.models.unsealing import DECIDED_WITHIN, READ_WITHIN
from portal.attribution import Attribution
from portal.audit.models import Entry
from portal.notices.models import Mail
from portal.notices.outbox.letters import message_for
from tests.dialogues.threads.conftest import Talk, words


@pytest.fixture
def post(sealed_talk: Talk) -> Post:
    """What the desk of Malaysia said under the rule."""
    said = words("We see the same.", rule=Attribution.CHATHAM_HOUSE)
    return actions.reply(thread=sealed_talk.thread, words=said, by=sealed_talk.my)


def asked(talk: Talk, post: Post) -> Unsealing:
    return actions.ask_to_unseal(post=post, motive="A threat was made.", by=talk.house.th.head)


def address(talk: Talk, post: Post) -> str:
    return f"{talk.address}posts/{post.token}/author/"


class UnsealingTests:
    def test_two_owners_of_different_delegations_learn_it_for_an_hour(self, sealed_talk: Talk, post: Post) -> None:
        th, my = sealed_talk.house.th.head, sealed_talk.house.my.head
        unsealing = asked(sealed_talk, post)
        with pytest.raises(PermissionDenied):
            actions.read_author(unsealing=unsealing, by=th)
        actions.decide_unsealing(unsealing=unsealing, grant=True, by=my)
        for user in (th, my):
            assert actions.read_author(unsealing=unsealing, by=user) == sealed_talk.my
        for user in (sealed_talk.th, sealed_talk.my):
            with pytest.raises(PermissionDenied):
                actions.read_author(unsealing=unsealing, by=user)
        Unsealing.objects.update(decided_at=timezone.now() - READ_WITHIN * 2)
        with pytest.raises(PermissionDenied):
            actions.read_author(unsealing=unsealing, by=th)

    def test_who_asked_does_not_decide_and_neither_does_their_delegation(self, sealed_talk: Talk, post: Post) -> None:
        house = sealed_talk.house
        unsealing = asked(sealed_talk, post)
        house.admit(house.th.other_seat, Role.OWNER, space=sealed_talk.space)
        house.accept(house.th.other, space=sealed_talk.space)
        for user in (house.th.head, house.th.other, sealed_talk.th):
            with pytest.raises(PermissionDenied):
                actions.decide_unsealing(unsealing=unsealing, grant=True, by=user)

    def test_the_author_neither_asks_nor_decides(self, sealed_talk: Talk) -> None:
        house = sealed_talk.house
        said = words("So do I.", rule=Attribution.CHATHAM_HOUSE)
        own = actions.reply(thread=sealed_talk.thread, words=said, by=house.my.head)
        with pytest.raises(PermissionDenied):
            actions.ask_to_unseal(post=own, motive="To know.", by=house.my.head)
        with pytest.raises(PermissionDenied):
            actions.decide_unsealing(unsealing=asked(sealed_talk, own), grant=True, by=house.my.head)

    def test_it_takes_a_motive_an_owner_and_a_decision_in_time(self, sealed_talk: Talk, post: Post) -> None:
        head = sealed_talk.house.th.head
        with pytest.raises(ValidationError):
            actions.ask_to_unseal(post=post, motive=" ", by=head)
        with pytest.raises(PermissionDenied):
            actions.ask_to_unseal(post=post, motive="To know.", by=sealed_talk.th)
        unsealing = asked(sealed_talk, post)
        with pytest.raises(ValidationError):
            asked(sealed_talk, post)
        Unsealing.objects.update(asked_at=timezone.now() - DECIDED_WITHIN * 2)
        with pytest.raises(ValidationError):
            actions.decide_unsealing(unsealing=unsealing, grant=True, by=sealed_talk.house.my.head)

    def test_every_step_is_in_the_log_and_told_to_all_owners(self, sealed_talk: Talk, post: Post) -> None:
        th, my = sealed_talk.house.th.head, sealed_talk.house.my.head
        unsealing = asked(sealed_talk, post)
        actions.decide_unsealing(unsealing=unsealing, grant=True, by=my)
        actions.read_author(unsealing=unsealing, by=th)
        acts = Entry.objects.filter(action__startswith="threads.unsealing").order_by("pk")
        assert list(acts.values_list("action", "actor_id")) == [
            ("threads.unsealing.asked", th.pk),
            ("threads.unsealing.granted", my.pk),
            ("threads.unsealing.read", th.pk),
        ]
        assert {tuple(entry.details) for entry in acts} == {("unsealing",)}
        done = Mail.objects.filter(kind="threads.unsealing.done")
        assert {mail.user for mail in done} == {th, my}
        for mail in done:
            message = message_for(mail)
            assert message is not None
            assert "Desk" not in message.body
        assert [mail.user for mail in Mail.objects.filter(kind="threads.unsealing.asked")] == [my]

    def test_by_the_page_which_nobody_but_owners_finds(self, sealed_talk: Talk, post: Post) -> None:
        house, where = sealed_talk.house, address(sealed_talk, post)
        for user in (sealed_talk.th, sealed_talk.my, house.my.other, house.guest):
            assert house.browser(user).get(where).status_code == 404
            assert where not in house.browser(user).get(sealed_talk.address).content.decode()
        th, my = house.browser(house.th.head), house.browser(house.my.head)
        assert where in th.get(sealed_talk.address).content.decode()
        assert th.post(where, {"act": "ask", "motive": ""}).status_code == 422
        assert th.post(where, {"act": "ask", "motive": "A threat was made."}).status_code == 302
        told = {"unsealing": str(Unsealing.objects.get().token)}
        assert my.post(where, {"act": "grant", **told}).status_code == 302
        assert "Desk Nusa" not in th.get(where).content.decode()
        assert "Desk Nusa" in th.post(where, {"act": "read", **told}).content.decode()

    def test_a_name_that_is_told_is_not_asked_for(self, talk: Talk) -> None:
        assert talk.house.browser(talk.house.my.head).get(address(talk, talk.first)).status_code == 404
        with pytest.raises(ValidationError):
            actions.ask_to_unseal(post=talk.first, motive="To know.", by=talk.house.my.head)
