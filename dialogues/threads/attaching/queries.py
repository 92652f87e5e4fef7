"""Reads of files of posts: what waits for a post, and what came with posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogues.spaces.models import Space
from dialogues.threads.containing import rule_in_force
from dialogues.threads.models import Post, Thread
from dialogues.threads.models.attachment import Attachment
from portal.attribution import Fact
from portal.viewer import Viewer


def waiting(viewer: Viewer, space: Space, thread: Thread | None) -> list[Attachment]:
    """The files a viewer has put into a form and not sent yet; nobody else is told of them."""
    found = Attachment.objects.filter(post=None, upload__user=viewer.user_id, upload__thread=thread)
    return list(found if thread else found.filter(upload__space=space))


def files_of(thread: Thread, posts: Sequence[Post]) -> Mapping[int, list[Attachment]]:
    """By the number of the post its files, of posts of a thread that whoever asks may read.

    Where a rule lets not even the words be told, no file is.
    """
    told = [post.pk for post in posts if Fact.WORDS in rule_in_force(thread.space, thread.rule, post.rule).facts]
    listed: dict[int, list[Attachment]] = {}
    for one in Attachment.objects.filter(post__in=told):
        listed.setdefault(one.post_id or 0, []).append(one)
    return listed
