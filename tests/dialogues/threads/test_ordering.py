"""Threads are moved, split and merged; nobody learns by it what they did not know, and links lead on."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dialogues.spaces import actions as of_spaces
from dialogues.spaces.models import Space
from dialogues.threads import actions
from dialogues.threads.models import Draft, Post, Thread, Visit
from dialogues.threads.presenting import shown
from dialogues.threads.queries import posts_in
from portal.attribution import Attribution
from portal.audit.models import Entry
from portal.marking import Label
from portal.markings.models import Marking, NamedReader
from portal.members.models import User
from tests.dialogues.spaces.house import RULES
from tests.dialogues.threads.conftest import Talk, words

SEALED = Attribution.CHATHAM_HOUSE


def another(talk: Talk, **more: Any) -> Space:
    """A second space of both countries, whose heads and the desk of Malaysia are in it."""
    space = talk.house.bilateral(**more)
    talk.house.admit(talk.house.my.desk_seat, space=space)
    talk.house.accept(talk.house.th.head, talk.house.my.head, talk.my, space=space)
    return space


def told(talk: Talk, thread: Thread, user: User) -> list[tuple[str, str]]:
    """The speakers and words that somebody is shown of a thread."""
    thread = Thread.objects.select_related("space").get(pk=thread.pk)
    viewer = talk.house.viewer(user)
    return [(one.speaker, one.post.text) for one in shown(viewer, thread, list(posts_in(viewer, thread)), None)]


def said(talk: Talk, text: str, by: User, thread: Thread | None = None, **more: Any) -> Post:
    where = thread or talk.thread
    given = {"rule": where.rule, "label": Label(where.label), **more}
    return actions.reply(thread=where, words=words(text, **given), by=by)


class MovingTests:
    def test_links_lead_on_for_who_is_there_and_nowhere_for_who_is_not(self, talk: Talk) -> None:
        to = another(talk)
        actions.move_thread(thread=talk.thread, to=to, by=talk.house.th.head)
        there = f"/en/members/spaces/{to.slug}/threads/{talk.thread.token}/"
        answer = talk.house.browser(talk.my).get(talk.address)
        assert (answer.status_code, answer.headers["Location"]) == (302, there)
        assert talk.house.browser(talk.my).get(there).status_code == 200
        out = talk.house.browser(talk.th)
        assert out.get(talk.address).status_code == 404
        assert out.get(there).status_code == 404

    def test_who_has_no_access_there_keeps_neither_draft_nor_visit(self, talk: Talk) -> None:
        for user in (talk.th, talk.my):
            actions.save_draft(space=talk.space, thread=talk.thread, fields={"text": "Not yet."}, by=user)
            actions.visited(thread=talk.thread, last_post=talk.first.pk, by=user)
        actions.move_thread(thread=talk.thread, to=another(talk), by=talk.house.th.head)
        assert list(Draft.objects.values_list("user", flat=True)) == [talk.my.pk]
        assert list(Visit.objects.values_list("user", flat=True)) == [talk.my.pk]

    def test_what_was_begun_before_it_moved_is_sent_where_it_stands(self, talk: Talk) -> None:
        actions.move_thread(thread=talk.thread, to=another(talk), by=talk.house.th.head)
        sent = talk.house.browser(talk.my).post(talk.address, talk.fields("We agree."))
        assert sent.status_code == 302
        assert talk.thread.posts.filter(text="We agree.").exists()

    def test_it_comes_under_the_stricter_label_and_rule_of_the_place(self, talk: Talk) -> None:
        to = another(talk, label=Label.RED, attribution=SEALED)
        actions.move_thread(thread=talk.thread, to=to, by=talk.house.th.head)
        talk.thread.refresh_from_db()
        talk.first.refresh_from_db()
        assert (talk.thread.label, talk.thread.attribution_rule) == ("RED", "chatham_house")
        assert (talk.first.label, talk.first.facts) == ("RED", {})
        assert told(talk, talk.thread, talk.my) == [("A voice", talk.first.text)]
        assert told(talk, talk.thread, talk.th) == []

    def test_a_stricter_post_stays_with_its_readers(self, talk: Talk) -> None:
        strict = said(talk, "For our ministry.", talk.my, label=Label.AMBER_STRICT)
        actions.move_thread(thread=talk.thread, to=another(talk), by=talk.house.th.head)
        assert strict.text in [text for _speaker, text in told(talk, talk.thread, talk.my)]
        assert strict.text not in [text for _speaker, text in told(talk, talk.thread, talk.house.th.head)]

    @pytest.mark.parametrize("kind", ["label", "rule", "owners", "archived"])
    def test_a_place_that_is_laxer_or_not_of_all_owners_takes_nothing_in(self, talk: Talk, kind: str) -> None:
        house = talk.house
        if kind == "owners":
            to = house.space
            house.accept(house.th.head, space=to)
        else:
            to = another(talk)
        if kind == "label":
            of_spaces.tighten(space=talk.space, label=Label.RED, rule=Attribution.ON_RECORD, by=house.th.head)
        elif kind == "rule":
            of_spaces.tighten(space=talk.space, label=Label.AMBER, rule=SEALED, by=house.th.head)
        elif kind == "archived":
            of_spaces.consent(proposal=of_spaces.propose(space=to, act="archive", by=house.th.head), by=house.my.head)
        with pytest.raises((ValidationError, PermissionDenied)):
            actions.move_thread(thread=talk.thread, to=to, by=house.th.head)
        talk.thread.refresh_from_db()
        assert talk.thread.space_id == talk.space.pk
        assert told(talk, talk.thread, talk.th)

    def test_a_country_shares_its_own_with_one_it_owns_a_space_with(self, talk: Talk) -> None:
        house = talk.house
        house.accept(house.th.head)
        post = actions.start_thread(space=house.space, title="Ours", words=words("Ours."), by=house.th.head)
        actions.move_thread(thread=post.thread, to=talk.space, by=house.th.head)
        assert told(talk, post.thread, talk.my)[0][1] == "Ours."

    def test_only_an_owner_of_both_moves(self, talk: Talk) -> None:
        house = talk.house
        to = of_spaces.open_space(
            kind="bilateral",
            title={"en": "More"},
            owners=[house.th.delegation, house.my.delegation],
            rules=RULES,
            by=None,
        )
        for user in (talk.th, talk.my, house.guest):
            with pytest.raises(PermissionDenied):
                actions.move_thread(thread=talk.thread, to=to, by=user)
            assert house.browser(user).get(f"{talk.address}moving/").status_code in {403, 404}


class SplittingTests:
    def test_what_is_split_off_has_the_same_readers_label_rule_and_day(self, talk: Talk) -> None:
        second = said(talk, "Another matter.", talk.my)
        begun = actions.split_thread(
            thread=talk.thread, posts=[second], title="Another matter", language="en", by=talk.moderator
        )
        assert (begun.label, begun.attribution_rule, begun.started_on) == ("AMBER", "on_record", talk.thread.started_on)
        assert [text for _speaker, text in told(talk, begun, talk.th)] == ["Another matter."]
        assert [text for _speaker, text in told(talk, talk.thread, talk.th)] == [talk.first.text]
        assert told(talk, begun, talk.house.guest) == []
        page = talk.house.browser(talk.th).get(talk.address).content.decode()
        assert begun.get_absolute_url() in page

    def test_a_quote_keeps_speaker_and_label_and_tells_nothing_to_who_may_not_read_it(self, talk: Talk) -> None:
        strict = said(talk, "For our ministry.", talk.my, label=Label.AMBER_STRICT)
        quoting = said(talk, "So be it.", talk.my, label=Label.AMBER_STRICT, quoted=strict)
        begun = actions.split_thread(
            thread=talk.thread, posts=[quoting], title="Next", language="en", by=talk.house.my.head
        )
        viewer = talk.house.viewer(talk.my)
        begun = Thread.objects.select_related("space").get(pk=begun.pk)
        one = shown(viewer, begun, list(posts_in(viewer, begun)), None)[0]
        assert one.quoted is not None
        assert "Desk Nusa" in one.quoted.speaker
        assert one.quoted.post.label == "AMBER+STRICT"
        actions.move_thread(thread=talk.thread, to=another(talk), by=talk.house.my.head)
        of_spaces.remove(membership=another_membership(talk), by=talk.house.my.head)
        viewer = talk.house.viewer(talk.my)
        assert shown(viewer, begun, list(posts_in(viewer, begun)), None)[0].quoted is None

    def test_no_number_of_a_voice_is_given_twice(self, sealed_talk: Talk) -> None:
        talk = sealed_talk
        second = said(talk, "Another matter.", talk.my)
        begun = actions.split_thread(thread=talk.thread, posts=[second], title="Next", language="en", by=talk.moderator)
        assert told(talk, begun, talk.th) == [("Voice 2", "Another matter.")]
        # Voice 2 has gone from here: whoever speaks next is another one.
        assert said(talk, "And I.", talk.house.th.head).voice == 3
        assert said(talk, "Yes.", talk.my, begun).voice == 2
        assert said(talk, "No.", talk.th, begun).voice == 3

    def test_some_are_chosen_and_some_are_left_by_a_moderator(self, talk: Talk) -> None:
        given = {"title": "Next", "language": "en"}
        for posts in ([], [talk.first]):
            with pytest.raises(ValidationError):
                actions.split_thread(thread=talk.thread, posts=posts, **given, by=talk.moderator)
        with pytest.raises(PermissionDenied):
            actions.split_thread(thread=talk.thread, posts=[talk.first], **given, by=talk.my)

    def test_by_its_page_and_what_was_typed_stays(self, talk: Talk) -> None:
        second = said(talk, "Another matter.", talk.my)
        browser, address = talk.house.browser(talk.moderator), f"{talk.address}splitting/"
        assert "Another matter." in browser.get(address).content.decode()
        wrong = browser.post(address, {"title": "Next matter", "language": "en"})
        assert wrong.status_code == 422
        assert 'value="Next matter"' in wrong.content.decode()
        done = browser.post(address, {"title": "Next matter", "language": "en", "posts": [str(second.token)]})
        assert done.headers["Location"] == Thread.objects.get(title="Next matter").get_absolute_url()
        assert talk.house.browser(talk.my).get(address).status_code == 403


class MergingTests:
    def other(self, talk: Talk, by: User, **more: Any) -> Post:
        given = {"rule": talk.thread.rule, **more}
        return actions.start_thread(space=talk.space, title="Days", words=words("By day.", **given), by=by)

    def test_posts_stand_in_the_other_and_links_lead_there(self, talk: Talk) -> None:
        gone = self.other(talk, talk.my)
        address = gone.thread.get_absolute_url()
        group = gone.thread.translation_key
        actions.merge_threads(thread=gone.thread, into=talk.thread, by=talk.moderator)
        assert [text for _speaker, text in told(talk, talk.thread, talk.my)] == [talk.first.text, "By day."]
        assert talk.house.browser(talk.my).get(address).headers["Location"] == talk.address
        assert talk.house.browser(talk.house.guest).get(address).status_code == 404
        assert not Marking.objects.filter(group=group).exists()
        assert Entry.objects.filter(action="threads.merged").count() == 1

    def test_two_voices_stay_two_also_where_one_person_has_both(self, sealed_talk: Talk) -> None:
        talk = sealed_talk
        said(talk, "Yes.", talk.my)
        gone = self.other(talk, talk.my)
        said(talk, "And I.", talk.th, gone.thread)
        actions.merge_threads(thread=gone.thread, into=talk.thread, by=talk.moderator)
        assert told(talk, talk.thread, talk.house.my.other) == [
            ("Voice 1", talk.first.text),
            ("Voice 2", "Yes."),
            ("Voice 3", "By day."),
            ("Voice 4", "And I."),
        ]
        thread = Thread.objects.get(pk=talk.thread.pk)
        assert said(talk, "More.", talk.moderator, thread).voice == 5

    def test_a_quote_within_it_keeps_its_voice(self, sealed_talk: Talk) -> None:
        talk = sealed_talk
        gone = self.other(talk, talk.my)
        quoting = said(talk, "As said.", talk.th, gone.thread, quoted=gone)
        actions.merge_threads(thread=gone.thread, into=talk.thread, by=talk.moderator)
        viewer = talk.house.viewer(talk.my)
        one = shown(viewer, Thread.objects.get(pk=talk.thread.pk), list(posts_in(viewer, talk.thread)), None)[-1]
        assert one.post.pk == quoting.pk
        assert one.quoted is not None
        assert one.quoted.speaker == "Voice 2"

    def test_what_is_not_sent_yet_is_kept_behind_what_was(self, talk: Talk) -> None:
        gone = self.other(talk, talk.my)
        for thread, text in ((talk.thread, "First."), (gone.thread, "Second.")):
            actions.save_draft(space=talk.space, thread=thread, fields={"text": text}, by=talk.my)
        actions.merge_threads(thread=gone.thread, into=talk.thread, by=talk.moderator)
        assert Draft.objects.get().fields["text"] == "First.\n\nSecond."

    def test_a_laxer_one_and_one_that_others_read_take_nothing_in(self, talk: Talk) -> None:
        sealed = self.other(talk, talk.my, rule=SEALED)
        strict = self.other(talk, talk.house.my.head, label=Label.AMBER_STRICT)
        theirs = self.other(talk, talk.moderator, label=Label.AMBER_STRICT)
        for gone in (sealed, strict):
            with pytest.raises(ValidationError):
                actions.merge_threads(thread=gone.thread, into=talk.thread, by=talk.house.my.head)
        for thread, into in ((strict, theirs), (theirs, strict)):
            with pytest.raises(PermissionDenied):
                actions.merge_threads(thread=thread.thread, into=into.thread, by=talk.house.my.head)

    def test_under_red_nobody_reads_more_by_it(self, talk: Talk) -> None:
        of_spaces.tighten(space=talk.space, label=Label.RED, rule=Attribution.ON_RECORD, by=talk.moderator)
        talk.thread.refresh_from_db()
        gone = self.other(talk, talk.moderator, label=Label.RED)
        NamedReader.objects.filter(
            marking__group=gone.thread.translation_key, principal=f"person:{talk.my.pk}"
        ).delete()
        with pytest.raises(ValidationError):
            actions.merge_threads(thread=gone.thread, into=talk.thread, by=talk.moderator)
        actions.merge_threads(thread=talk.thread, into=gone.thread, by=talk.moderator)
        assert told(talk, gone.thread, talk.my) == []

    def test_into_a_stricter_one_it_becomes_as_strict(self, talk: Talk) -> None:
        theirs = self.other(talk, talk.moderator, label=Label.AMBER_STRICT)
        actions.merge_threads(thread=talk.thread, into=theirs.thread, by=talk.moderator)
        talk.first.refresh_from_db()
        assert talk.first.label == "AMBER+STRICT"
        assert told(talk, theirs.thread, talk.my) == []
        assert len(told(talk, theirs.thread, talk.th)) == 2

    def test_only_moderators_merge_and_never_into_what_is_closed(self, talk: Talk) -> None:
        gone = self.other(talk, talk.my)
        with pytest.raises(PermissionDenied):
            actions.merge_threads(thread=gone.thread, into=talk.thread, by=talk.my)
        actions.close_thread(
            thread=talk.thread, state=Thread.State.LOCKED, text="Enough.", language="en", by=talk.moderator
        )
        with pytest.raises(ValidationError):
            actions.merge_threads(thread=gone.thread, into=talk.thread, by=talk.moderator)
        browser = talk.house.browser(talk.moderator)
        assert browser.post(f"{talk.address}merging/", {"into": str(gone.thread.token)}).status_code == 302
        assert gone.thread.posts.count() == 2


def another_membership(talk: Talk) -> Any:
    """That of the desk of Malaysia in the space that was opened last."""
    space = Space.objects.order_by("-pk")[0]
    return space.memberships.get(seat=talk.house.my.desk_seat, ended_at__isnull=True)
