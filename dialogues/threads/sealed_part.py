"""Below a post whose rule keeps the name back, for owners: the way to what was asked about its author."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest

from dialogues.spaces.permissions import delegations_managed
from dialogues.threads.models import Post, Thread
from dialogues.threads.parts import Shown


def part(request: HttpRequest, thread: Thread, posts: list[Post]) -> Mapping[int, Shown]:
    """One line for each such post; none for who acts for no owner."""
    sealed = [post for post in posts if not post.tells_name]
    if not sealed or not delegations_managed(request.viewer, thread.space).exists():  # type: ignore[attr-defined]
        return {}
    context = {"space": thread.space, "thread": thread}
    return {post.pk: Shown("threads/parts/sealed.html", {**context, "post": post}) for post in sealed}
