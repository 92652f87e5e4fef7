"""Reads of threads: what a viewer finds in a space, and what is new to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from dialogues.spaces.models import Space
from dialogues.threads.models import Draft, FormerAddress, Post, Statement, Thread, Visit
from dialogues.threads.permissions import may_release
from portal import access
from portal.viewer import Viewer


def threads_in(viewer: Viewer, space: Space) -> QuerySet[Thread]:
    """The threads of a space that a viewer may read, the one moved last first."""
    return access.visible_to(Thread.objects.filter(space=space), viewer)


def thread_or_404(viewer: Viewer, space: Space, token: UUID) -> Thread:
    """A thread to act on; raises Http404 as for one that never existed."""
    found = threads_in(viewer, space).select_related("space").filter(token=token).first()
    if found is None:
        raise Http404
    return found


def opened_or_404(viewer: Viewer, space: Space, token: UUID) -> Thread:
    """A thread to be read whole, with the entry that it was; raises Http404 as for one that never existed."""
    found: Thread | None = access.opened(
        Thread.objects.select_related("space").filter(space=space, token=token), viewer
    )
    if found is None:
        raise Http404
    return found


def led_on_to(viewer: Viewer, space: Space, token: UUID) -> Thread:
    """Where a thread stands now that stood here once; raises Http404 as for one that never existed."""
    former = FormerAddress.objects.filter(space=space, token=token).values("thread")
    found = access.visible_to(Thread.objects.filter(pk__in=former), viewer).select_related("space").first()
    if found is None:
        raise Http404
    return found


def posts_in(viewer: Viewer, thread: Thread) -> QuerySet[Post]:
    """The posts of a thread that a viewer may read, in their order."""
    return access.visible_to(Post.objects.filter(thread=thread), viewer).order_by("pk")


def post_or_404(viewer: Viewer, thread: Thread, token: UUID) -> Post:
    """A post to act on; raises Http404 as for one that never existed."""
    found = posts_in(viewer, thread).select_related("thread__space").filter(token=token).first()
    if found is None:
        raise Http404
    return found


def seen_until(viewer: Viewer, thread: Thread) -> int | None:
    """The newest post of the last visit; None for who comes for the first time."""
    visits = Visit.objects.filter(user=viewer.user_id, thread=thread)
    return visits.values_list("last_post", flat=True).first()


def counts_for(viewer: Viewer, threads: Iterable[Thread]) -> dict[int, dict[str, int]]:
    """By thread how many posts a viewer may read, and how many of them came since they were there last."""
    last = Visit.objects.filter(user=viewer.user_id, thread=OuterRef("thread")).values("last_post")
    posts = access.visible_to(Post.objects.filter(thread__in=[thread.pk for thread in threads]), viewer)
    counted = (
        posts.annotate(seen=Coalesce(Subquery(last[:1]), 0))
        .order_by()
        .values("thread")
        .annotate(posts=Count("pk"), new=Count("pk", filter=Q(pk__gt=F("seen"))))
    )
    return {row["thread"]: {"posts": row["posts"], "new": row["new"]} for row in counted}


def draft_for(viewer: Viewer, space: Space, thread: Thread | None = None) -> dict[str, Any]:
    """What a viewer has not sent yet, as fields of the form; nothing where nothing waits."""
    drafts = Draft.objects.filter(user=viewer.user_id, space=space, thread=thread)
    return drafts.values_list("fields", flat=True).first() or {}


def statements_for(viewer: Viewer, thread: Thread) -> list[Statement]:
    """The statements of a thread that a viewer wrote, and those that wait for them as the head of a delegation."""
    found = list(Statement.objects.filter(thread=thread).select_related("seat__delegation", "user", "quoted"))
    for one in found:
        one.thread = thread
    return [one for one in found if one.user_id == viewer.user_id or _waits_for(viewer, one)]


def _waits_for(viewer: Viewer, statement: Statement) -> bool:
    return statement.returned_at is None and may_release(viewer, statement)
