"""Who looks after what is said in a space, and of what; nobody decides on what they wrote."""

from __future__ import annotations

from copy import copy

from dialogues.spaces.models import Space
from dialogues.spaces.permissions import delegations_managed
from dialogues.threads import authors
from dialogues.threads.models import Post
from dialogues.threads.permissions import may_moderate
from portal import access
from portal.viewer import Viewer


def may_look_after(viewer: Viewer, space: Space) -> bool:
    """Whether a viewer sees the queue of a space. Where nothing is written any more, that is its owners."""
    return may_moderate(viewer, space) or (space.is_archived and may_set(viewer, space))


def may_set(viewer: Viewer, space: Space) -> bool:
    """Whether a viewer says what in a space is read by a moderator first: one of its owners."""
    return delegations_managed(viewer, space).exists()


def would_read(viewer: Viewer, post: Post) -> bool:
    """Whether a viewer would read a post if it stood: what is asked of one that waits or is hidden."""
    standing = copy(post)
    standing.live = True
    return access.can_view(viewer, standing)


def may_decide(viewer: Viewer, post: Post) -> bool:
    """Whether a viewer decides on a post: where they moderate, if its label opens to them, and if it is not theirs."""
    if not may_look_after(viewer, post.thread.space) or not would_read(viewer, post):
        return False
    return not authors.is_mine(viewer.user_id, post)
