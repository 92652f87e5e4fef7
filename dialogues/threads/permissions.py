"""What a viewer may do with threads and posts: what their rights in the space say, and what still takes writing."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from dialogues.spaces.models import Space
from dialogues.spaces.permissions import Right, delegations_managed, may, seats_of_viewer
from dialogues.threads.authors import is_mine
from dialogues.threads.limits import EDIT_WINDOW
from dialogues.threads.models import Post, Statement, Thread, Unsealing
from portal import access
from portal.members.models import Delegation
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


def may_release(viewer: Viewer, statement: Statement) -> bool:
    """Whether a viewer releases or returns a statement: for the head of the delegation, where they may reply."""
    delegation = statement.seat.delegation
    if delegation is None or delegation.head_id is None or not may_reply(viewer, statement.thread):
        return False
    is_head = seats_of_viewer(viewer).filter(pk=delegation.head_id).exists()
    return is_head and access.can_view(viewer, statement.thread)


def owners_of(viewer: Viewer, post: Post) -> QuerySet[Delegation]:
    """The owners of the space of a post that a viewer acts for; none for who may not read it."""
    found = delegations_managed(viewer, post.thread.space)
    return found if access.can_view(viewer, post) else found.none()


def may_ask_to_unseal(viewer: Viewer, post: Post) -> bool:
    """Whether a viewer may ask who wrote a post: for an owner, and not the author."""
    return owners_of(viewer, post).exists() and not is_mine(viewer.user_id, post)


def may_decide_unsealing(viewer: Viewer, unsealing: Unsealing) -> bool:
    """Whether a viewer is the second person: not who asked, and of another delegation where several own the space."""
    if viewer.user_id == unsealing.asked_by_id or not may_ask_to_unseal(viewer, unsealing.post):
        return False
    own = owners_of(viewer, unsealing.post)
    is_shared = unsealing.post.thread.space.owners.count() > 1
    return own.exclude(pk=unsealing.asked_for_id).exists() if is_shared else own.exists()
