"""What moderators took away since a backup was made, and is taken away once more after it was restored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogues.moderation.actions.again import hide_again
from dialogues.moderation.models import Flag
from dialogues.spaces.models import Space
from dialogues.threads.models import Post, Thread

Entry = Mapping[str, Any]


def hide_post(entry: Entry) -> bool:
    """A post that was hidden, or of which a part was masked: which part is not in the log, so all of it is hidden."""
    post = Post.objects.select_related("thread").filter(pk=entry["object_key"]).first()
    return post is not None and hide_again(post=post)


def hide_reported(entry: Entry) -> bool:
    """A post that was reported for a reason that hides at once."""
    return entry["details"].get("reason") in Flag.AT_ONCE and hide_post(entry)


def read_first(entry: Entry) -> bool:
    """A space in which moderators read everything first from then on."""
    later = Space.objects.filter(pk=entry["object_key"], premoderated=False)
    return bool(entry["details"].get("premoderated")) and bool(later.update(premoderated=True))


def read_thread_first(entry: Entry) -> bool:
    """A thread in which they do."""
    later = Thread.objects.filter(pk=entry["object_key"], premoderated=False)
    return bool(entry["details"].get("premoderated")) and bool(later.update(premoderated=True))
