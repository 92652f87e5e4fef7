"""Reads of moderation: what waits for a moderator, and what a member learns of their own posts and reports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404

from dialogues.moderation.models import Case, Decision, Flag, Sealed
from dialogues.moderation.permissions import may_look_after, would_read
from dialogues.spaces.models import Space
from dialogues.threads import authors
from dialogues.threads.models import Post
from portal.viewer import Viewer


def cases_in(viewer: Viewer, space: Space, *, is_open: bool = True) -> list[Case]:
    """The cases of a space whose posts would open to this moderator, urgent ones first; none for who is none."""
    if not may_look_after(viewer, space):
        return []
    found = _told().filter(post__thread__space=space, settled_at__isnull=is_open)
    opening: dict[Any, bool] = {}
    cases = []
    for case in found:
        # Posts of one group open to the same people.
        group = case.post.translation_key
        if group not in opening:
            opening[group] = would_read(viewer, case.post)
        if opening[group]:
            cases.append(case)
    return cases


def case_or_404(viewer: Viewer, space: Space, token: UUID) -> Case:
    """A case to look at; raises Http404 as for one that never existed."""
    found = _told().filter(post__thread__space=space, token=token).first()
    if found is None or not may_look_after(viewer, space) or not would_read(viewer, found.post):
        raise Http404
    return found


def latest(post: Post) -> Decision | None:
    """What was decided last of a post."""
    return Decision.objects.filter(case__post=post).order_by("-pk").first()


def was_said(post: Post) -> bool:
    """Whether a post has stood before: one that waited has not until somebody let it go."""
    waited = Case.objects.filter(post=post, kind=Case.Kind.WAITING)
    up = (Decision.Act.RELEASE, Decision.Act.RESTORE, Decision.Act.MASK)
    return post.live or not waited.exists() or Decision.objects.filter(case__post=post, act__in=up).exists()


def seals_of(post: Post) -> QuerySet[Sealed]:
    """What is masked in a post now, the last first."""
    return Sealed.objects.filter(case__post=post, opened_again_at__isnull=True).order_by("-pk")


def own_posts(viewer: Viewer, space: Space) -> list[Post]:
    """What a viewer wrote in a space that does not stand: with the reason where somebody has decided, newest first."""
    posts = list(Post.objects.filter(thread__space=space, live=False).select_related("thread__space").order_by("-pk"))
    own = authors.mine(viewer.user_id, posts)
    return [post for post in posts if post.pk in own and would_read(viewer, post)]


def decisions_on(posts: Iterable[Post]) -> dict[int, Decision]:
    """By post what was decided of it last."""
    wanted = [post.pk for post in posts]
    found = Decision.objects.filter(case__post__in=wanted).select_related("case").order_by("pk")
    return {decision.case.post_id: decision for decision in found}


def masked_among(posts: Iterable[Post]) -> frozenset[int]:
    """The numbers of those of some posts that are partly masked now."""
    wanted = [post.pk for post in posts]
    seals = Sealed.objects.filter(case__post__in=wanted, opened_again_at__isnull=True).exclude(text="")
    return frozenset(seals.values_list("case__post", flat=True))


def appealed_among(decisions: Iterable[Decision]) -> frozenset[int]:
    """The numbers of those of some decisions against which somebody has appealed."""
    wanted = [decision.pk for decision in decisions]
    return frozenset(Case.objects.filter(appealed__in=wanted).values_list("appealed", flat=True))


def own_flags(viewer: Viewer, space: Space, most: int = 10) -> list[Flag]:
    """What a viewer reported in a space, with what became of it, the last first."""
    flags = Flag.objects.filter(user=viewer.user_id, case__post__thread__space=space)
    found = flags.select_related("case__post__thread__space").prefetch_related("case__decisions").order_by("-pk")
    return [flag for flag in found[:most] if would_read(viewer, flag.case.post)]


def _told() -> QuerySet[Case]:
    sealed = Sealed.objects.filter(case__post=OuterRef("post"), opened_again_at__isnull=True)
    decisions = Prefetch("decisions", Decision.objects.select_related("by").order_by("pk"))
    told = Case.objects.select_related("post__thread__space", "post__quoted", "claimed_by", "appealed")
    return told.annotate(is_masked=Exists(sealed)).prefetch_related("flags", decisions)
