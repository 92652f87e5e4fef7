"""What of some posts a viewer may be told of at this moment, asked of the one rule and of the door of the space."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from dialogues.spaces.partitions import principal_of
from dialogues.threads.containing import rule_in_force
from dialogues.threads.models import Post, Thread
from portal import access
from portal.attribution import Fact
from portal.viewer import Viewer


def readable(viewer: Viewer, references: Collection[str]) -> list[Post]:
    """The posts of these public ids that a viewer may read now, in a thread they may read, in a space open to them."""
    wanted = Post.objects.filter(token__in=[UUID(reference) for reference in references])
    posts = list(access.visible_to(wanted, viewer).select_related("thread__space"))
    named = Thread.objects.filter(pk__in=[post.thread_id for post in posts])
    threads = set(access.visible_to(named, viewer).values_list("pk", flat=True))
    return [post for post in posts if post.thread_id in threads and viewer.holds(principal_of(post.thread.space))]


def with_hours(posts: Iterable[Post]) -> frozenset[int]:
    """The numbers of those posts beside which an hour may stand: nobody without a name speaks in their threads."""
    listed = list(posts)
    threads = {post.thread_id for post in listed}
    spoken = Post.objects.filter(thread__in=threads, voice__isnull=False).order_by()
    voiced = set(spoken.values_list("thread", flat=True).distinct())
    return frozenset(post.pk for post in listed if post.thread_id not in voiced and _tells_name(post))


def _tells_name(post: Post) -> bool:
    return Fact.NAME in rule_in_force(post.thread.space, post.thread.rule, post.rule).facts
