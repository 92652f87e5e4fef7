"""A case as a moderator sees it: the post as its rule lets it be shown, and ages in whole days."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from dialogues.moderation.models import Case
from dialogues.moderation.queries import seals_of
from dialogues.threads.models import Post
from dialogues.threads.presenting import shown
from portal.viewer import Viewer


def days_of(case: Case) -> int:
    """How many whole days a case has waited. An hour would be the hour of a voice."""
    return (timezone.now() - case.opened_at).days


def ages(cases: Iterable[Case]) -> list[dict[str, Any]]:
    """Cases with their ages."""
    return [{"case": case, "days": days_of(case)} for case in cases]


def told_of(viewer: Viewer, case: Case) -> dict[str, Any]:
    """What the page of a case shows: the post, its title as it was before it was hidden, and what is sealed."""
    post: Post = case.post
    told = shown(viewer, post.thread, [post], None)[0]
    hidden = seals_of(post).filter(text="").exclude(title="").first()
    return {
        "post": post,
        "shown": told,
        "days": days_of(case),
        "title": hidden.title if hidden else post.thread.title,
        "sealed": list(seals_of(post).exclude(text="")),
        # A day would tell on which day a voice spoke.
        "tells_days": told.tells_time,
    }
