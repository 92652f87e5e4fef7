"""Levels and notices follow threads that are moved, split, or put into another."""

from __future__ import annotations

from dialogues.threads import actions, signals
from dialogues.threads.models import Thread
from dialogues.watching.models import Level, Watch
from portal.notices.board.models import Notice
from tests.dialogues.threads.conftest import Talk, words
from tests.dialogues.watching.conftest import say, watching


def another(talk: Talk) -> Thread:
    """A second thread, which nobody watches."""
    thread = actions.start_thread(space=talk.space, title="Days", words=words(), by=talk.th).thread
    Watch.objects.filter(thread=thread).delete()
    return thread


class FollowingTests:
    def test_who_may_not_read_the_new_place_watches_it_no_more(self, talk: Talk) -> None:
        for user in (talk.my, talk.house.guest):
            watching(user, thread=talk.thread)
        signals.moved.send(sender=Thread, thread=talk.thread, former=talk.house.space)
        assert [watch.user for watch in Watch.objects.all()] == [talk.my]

    def test_who_watches_a_thread_watches_both_that_come_of_it(self, talk: Talk) -> None:
        watching(talk.my, Level.TRACKING, thread=talk.thread)
        post = say(talk, talk.th)
        begun = another(talk)
        post.thread = begun
        post.save()
        signals.split.send(sender=Thread, thread=talk.thread, begun=begun)
        assert Watch.objects.get(user=talk.my, thread=begun).level == Level.TRACKING
        assert Watch.objects.filter(user=talk.my, thread=talk.thread).exists()
        assert Notice.objects.get(user=talk.my).group == str(begun.token)

    def test_what_was_chosen_for_the_thread_that_stays_goes_before(self, talk: Talk) -> None:
        into = another(talk)
        for user in (talk.my, talk.moderator):
            watching(user, thread=talk.thread)
        watching(talk.my, Level.MUTED, thread=into)
        signals.merged.send(sender=Thread, thread=talk.thread, into=into)
        talk.thread.delete()
        levels = {watch.user: watch.level for watch in Watch.objects.all()}
        assert levels == {talk.my: Level.MUTED, talk.moderator: Level.WATCHING}
