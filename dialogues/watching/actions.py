"""Choosing what one is told of. It is each person's own, so the log has no entry of it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from dialogues.spaces.models import Space
from dialogues.spaces.permissions import Right, may
from dialogues.threads.models import Thread
from dialogues.threads.queries import threads_in
from dialogues.watching.models import Level, Watch
from dialogues.watching.queries import level_in_space
from portal.viewer import viewer_for


@transaction.atomic
def choose_for_space(*, space: Space, level: Level, by: Any) -> None:
    """Choose what one is told of in a space. Raises PermissionDenied for whom it does not open."""
    if not may(viewer_for(by), space, Right.OPEN):
        raise PermissionDenied
    Watch.objects.update_or_create(user=by, space=space, defaults={"level": level.value, "chosen": True})


@transaction.atomic
def choose_for_thread(*, thread: Thread, level: Level | None, by: Any) -> None:
    """Choose what one is told of a thread; None for what holds in its space. Raises PermissionDenied as for reading."""
    if not threads_in(viewer_for(by), thread.space).filter(pk=thread.pk).exists():
        raise PermissionDenied
    if level is None:
        Watch.objects.filter(user=by, thread=thread).delete()
    else:
        Watch.objects.update_or_create(user=by, thread=thread, defaults={"level": level.value, "chosen": True})


def watch_what_one_writes_in(*, thread: Thread, by: Any) -> None:
    """Whoever writes in a thread is told of what follows, unless they have chosen otherwise."""
    if level_in_space(by.pk, thread.space) is not Level.MUTED:
        Watch.objects.get_or_create(user=by, thread=thread, defaults={"level": Level.WATCHING, "chosen": False})
