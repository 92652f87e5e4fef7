"""Posts that a moderator reads before others do."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from dialogues.spaces.models import Space
from dialogues.threads import actions, holding_back
from dialogues.threads.models import Post, Thread
from dialogues.threads.queries import counts_for, posts_in, threads_in
from tests.dialogues.threads.conftest import Talk, words


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Post]:
    """The posts that a listener was told of as waiting."""
    found: list[Post] = []
    monkeypatch.setattr(holding_back, "_held", [found.append])
    return found


def asks(talk: Talk, **how: object) -> Talk:
    """Have the space ask for a moderator to read first."""
    Space.objects.filter(pk=talk.space.pk).update(**how)
    return talk


class HoldingBackTests:
    def test_where_a_moderator_reads_first_a_post_stands_only_for_nobody_yet(
        self, talk: Talk, told: list[Post]
    ) -> None:
        asks(talk, premoderated=True)
        moved_at = Thread.objects.get(pk=talk.thread.pk).moved_at
        browser = talk.house.browser(talk.my)
        answer = browser.post(talk.address, talk.fields("Mine waits."), follow=True)
        assert "Your post waits for a moderator." in answer.content.decode()
        waiting = Post.objects.get(text="Mine waits.")
        assert told == [waiting]
        for user in (talk.my, talk.th, talk.moderator):
            viewer = talk.house.viewer(user)
            assert waiting not in posts_in(viewer, talk.thread)
            assert counts_for(viewer, [talk.thread])[talk.thread.pk]["posts"] == 1
        assert "Mine waits." not in talk.house.browser(talk.th).get(talk.address).content.decode()
        assert Thread.objects.get(pk=talk.thread.pk).moved_at == moved_at

    def test_what_a_moderator_writes_waits_for_nobody(self, talk: Talk, told: list[Post]) -> None:
        asks(talk, premoderated=True)
        assert actions.reply(thread=talk.thread, words=words(), by=talk.moderator).live
        assert told == []

    def test_a_thread_waits_with_its_first_post(self, talk: Talk) -> None:
        asks(talk, premoderated=True)
        browser = talk.house.browser(talk.my)
        start = f"/en/members/spaces/{talk.space.slug}/threads/start/"
        answer = browser.post(start, talk.fields(title="Shelters"))
        assert answer.headers["Location"] == f"/en/members/spaces/{talk.space.slug}/"
        waiting = Thread.objects.get(title="Shelters")
        assert waiting not in threads_in(talk.house.viewer(talk.th), talk.space)
        assert browser.get(waiting.get_absolute_url()).status_code == 404

    def test_one_thread_alone_may_be_read_first(self, talk: Talk) -> None:
        other = actions.start_thread(space=talk.space, title="Days", words=words(), by=talk.th).thread
        Thread.objects.filter(pk=talk.thread.pk).update(premoderated=True)
        assert not actions.reply(thread=talk.thread, words=words(), by=talk.my).live
        assert actions.reply(thread=other, words=words(), by=talk.my).live

    def test_the_first_posts_of_a_newcomer_wait_until_so_many_stand(self, talk: Talk) -> None:
        asks(talk, newcomer_posts=2)
        sent = [actions.reply(thread=talk.thread, words=words(), by=talk.my) for _number in range(3)]
        assert [post.live for post in sent] == [False, False, False]
        Post.objects.filter(pk__in=[post.pk for post in sent[:2]]).update(live=True)
        assert actions.reply(thread=talk.thread, words=words(), by=talk.my).live

    def test_what_was_read_first_is_not_changed_behind_the_moderator(self, talk: Talk) -> None:
        post = actions.reply(thread=talk.thread, words=words(), by=talk.my)
        Thread.objects.filter(pk=talk.thread.pk).update(premoderated=True)
        with pytest.raises(PermissionDenied):
            actions.edit_post(post=post, text="Another text.", reason="Better", by=talk.my)
        Thread.objects.filter(pk=talk.thread.pk).update(premoderated=False)
        assert actions.edit_post(post=post, text="Another text.", reason="Better", by=talk.my).text == "Another text."
