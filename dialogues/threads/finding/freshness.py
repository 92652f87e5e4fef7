"""Keeps the index true: whatever changes what is found of a thread or a post tells of it in its own transaction.

Signals of models are not sent by ``update()`` of a queryset: who writes so calls :func:`tell_post`, :func:`tell_thread`
or :func:`tell_space`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models.signals import post_delete, post_save

from dialogues.spaces.models import Space, SpaceOwner
from dialogues.threads.finding.records import POST, THREAD
from dialogues.threads.models import Post, Thread
from portal import indexing
from portal.markings.actions import marking_changed

#: What of a space is said of all that stands in it.
_OF_SPACE = frozenset({"attribution_rule", "label"})


def connect() -> None:
    """Connect the signals, once, at start."""
    post_save.connect(_post_saved, sender=Post, dispatch_uid="threads.find.post_saved")
    post_save.connect(_thread_saved, sender=Thread, dispatch_uid="threads.find.thread_saved")
    post_save.connect(_space_saved, sender=Space, dispatch_uid="threads.find.space_saved")
    post_save.connect(_owner_changed, sender=SpaceOwner, dispatch_uid="threads.find.owner_saved")
    post_delete.connect(_post_gone, sender=Post, dispatch_uid="threads.find.post_gone")
    post_delete.connect(_thread_gone, sender=Thread, dispatch_uid="threads.find.thread_gone")
    marking_changed.connect(_marking_changed, dispatch_uid="threads.find.marking_changed")


def tell_post(number: int) -> None:
    """What is found of a post may have changed."""
    indexing.changed(f"{POST}:{number}")


def tell_thread(number: int) -> None:
    """What is found of a thread and of all its posts may have changed."""
    indexing.changed(f"{THREAD}:{number}")
    for post in Post.objects.filter(thread=number).order_by("pk").values_list("pk", flat=True):
        tell_post(post)


def tell_space(number: int) -> None:
    """What is found of all that stands in a space may have changed."""
    for thread in Thread.objects.filter(space=number).order_by("pk").values_list("pk", flat=True):
        tell_thread(thread)


def _post_saved(instance: Post, created: bool, raw: bool = False, **_told: Any) -> None:
    if raw:
        return
    if created and _is_first_voice(instance):
        # From now on no post of this thread has a day of its own.
        tell_thread(instance.thread_id)
    else:
        tell_post(instance.pk)


def _is_first_voice(post: Post) -> bool:
    others = Post.objects.filter(thread=post.thread_id, voice__isnull=False).exclude(pk=post.pk)
    return post.voice is not None and not others.exists()


def _thread_saved(instance: Thread, raw: bool = False, **_told: Any) -> None:
    if not raw:
        tell_thread(instance.pk)


def _space_saved(
    instance: Space, created: bool, raw: bool = False, update_fields: Collection[str] | None = None, **_told: Any
) -> None:
    if not raw and not created and (update_fields is None or not _OF_SPACE.isdisjoint(update_fields)):
        tell_space(instance.pk)


def _owner_changed(instance: SpaceOwner, raw: bool = False, **_told: Any) -> None:
    if not raw:
        tell_space(instance.space_id)


def _post_gone(instance: Post, **_told: Any) -> None:
    tell_post(instance.pk)


def _thread_gone(instance: Thread, **_told: Any) -> None:
    indexing.changed(f"{THREAD}:{instance.pk}")


def _marking_changed(group: UUID, **_told: Any) -> None:
    for thread in Thread.objects.filter(translation_key=group).values_list("pk", flat=True):
        tell_thread(thread)
    for post in Post.objects.filter(translation_key=group).exclude(thread__translation_key=group):
        tell_post(post.pk)
