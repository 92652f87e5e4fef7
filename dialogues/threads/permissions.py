"""What a viewer may do with threads and posts: what their rights in the space say, and what still takes writing."""

from __future__ import annotations

from django.utils import timezone

from dialogues.spaces.models import Space
from dialogues.spaces.permissions import Right, delegations_managed, may
from dialogues.threads.authors import is_mine
from dialogues.threads.limits import EDIT_WINDOW
from dialogues.threads.models import Post, Thread
from portal.viewer import Viewer


def may_start(viewer: Viewer, space: Space) -> bool:
    """Whether a viewer may start a thread."""
    return may(viewer, space, Right.START)


def may_reply(viewer: Viewer, thread: Thread) -> bool:
    """Whether a viewer may write in the threads of this space; whether this one is open is another question."""
    return may(viewer, thread.space, Right.REPLY)


def may_moderate(viewer: Viewer, space: Space) -> bool:
    """Whether a viewer locks and concludes, and hides former texts."""
    return may(viewer, space, Right.MODERATE)


def may_move(viewer: Viewer, space: Space) -> bool:
    """Whether a viewer moves threads out of a space and into it: for a delegation that owns it, as long as it lasts."""
    return not space.is_archived and delegations_managed(viewer, space).exists()


def may_edit(viewer: Viewer, post: Post) -> bool:
    """Whether a viewer may change a post: their own, for a while, in a thread that is open.

    Where a moderator reads first, moderators alone: a change would be read by nobody before.
    """
    is_own = is_recent(post) and post.thread.is_open and is_mine(viewer.user_id, post)
    return is_own and may_change_posts(viewer, post.thread)


def may_change_posts(viewer: Viewer, thread: Thread) -> bool:
    """Whether a viewer may change what they wrote in a thread; which posts are theirs is another question."""
    reads_first = thread.premoderated or thread.space.premoderated
    return may_reply(viewer, thread) and (not reads_first or may_moderate(viewer, thread.space))


def is_recent(post: Post) -> bool:
    """Whether a post was sent so lately that its author may change it."""
    return timezone.now() - post.sent_at <= EDIT_WINDOW
