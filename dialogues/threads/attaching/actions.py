"""Sending files with their post, and letting go of those that are not wanted."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction

from dialogues.spaces.models import Space
from dialogues.spaces.permissions import Right, may
from dialogues.threads.attaching.queries import waiting
from dialogues.threads.models import Post, Thread
from dialogues.threads.models.attachment import Attachment, Upload
from portal.audit import log
from portal.viewer import viewer_for


@transaction.atomic
def attach(*, post: Post, thread: Thread | None, by: Any) -> None:
    """Send with a post what waits in the form it came from; nothing tells afterwards whose files they were.

    ``thread`` is None where the post is the first of a new thread. Where the right has gone meanwhile they stay.
    """
    viewer, space = viewer_for(by), post.thread.space
    if not may(viewer, space, Right.ATTACH):
        return
    keys = [one.pk for one in waiting(viewer, space, thread)]
    if keys:
        Attachment.objects.filter(pk__in=keys).update(post=post)
        Upload.objects.filter(attachment__in=keys).delete()
        log.write("threads.attached", by=by, on=post, label=post.label, attribution=post.rule, files=len(keys))


def let_go(*, space: Space, thread: Thread | None, by: Any, tokens: Collection[str] | None = None) -> None:
    """Delete what waits in a form: those with these tokens, or all of it."""
    for one in waiting(viewer_for(by), space, thread):
        if tokens is None or str(one.token) in tokens:
            one.delete()
