"""What becomes of posts that wait, are reported, or whose authors appeal."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dialogues.moderation import actions
from dialogues.moderation.masks import BLOCKS
from dialogues.moderation.models import Case, Decision, Flag, Sealed
from dialogues.moderation.queries import cases_in
from dialogues.threads import actions as of_threads
from dialogues.threads import events
from dialogues.threads.limits import TooManyError
from dialogues.threads.models import Post, Thread
from dialogues.threads.queries import posts_in, threads_in
from portal.audit.models import Entry
from tests.dialogues.moderation.conftest import decided, reported, waiting
from tests.dialogues.threads.conftest import Talk, words

Act = Decision.Act


def reads(talk: Talk, user: object, post: Post) -> bool:
    """Whether somebody finds a post in its thread."""
    return post in posts_in(talk.house.viewer(user), talk.thread)  # type: ignore[arg-type]


class ReleasingTests:
    def test_a_post_that_waited_is_read_and_told_of_once_it_is_released(
        self, talk: Talk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told: list[tuple[Post, object]] = []
        monkeypatch.setattr(events, "_said", [lambda post, by: told.append((post, by))])
        case = waiting(talk)
        assert not reads(talk, talk.th, case.post)
        assert told == []
        decided(case, Act.RELEASE, talk.moderator, reason="")
        assert reads(talk, talk.th, case.post)
        assert told == [(case.post, talk.my)]
        decided(case, Act.HIDE, talk.moderator)
        decided(case, Act.RESTORE, talk.moderator)
        assert len(told) == 1
        assert [one.act for one in case.decisions.all()] == ["release", "hide", "restore"]

    def test_a_thread_stands_once_its_first_post_is_released(self, talk: Talk) -> None:
        talk.space.premoderated = True
        talk.space.save()
        post = of_threads.start_thread(space=talk.space, title="Shelters", words=words(), by=talk.my)
        viewer = talk.house.viewer(talk.th)
        assert post.thread not in threads_in(viewer, talk.space)
        decided(Case.objects.get(post=post), Act.RELEASE, talk.moderator)
        assert post.thread in threads_in(viewer, talk.space)

    def test_two_moderators_do_not_decide_on_one_state_of_a_case(self, talk: Talk) -> None:
        case = waiting(talk)
        decided(case, Act.RELEASE, talk.moderator)
        with pytest.raises(ValidationError):
            actions.decide(case=case, act=Act.HIDE, reason="No.", language="en", by=talk.house.my.head, seen=0)

    def test_a_decision_against_somebody_takes_a_reason(self, talk: Talk) -> None:
        with pytest.raises(ValidationError):
            decided(waiting(talk), Act.HIDE, talk.moderator, reason=" ")

    def test_nobody_decides_who_is_no_moderator_or_wrote_the_post(self, talk: Talk) -> None:
        case = waiting(talk)
        for user in (talk.th, talk.my, talk.house.my.other, talk.house.guest):
            with pytest.raises(PermissionDenied):
                decided(case, Act.RELEASE, user)
        own = of_threads.reply(thread=talk.thread, words=words(), by=talk.moderator)
        mine = actions.flag(post=own, reason=Flag.Reason.OTHER, text="", language="en", by=talk.my).case
        with pytest.raises(PermissionDenied):
            decided(mine, Act.LEAVE, talk.moderator)
        assert decided(mine, Act.LEAVE, talk.house.my.head).act == "leave"


class ReportingTests:
    def test_what_cannot_wait_is_hidden_at_once_and_everything_else_stands(self, talk: Talk) -> None:
        for reason in Flag.Reason:
            post = of_threads.reply(thread=talk.thread, words=words(f"About {reason}."), by=talk.th)
            case = actions.flag(post=post, reason=reason, text="", language="en", by=talk.my).case
            hidden = reason in ("identifies", "beyond_label", "breaks_rule")
            assert reads(talk, talk.my, post) is not hidden
            assert case.urgent is hidden

    def test_a_title_is_hidden_with_the_post_it_came_with_and_returns_with_it(self, talk: Talk) -> None:
        of_threads.reply(thread=talk.thread, words=words(), by=talk.my)
        case = reported(talk, Flag.Reason.IDENTIFIES)
        assert Thread.objects.get(pk=talk.thread.pk).title == BLOCKS
        decided(case, Act.RESTORE, talk.moderator)
        assert Thread.objects.get(pk=talk.thread.pk).title == "Nights"
        assert reads(talk, talk.my, talk.first)

    def test_a_thread_in_which_nothing_is_left_is_not_there(self, talk: Talk) -> None:
        case = reported(talk, Flag.Reason.IDENTIFIES)
        assert talk.house.browser(talk.my).get(talk.address).status_code == 404
        decided(case, Act.RESTORE, talk.moderator)
        assert talk.house.browser(talk.my).get(talk.address).status_code == 200

    def test_what_a_moderator_let_stand_is_not_hidden_by_a_report_again_unless_it_changed(self, talk: Talk) -> None:
        decided(reported(talk, Flag.Reason.BREAKS_RULE), Act.RESTORE, talk.moderator)
        assert not reported(talk, Flag.Reason.BREAKS_RULE).urgent
        assert reads(talk, talk.my, talk.first)
        Case.objects.filter(settled_at=None).delete()
        of_threads.edit_post(post=talk.first, text="Another text.", reason="Better", by=talk.th)
        assert reported(talk, Flag.Reason.BREAKS_RULE).urgent

    def test_nobody_reports_twice_nor_what_they_wrote_or_may_not_read(self, talk: Talk) -> None:
        reported(talk)
        with pytest.raises(ValidationError):
            reported(talk)
        for user in (talk.th, talk.house.guest):
            with pytest.raises(PermissionDenied):
                actions.flag(post=talk.first, reason=Flag.Reason.OTHER, text="", language="en", by=user)

    def test_who_reports_faster_than_a_person_reads_has_to_wait(
        self, talk: Talk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("dialogues.moderation.actions.flagging.MOST_FLAGS", 1)
        reported(talk)
        with pytest.raises(TooManyError):
            reported(talk)


class AppealingTests:
    def test_an_appeal_is_decided_by_somebody_else(self, talk: Talk) -> None:
        hidden = decided(reported(talk), Act.HIDE, talk.moderator)
        case = actions.appeal(decision=hidden, text="I named nobody.", language="en", by=talk.th)
        for user in (talk.moderator, talk.th):
            with pytest.raises(PermissionDenied):
                decided(case, Act.RESTORE, user)
        decided(case, Act.RESTORE, talk.house.my.head)
        assert reads(talk, talk.my, talk.first)

    def test_nobody_appeals_but_the_author_once_and_against_what_was_decided_last(self, talk: Talk) -> None:
        case = reported(talk)
        hidden = decided(case, Act.HIDE, talk.moderator)
        with pytest.raises(PermissionDenied):
            actions.appeal(decision=hidden, text="No.", language="en", by=talk.my)
        actions.appeal(decision=hidden, text="I named nobody.", language="en", by=talk.th)
        with pytest.raises(PermissionDenied):
            actions.appeal(decision=hidden, text="Again.", language="en", by=talk.th)

    def test_an_appeal_that_fails_leaves_the_post_as_it_is(self, talk: Talk) -> None:
        hidden = decided(reported(talk), Act.HIDE, talk.moderator)
        case = actions.appeal(decision=hidden, text="I named nobody.", language="en", by=talk.th)
        decided(case, Act.LEAVE, talk.house.my.head)
        assert not reads(talk, talk.my, talk.first)


class MaskingTests:
    def test_a_part_is_blocks_then_and_former_texts_that_hold_it_are_hidden(self, talk: Talk) -> None:
        of_threads.edit_post(post=talk.first, text="The hotline rests at night.", reason="Better", by=talk.th)
        decided(reported(talk), Act.MASK, talk.moderator, words="hotline")
        post = Post.objects.get(pk=talk.first.pk)
        assert post.text == f"The {BLOCKS} rests at night."
        assert [one.hidden for one in post.revisions.all()] == [True]
        page = talk.house.browser(talk.my).get(talk.address).content.decode()
        assert "hotline rests" not in page
        assert "A moderator has masked a part of this post." in page

    def test_words_that_are_not_there_are_refused_and_nothing_is_sealed(self, talk: Talk) -> None:
        case = reported(talk)
        for wanted in ("", "a word that is not there"):
            with pytest.raises(ValidationError):
                decided(case, Act.MASK, talk.moderator, words=wanted)
        assert not Sealed.objects.exists()

    def test_a_word_of_the_title_is_masked_there_too_also_where_the_title_was_hidden(self, talk: Talk) -> None:
        of_threads.reply(thread=talk.thread, words=words("Yes."), by=talk.my)
        case = reported(talk, Flag.Reason.IDENTIFIES)
        decided(case, Act.MASK, talk.moderator, words="Nights")
        assert Thread.objects.get(pk=talk.thread.pk).title == BLOCKS
        assert reads(talk, talk.my, talk.first)
        decided(case, Act.UNMASK, talk.moderator)
        assert Thread.objects.get(pk=talk.thread.pk).title == "Nights"

    def test_a_moderator_looks_at_what_is_sealed_with_a_motive_and_an_entry(self, talk: Talk) -> None:
        case = reported(talk)
        decided(case, Act.MASK, talk.moderator, words="hotline")
        sealed = Sealed.objects.get()
        with pytest.raises(ValidationError):
            actions.unseal(sealed=sealed, motive=" ", by=talk.moderator)
        for user in (talk.th, talk.my):
            with pytest.raises(PermissionDenied):
                actions.unseal(sealed=sealed, motive="To see.", by=user)
        actions.unseal(sealed=sealed, motive="A colleague asked.", by=talk.moderator)
        assert Entry.objects.get(action="moderation.unsealed").actor_id == talk.moderator.pk

    def test_a_mask_is_taken_off_and_the_words_stand_again(self, talk: Talk) -> None:
        case = reported(talk)
        decided(case, Act.MASK, talk.moderator, words="hotline")
        decided(case, Act.UNMASK, talk.moderator)
        assert Post.objects.get(pk=talk.first.pk).text == talk.first.text


class QueueTests:
    def test_the_queue_has_what_is_urgent_first_and_nothing_of_other_spaces(self, talk: Talk) -> None:
        calm = waiting(talk)
        urgent = reported(talk, Flag.Reason.IDENTIFIES)
        assert cases_in(talk.house.viewer(talk.moderator), talk.space) == [urgent, calm]
        assert cases_in(talk.house.viewer(talk.moderator), talk.house.space) == []
        for user in (talk.th, talk.my, talk.house.guest):
            assert cases_in(talk.house.viewer(user), talk.space) == []

    def test_a_case_is_taken_and_laid_down(self, talk: Talk) -> None:
        case = waiting(talk)
        assert actions.claim(case=case, by=talk.moderator).claimed_by == talk.moderator
        assert actions.claim(case=case, by=talk.house.my.head).claimed_by == talk.house.my.head
        assert actions.lay_down(case=case, by=talk.house.my.head).claimed_by is None
        with pytest.raises(PermissionDenied):
            actions.claim(case=case, by=talk.th)
