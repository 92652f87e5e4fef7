"""Which posts a moderator reads before others do, and who is told of one that waits."""

from __future__ import annotations

from collections.abc import Callable

from dialogues.spaces.models import Space
from dialogues.threads import authors
from dialogues.threads.models import Post, Thread
from dialogues.threads.permissions import may_moderate
from portal.viewer import Viewer

#: Told in the transaction in which a post is sent that is not live yet.
Held = Callable[[Post], None]
_held: list[Held] = []


def on_held(callback: Held) -> None:
    """Hear of every post that waits for a moderator. Called from ``AppConfig.ready()``."""
    if callback not in _held:
        _held.append(callback)


def held(post: Post) -> None:
    """Tell of a post that waits for a moderator."""
    for callback in _held:
        callback(post)


def waits(viewer: Viewer, space: Space, thread: Thread | None = None) -> bool:
    """Whether what this viewer writes is read by a moderator before others do.

    So it is in spaces and threads whose people agreed on it, and for the first posts of a newcomer where the space asks
    for it. What a moderator writes waits for nobody.
    """
    asked = space.premoderated or (thread is not None and thread.premoderated)
    if not asked and not space.newcomer_posts:
        return False
    if may_moderate(viewer, space):
        return False
    return asked or authors.count_standing(viewer.user_id, space) < space.newcomer_posts
