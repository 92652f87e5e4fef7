"""Remembering until where somebody has read."""

from __future__ import annotations

from typing import Any

from dialogues.threads.models import Thread, Visit


def visited(*, thread: Thread, last_post: int, by: Any) -> None:
    """Somebody has seen this post; what they saw before stays seen."""
    visit, made = Visit.objects.get_or_create(user=by, thread=thread, defaults={"last_post": last_post})
    if not made and visit.last_post < last_post:
        Visit.objects.filter(pk=visit.pk, last_post__lt=last_post).update(last_post=last_post)
