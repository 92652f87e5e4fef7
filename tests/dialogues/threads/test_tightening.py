"""A space that becomes stricter takes all with it that stands there, at once and for good."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from dialogues.spaces import actions as of_spaces
from dialogues.spaces.models import Space
from dialogues.threads import actions
from dialogues.threads.models import Post, Thread
from dialogues.threads.queries import posts_in, threads_in
from portal.attribution import Attribution
from portal.audit.models import Entry
from portal.marking import Label
from portal.markings.models import Marking, NamedReader
from portal.members.models import Body, User
from tests.dialogues.spaces.house import House, seat_of, seated
from tests.dialogues.threads.conftest import Talk, words


def reads(talk: Talk, user: User, post: Post | None = None) -> bool:
    """Whether somebody would find the thread, or a post of it, at their next request."""
    viewer = talk.house.viewer(user)
    if post is None:
        return threads_in(viewer, talk.space).filter(pk=talk.thread.pk).exists()
    return posts_in(viewer, talk.thread).filter(pk=post.pk).exists()


def tightened(talk: Talk, label: Label = Label.AMBER, rule: Attribution = Attribution.ON_RECORD) -> Talk:
    of_spaces.tighten(space=talk.space, label=label, rule=rule, by=talk.house.th.head)
    for row in (talk.space, talk.thread, talk.first):
        row.refresh_from_db()
    return talk


def newcomer(house: House, talk: Talk, body: Body, email: str) -> User:
    """Somebody of a body who comes into the space now."""
    seat = seat_of(body, "New desk", house.my.delegation)
    user = seated(email, seat)
    house.admit(seat, space=talk.space)
    house.accept(user, space=talk.space)
    return user


class LabelTests:
    def test_under_amber_strict_bodies_that_are_there_go_on_reading_and_others_do_not_begin(self, talk: Talk) -> None:
        police = Body.objects.create(slug="police", name={"en": "Police"}, kind=Body.Kind.MINISTRY)
        tightened(talk, Label.AMBER_STRICT)
        same = newcomer(talk.house, talk, talk.house.my.ministry, "same@malaysia.example")
        other = newcomer(talk.house, talk, police, "officer@malaysia.example")
        assert (talk.thread.label, talk.first.label) == ("AMBER+STRICT", "AMBER+STRICT")
        assert reads(talk, talk.th)
        assert reads(talk, talk.my, talk.first)
        assert reads(talk, same)
        assert not reads(talk, other)
        assert not reads(talk, other, talk.first)

    def test_under_red_who_is_there_goes_on_reading_and_who_comes_later_does_not(self, talk: Talk) -> None:
        tightened(talk, Label.RED)
        later = newcomer(talk.house, talk, talk.house.my.ministry, "later@malaysia.example")
        assert reads(talk, talk.my, talk.first)
        assert not reads(talk, later)

    def test_what_was_stricter_already_opens_for_nobody_else(self, talk: Talk) -> None:
        strict = words("For our ministry.", label=Label.AMBER_STRICT)
        post = actions.reply(thread=talk.thread, words=strict, by=talk.my)
        assert not reads(talk, talk.th, post)
        tightened(talk, Label.RED)
        post.refresh_from_db()
        assert post.label == "RED"
        assert reads(talk, talk.my, post)
        assert not reads(talk, talk.th, post)
        assert reads(talk, talk.th, talk.first)

    def test_in_a_thread_of_several_bodies_a_voice_may_still_speak(self, sealed_talk: Talk) -> None:
        tightened(sealed_talk, Label.AMBER_STRICT)
        said = words("Yes.", rule=Attribution.CHATHAM_HOUSE, label=Label.AMBER_STRICT)
        assert reads(
            sealed_talk, sealed_talk.my, actions.reply(thread=sealed_talk.thread, words=said, by=sealed_talk.th)
        )


class RuleTests:
    def test_names_that_are_kept_back_are_not_kept_and_come_back_by_nothing(self, talk: Talk) -> None:
        tightened(talk, rule=Attribution.COUNTRY_ONLY)
        assert list(talk.first.facts) == ["country"]
        # Even where somebody makes the space laxer again past the acts.
        Space.objects.filter(pk=talk.space.pk).update(attribution_rule="on_record")
        page = talk.house.browser(talk.my).get(talk.address).content.decode()
        shown = page[page.index(f'id="post-{talk.first.token}"') :]
        assert "Desk Nusa" not in shown.partition("</article>")[0]

    def test_who_was_read_by_name_before_has_no_number_that_tells_them_after(self, talk: Talk) -> None:
        tightened(talk, rule=Attribution.CHATHAM_HOUSE)
        assert talk.first.voice is None
        said = words("More.", rule=Attribution.CHATHAM_HOUSE)
        again = actions.reply(thread=talk.thread, words=said, by=talk.th)
        page = talk.house.browser(talk.my).get(talk.address).content.decode()
        for post, voice in ((talk.first, "A voice"), (again, "Voice 1")):
            shown = page[page.index(f'id="post-{post.token}"') :].partition("</article>")[0]
            assert voice in shown
            assert "Thailand" not in shown
            assert "<time" not in shown

    def test_a_stricter_post_stays_as_strict_as_it_was(self, talk: Talk) -> None:
        said = words("Yes.", rule=Attribution.ROLE_ONLY)
        post = actions.reply(thread=talk.thread, words=said, by=talk.my)
        tightened(talk, rule=Attribution.COUNTRY_ONLY)
        post.refresh_from_db()
        assert post.attribution_rule == "chatham_house"
        assert post.facts == {}


class WhoTests:
    def test_one_owner_does_it_alone_and_nobody_else(self, talk: Talk) -> None:
        for user in (talk.th, talk.house.guest):
            with pytest.raises(PermissionDenied):
                of_spaces.tighten(space=talk.space, label=Label.RED, rule=Attribution.ON_RECORD, by=user)
        tightened(talk, Label.RED)
        entry = Entry.objects.get(action="spaces.tightened")
        assert entry.details == {"rule": "on_record", "former": "AMBER"}

    def test_nothing_becomes_laxer(self, talk: Talk) -> None:
        tightened(talk, Label.AMBER_STRICT, Attribution.ON_RECORD)
        head = talk.house.th.head
        with pytest.raises(ValidationError):
            of_spaces.tighten(space=talk.space, label=Label.AMBER, rule=Attribution.ON_RECORD, by=head)
        tightened(talk, Label.RED, Attribution.ROLE_ONLY)
        with pytest.raises(ValidationError):
            of_spaces.tighten(space=talk.space, label=Label.RED, rule=Attribution.COUNTRY_ONLY, by=head)

    def test_a_label_that_tells_the_body_does_not_go_with_a_rule_that_keeps_it_back(self, talk: Talk) -> None:
        head = talk.house.th.head
        with pytest.raises(ValidationError):
            of_spaces.tighten(space=talk.space, label=Label.AMBER_STRICT, rule=Attribution.CHATHAM_HOUSE, by=head)

    def test_the_page_changes_names_and_tightens_for_owners(self, talk: Talk) -> None:
        address = f"/en/members/spaces/{talk.space.slug}/changing/"
        assert talk.house.browser(talk.my).get(address).status_code == 404
        assert Client().get(address).status_code == 302
        browser = talk.house.browser(talk.house.my.head)
        named = {"act": "name", "language": "th", "title": "สองประเทศ", "purpose": ""}
        assert browser.post(address, named).status_code == 302
        held = browser.post(address, {**named, "title": "Passport AA1234567 of Somchai"})
        assert held.status_code == 422
        unsure = {"act": "tighten", "label": "RED", "rule": "role_only"}
        assert browser.post(address, unsure).status_code == 422
        assert browser.post(address, {**unsure, "sure": "on"}).status_code == 302
        talk.space.refresh_from_db()
        assert talk.space.title == {"en": "Thailand and Malaysia", "th": "สองประเทศ"}
        assert (talk.space.label, talk.space.attribution_rule) == ("RED", "role_only")


class DeletionTests:
    def test_no_marking_is_left_of_a_space_that_was_deleted(self, talk: Talk) -> None:
        strict = words("For our ministry.", label=Label.AMBER_STRICT)
        own = actions.reply(thread=talk.thread, words=strict, by=talk.my)
        groups = [talk.thread.translation_key, own.translation_key]
        assert Marking.objects.filter(group__in=groups).count() == 2
        Post.objects.filter(pk=talk.first.pk).delete()
        assert Marking.objects.filter(group__in=groups).count() == 2
        Space.objects.filter(pk=talk.space.pk).delete()
        assert not Thread.objects.exists()
        assert not Marking.objects.filter(group__in=groups).exists()
        assert not NamedReader.objects.exists()
