"""Reads of translations: those of some posts that a viewer may read, as they see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from dialogues.threads.containing import rule_in_force
from dialogues.threads.models import Post, Thread
from dialogues.threads.writing import html_of
from dialogues.translations import translators
from dialogues.translations.models import Translation
from dialogues.translations.permissions import Hand
from dialogues.translations.sources import is_stale, with_open_sources
from portal.attribution import Fact
from portal.viewer import Viewer


@dataclass(frozen=True)
class Shown:
    """A translation as one reader sees it. Whose it is, it tells to nobody but its translator."""

    translation: Translation
    html: SafeString
    stale: bool
    is_mine: bool

    @property
    def is_trusted(self) -> bool:
        """Whether somebody else has found it right, and the original is still the same."""
        return self.translation.state != Translation.State.PROPOSED and not self.stale


def translations_of(viewer: Viewer, hand: Hand, thread: Thread, posts: Sequence[Post]) -> Mapping[int, list[Shown]]:
    """By the number of the post its translations, of posts of a thread that this viewer may read.

    Where a rule lets not even the words be told, there are none.
    """
    by_number = {
        post.pk: post for post in posts if Fact.WORDS in rule_in_force(thread.space, thread.rule, post.rule).facts
    }
    found = list(Translation.objects.filter(post__in=by_number))
    for one in found:
        one.post = by_number[one.post_id]
    own = translators.mine(viewer.user_id, found) if found else frozenset()
    listed: dict[int, list[Shown]] = {}
    for one in with_open_sources(found):
        if hand.may_read(one, one.pk in own):
            # Cleaned by nh3.
            html = mark_safe(html_of(one.text))  # noqa: S308
            shown = Shown(translation=one, html=html, stale=is_stale(one, one.post), is_mine=one.pk in own)
            listed.setdefault(one.post_id, []).append(shown)
    return listed
