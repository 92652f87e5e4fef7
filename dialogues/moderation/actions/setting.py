"""What a moderator reads before others do: in a space, for newcomers, in one thread."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from dialogues.moderation.permissions import may_set
from dialogues.spaces.actions.holding import hold_space
from dialogues.spaces.models import Space
from dialogues.threads.actions.holding import hold_thread
from dialogues.threads.models import Thread
from dialogues.threads.permissions import may_moderate
from portal.audit import log
from portal.viewer import viewer_for


@transaction.atomic
def set_first_reading(*, space: Space, premoderated: bool, newcomer_posts: int, by: Any) -> Space:
    """Say what in a space waits for a moderator; what waits already goes on waiting.

    ``newcomer_posts`` is how many posts of a newcomer wait. Raises PermissionDenied for who is no owner.
    """
    space = hold_space(space)
    if space.is_archived or not may_set(viewer_for(by), space):
        raise PermissionDenied
    if (space.premoderated, space.newcomer_posts) != (premoderated, newcomer_posts):
        space.premoderated, space.newcomer_posts = premoderated, newcomer_posts
        space.save(update_fields=["premoderated", "newcomer_posts"])
        log.write(
            "moderation.first_reading",
            by=by,
            on=space,
            label=space.label,
            premoderated=premoderated,
            newcomer_posts=newcomer_posts,
        )
    return space


@transaction.atomic
def set_thread_reading(*, thread: Thread, premoderated: bool, by: Any) -> Thread:
    """Say whether a moderator reads first what is written in a thread; raises PermissionDenied for who is none."""
    thread = hold_thread(thread)
    if not may_moderate(viewer_for(by), thread.space):
        raise PermissionDenied
    if thread.premoderated != premoderated:
        thread.premoderated = premoderated
        thread.save(update_fields=["premoderated"])
        log.write(
            "moderation.thread_reading",
            by=by,
            on=thread,
            label=thread.label,
            attribution=thread.rule,
            premoderated=premoderated,
        )
    return thread
