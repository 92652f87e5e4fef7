"""What a viewer may do with threads and posts: what their rights in the space say, and what still takes writing."""

from __future__ import annotations

from django.utils import timezone

from dialogues.spaces.models import Space
from dialogues.spaces.permissions import Right, may
from dialogues.threads.authors import is_mine
from dialogues.threads.limits import EDIT_WINDOW
from dialogues.threads.models import Post, Thread
from portal.viewer import Viewer


def may_start(viewer: Viewer, space: Space) -> bool:
    """Whether a viewer may start a thread. Where all is read by a moderator first, moderators alone write."""
    return may(viewer, space, Right.START) and _writes(viewer, space)


def may_reply(viewer: Viewer, thread: Thread) -> bool:
    """Whether a viewer may write in the threads of this space; whether this one is open is another question."""
    return may(viewer, thread.space, Right.REPLY) and _writes(viewer, thread.space)


def may_moderate(viewer: Viewer, space: Space) -> bool:
    """Whether a viewer locks and concludes, and hides former texts."""
    return may(viewer, space, Right.MODERATE)


def may_edit(viewer: Viewer, post: Post) -> bool:
    """Whether a viewer may change a post: their own, for a while, in a thread that is open."""
    is_own = is_recent(post) and post.thread.is_open and is_mine(viewer.user_id, post)
    return is_own and may_reply(viewer, post.thread)


def is_recent(post: Post) -> bool:
    """Whether a post was sent so lately that its author may change it."""
    return timezone.now() - post.sent_at <= EDIT_WINDOW


def _writes(viewer: Viewer, space: Space) -> bool:
    return not space.premoderated or may_moderate(viewer, space)
