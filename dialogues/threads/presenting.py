"""What a reader is shown of posts: words, and of their speakers what every rule around them lets be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from dialogues.threads import authors
from dialogues.threads.containing import rule_in_force
from dialogues.threads.models import Post, Thread
from dialogues.threads.permissions import is_recent, may_change_posts
from dialogues.threads.queries import posts_in
from dialogues.threads.writing import html_of
from portal import access
from portal.attribution import Fact
from portal.translated import label_in
from portal.viewer import Viewer


@dataclass(frozen=True)
class Shown:
    """A post as one reader sees it."""

    post: Post
    html: SafeString
    speaker: str
    capacity: str
    tells_time: bool
    is_new: bool
    may_edit: bool
    quoted: Shown | None = None


def shown(viewer: Viewer, thread: Thread, posts: Sequence[Post], seen: int | None) -> list[Shown]:
    """Posts of a thread, which this viewer may read, as they see them. ``seen`` is the newest of their last visit.

    Where one of the thread is a voice without a name, no post has a time: those around it would give its own away.
    """
    wanted = {post.quoted_id for post in posts if post.quoted_id}
    quoted = _sources(viewer, thread, wanted) if wanted else {}
    own = authors.mine(viewer.user_id, posts)
    # Asked once for all of them; each is asked again when it is changed.
    writes = bool(own) and thread.is_open and may_change_posts(viewer, thread)
    editable = frozenset(post.pk for post in posts if writes and post.pk in own and is_recent(post))
    fresh = frozenset(post.pk for post in posts if seen is not None and post.pk > seen) - own
    listed = [_shown(thread, post, quoted, editable, fresh) for post in posts]
    if posts_in(viewer, thread).filter(voice__isnull=False).exists():
        return [replace(one, tells_time=False) for one in listed]
    return listed


def _sources(viewer: Viewer, thread: Thread, wanted: set[int]) -> dict[int, Post]:
    """The quoted posts that this viewer may read; some stand in another thread since one was split."""
    posts = access.visible_to(Post.objects.filter(pk__in=wanted), viewer).select_related("thread__space")
    elsewhere = {post.thread_id for post in posts} - {thread.pk}
    others = access.visible_to(Thread.objects.filter(pk__in=elsewhere), viewer) if elsewhere else Thread.objects.none()
    readable = {thread.pk, *others.values_list("pk", flat=True)}
    return {post.pk: post for post in posts if post.thread_id in readable}


def speaker_of(thread: Thread, post: Post) -> str:
    """Who spoke, as far as the space, the thread and the post let it be told now."""
    rule = rule_in_force(thread.space, thread.rule, post.rule)
    told = rule.shown({fact: post.facts.get(fact.value) for fact in Fact})
    if told.get(Fact.NAME):
        parts = [told.get(Fact.NAME), told.get(Fact.ROLE), told.get(Fact.BODY), told.get(Fact.COUNTRY)]
    else:
        voice = _("Voice %(number)s") % {"number": post.voice} if post.voice else _("A voice")
        parts = [voice, told.get(Fact.ROLE), told.get(Fact.BODY), told.get(Fact.COUNTRY)]
    return ", ".join(_plain(part) for part in parts if part)


def _plain(part: Any) -> str:
    return label_in(part).text if isinstance(part, Mapping) else str(part)


def _shown(
    thread: Thread,
    post: Post,
    quoted: Mapping[int, Post],
    editable: frozenset[int] = frozenset(),
    fresh: frozenset[int] = frozenset(),
) -> Shown:
    post.thread = thread
    rule = rule_in_force(thread.space, thread.rule, post.rule)
    told_whole = Fact.NAME in rule.facts
    source = quoted.get(post.quoted_id or 0)
    return Shown(
        post=post,
        # Cleaned by nh3; where not even the words are to be told, none are.
        html=mark_safe(html_of(post.text) if Fact.WORDS in rule.facts else ""),  # noqa: S308
        speaker=speaker_of(thread, post),
        capacity=str(Post.Capacity(post.capacity).label) if told_whole else "",
        tells_time=told_whole,
        is_new=post.pk in fresh,
        may_edit=post.pk in editable,
        quoted=_shown(source.thread, source, {}) if source else None,
    )
