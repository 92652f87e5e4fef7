"""What happens in threads, heard within the transaction of the act; the telling itself is left to the worker."""

from __future__ import annotations

from dialogues.threads import events
from dialogues.threads.models import Post
from dialogues.watching import tasks
from dialogues.watching.actions import watch_what_one_writes_in
from portal.members.models import User


def connect() -> None:
    """Listen, once, at start."""
    events.on_said(_said)
    events.on_mentioned(_mentioned)


def _said(post: Post, by: User) -> None:
    watch_what_one_writes_in(thread=post.thread, by=by)
    tasks.tell_of_post.enqueue(post.pk)


def _mentioned(post: Post, users: list[User]) -> None:
    tasks.tell_of_mention.enqueue(post.pk, [user.pk for user in users])
