"""What threads tell to whoever stands above them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from dialogues.threads import actions, events
from dialogues.threads.models import Post, Thread
from tests.dialogues.threads.conftest import Talk, words


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[Any, ...]]]:
    """What a listener was told."""
    told: list[tuple[Any, ...]] = []
    for register in ("_said", "_closed", "_mentioned"):
        monkeypatch.setattr(events, register, [])
    events.on_said(lambda post, by: told.append((post, by)))
    events.on_closed(lambda thread: told.append((thread,)))
    events.on_mentioned(lambda post, users: told.append((post, users)))
    yield told


class EventTests:
    def test_a_post_is_told_once_even_when_it_is_sent_twice(self, talk: Talk, heard: list[Any]) -> None:
        same = words("Once.")
        post = actions.reply(thread=talk.thread, words=same, by=talk.my)
        actions.reply(thread=talk.thread, words=same, by=talk.my)
        assert heard == [(post, talk.my)]

    def test_a_new_thread_is_told_by_its_first_post(self, talk: Talk, heard: list[Any]) -> None:
        post = actions.start_thread(space=talk.space, title="Days", words=words(), by=talk.th)
        assert heard == [(post, talk.th)]

    def test_a_post_that_is_held_back_is_not_told(self, talk: Talk, heard: list[Any]) -> None:
        talk.first.live = False
        events.said(talk.first, talk.th)
        assert heard == []

    def test_a_thread_that_is_closed_is_told(self, talk: Talk, heard: list[Any]) -> None:
        actions.close_thread(
            thread=talk.thread, state=Thread.State.LOCKED, text="Enough.", language="en", by=talk.moderator
        )
        assert heard == [(talk.thread,)]

    def test_nobody_named_is_nothing_told(self, talk: Talk, heard: list[Any]) -> None:
        events.mentioned(talk.first, [])
        assert heard == []
        events.mentioned(talk.first, [talk.my])
        assert heard == [(talk.first, [talk.my])]

    def test_a_listener_that_raises_undoes_the_post(self, talk: Talk, heard: list[Any]) -> None:
        def refuse(_post: Post, _by: Any) -> None:
            raise ValidationError("no")

        events.on_said(refuse)
        with pytest.raises(ValidationError):
            actions.reply(thread=talk.thread, words=words("Gone."), by=talk.my)
        assert not Post.objects.filter(text="Gone.").exists()
