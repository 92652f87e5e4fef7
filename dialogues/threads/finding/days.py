"""The day beside a post where it is found: never more of it than the page of its thread tells."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dialogues.threads.containing import rule_in_force
from dialogues.threads.models import Post
from portal.attribution import Fact


def with_voices(threads: Iterable[int]) -> frozenset[int]:
    """Those of some threads that hold a voice without a name: none of their posts has a day of its own."""
    voiced = Post.objects.filter(thread__in=set(threads), voice__isnull=False).order_by()
    return frozenset(voiced.values_list("thread", flat=True).distinct())


def day_of(post: Post, voiced: frozenset[int]) -> date | None:
    """The day on which a post was sent, where it may be told; else None, and the day its thread began stands for it."""
    rule = rule_in_force(post.thread.space, post.thread.rule, post.rule)
    return post.sent_at.date() if Fact.NAME in rule.facts and post.thread_id not in voiced else None
