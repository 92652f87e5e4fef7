"""The translations of a post, below it on the page of its thread."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.translation import get_language

from dialogues.threads.models import Post, Thread
from dialogues.threads.parts import Shown
from dialogues.translations.permissions import hand_of
from dialogues.translations.queries import translations_of


def below(request: HttpRequest, thread: Thread, posts: list[Post]) -> Mapping[int, Shown]:
    """What stands below each post: the one in the reader's language open, if it can be trusted, the others closed."""
    viewer = request.viewer  # type: ignore[attr-defined]
    hand = hand_of(viewer, thread)
    found = translations_of(viewer, hand, thread, posts)
    language = get_language()
    parts: dict[int, Shown] = {}
    for post in posts:
        listed = [(one, one.is_trusted and one.translation.language == language) for one in found.get(post.pk, [])]
        if listed or hand.writes:
            context = {"thread": thread, "post": post, "translations": listed, "may_add": hand.writes}
            parts[post.pk] = Shown("translations/parts/below.html", context)
    return parts
