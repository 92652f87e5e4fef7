"""What a result shows of a thread or a post, read from the database after the rule was asked."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery

from dialogues.threads.containing import rule_in_force
from dialogues.threads.finding.days import day_of, with_voices
from dialogues.threads.finding.records import POST, THREAD, numbers_of
from dialogues.threads.finding.words import POST as POST_WORD
from dialogues.threads.finding.words import THREAD as THREAD_WORD
from dialogues.threads.models import Post, Thread
from dialogues.threads.paging import address_at
from dialogues.threads.presenting import speaker_of
from portal import access
from portal.attribution import Fact
from portal.indexing import Hit
from portal.pages.templatetags.balai import label
from portal.viewer import Viewer


def thread_hits(viewer: Viewer, keys: Iterable[str]) -> dict[str, Hit]:
    """The threads among keys that a viewer may read now."""
    threads = access.visible_to(Thread.objects.filter(pk__in=numbers_of(THREAD, keys)), viewer)
    return {
        f"{THREAD}:{thread.pk}": Hit(
            key=f"{THREAD}:{thread.pk}",
            url=thread.get_absolute_url(),
            title=thread.title,
            type=THREAD,
            type_label=str(THREAD_WORD),
            spine="record",
            reference="",
            language=thread.language,
            marking=thread.label,
            summary="",
            issued=None,
            issued_text=thread.started_on.isoformat(),
            places=(label(thread.space.title),),
            languages=(),
        )
        for thread in threads.select_related("space")
    }


def post_hits(viewer: Viewer, keys: Iterable[str]) -> dict[str, Hit]:
    """The posts among keys that a viewer may read now, in threads that they may read, with no more than is shown there.

    The number of queries is the same for any number of keys.
    """
    wanted = access.visible_to(Post.objects.filter(pk__in=numbers_of(POST, keys)), viewer)
    threads = access.visible_to(Thread.objects.filter(posts__in=wanted.values("pk")), viewer)
    found = wanted.filter(thread__in=threads.order_by().values("pk")).annotate(place=_place(viewer))
    posts = list(found.select_related("thread__space"))
    voiced = with_voices(post.thread_id for post in posts)
    hits = {f"{POST}:{post.pk}": _hit(post, voiced) for post in posts}
    return {key: hit for key, hit in hits.items() if hit is not None}


def _place(viewer: Viewer) -> Subquery:
    """How many posts of the thread this viewer finds until there."""
    before: QuerySet[Post] = Post.objects.filter(thread=OuterRef("thread"), pk__lte=OuterRef("pk"))
    counted = access.visible_to(before, viewer).order_by().values("thread").annotate(number=Count("pk"))
    return Subquery(counted.values("number"), output_field=IntegerField())


def _hit(post: Post, voiced: frozenset[int]) -> Hit | None:
    thread = post.thread
    if Fact.WORDS not in rule_in_force(thread.space, thread.rule, post.rule).facts:
        return None
    day = day_of(post, voiced)
    return Hit(
        key=f"{POST}:{post.pk}",
        url=address_at(post, post.place),  # type: ignore[attr-defined]
        title=thread.title,
        type=POST,
        type_label=str(POST_WORD),
        spine="record",
        reference="",
        language=post.language,
        marking=post.label,
        summary="",
        issued=None,
        issued_text=day.isoformat() if day else "",
        places=(label(thread.space.title), speaker_of(thread, post)),
        languages=(),
        title_language=thread.language,
    )
