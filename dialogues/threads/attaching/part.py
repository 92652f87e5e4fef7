"""The files of a post, below it on the page of its thread."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest

from dialogues.threads.attaching.queries import files_of
from dialogues.threads.models import Post, Thread
from dialogues.threads.parts import Shown


def below(_request: HttpRequest, thread: Thread, posts: list[Post]) -> Mapping[int, Shown]:
    """What stands below each post that came with files."""
    by_number = {post.pk: post for post in posts}
    return {
        pk: Shown("threads/parts/files.html", {"thread": thread, "post": by_number[pk], "files": files})
        for pk, files in files_of(thread, posts).items()
    }
