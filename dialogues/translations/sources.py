"""Which text of a post a translation was made of, and whether that may still be read.

A translation tells what its source tells. Where a moderator has hidden a former text, or has masked part of the present
one, what was made of it is shown to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.crypto import constant_time_compare, salted_hmac

from dialogues.threads.models import Post, Revision
from dialogues.translations.models import Translation


def fingerprint(text: str) -> str:
    """A keyed fingerprint of a text, from which nobody without the key can try what it was."""
    return salted_hmac("dialogues.translations", text, algorithm="sha256").hexdigest()


def is_stale(translation: Translation, post: Post) -> bool:
    """Whether the post has been changed since."""
    return translation.of_edit != post.edits


def with_open_sources(translations: Iterable[Translation]) -> list[Translation]:
    """Those of some translations, each with its post, whose source may still be read; in their order."""
    listed = list(translations)
    stale = [one for one in listed if is_stale(one, one.post)]
    former: dict[tuple[int, int], str] = {}
    if stale:
        # How a post read before its nth change is its nth former text.
        rows = Revision.objects.filter(post__in=[one.post_id for one in stale], hidden=False)
        former = {(post, number): text for post, number, text in rows.values_list("post", "number", "text")}
    return [one for one in listed if _fits(one, former)]


def _fits(translation: Translation, former: dict[tuple[int, int], str]) -> bool:
    post = translation.post
    is_now = not is_stale(translation, post)
    source = post.text if is_now else former.get((post.pk, translation.of_edit + 1))
    return source is not None and constant_time_compare(fingerprint(source), translation.of_text)
