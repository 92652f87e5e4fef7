"""Levels and notices follow what becomes of threads: moved, split, or put into another."""

from __future__ import annotations

from typing import Any

from dialogues.threads import signals
from dialogues.threads.models import Thread
from dialogues.threads.queries import threads_in
from dialogues.watching.models import Watch
from portal.members.models import User
from portal.notices.board import actions as board
from portal.viewer import viewer_for


def connect() -> None:
    """Listen, once, at start."""
    signals.moved.connect(_moved, dispatch_uid="watching.moved")
    signals.split.connect(_split, dispatch_uid="watching.split")
    signals.merged.connect(_merged, dispatch_uid="watching.merged")


def _moved(thread: Thread, **_told: Any) -> None:
    """Who may not read it in its new place watches it no more."""
    for person in User.objects.filter(pk__in=Watch.objects.filter(thread=thread).values("user")):
        if not threads_in(viewer_for(person), thread.space).filter(pk=thread.pk).exists():
            Watch.objects.filter(thread=thread, user=person).delete()
    # Who takes a seat of the former space next is not led into another one.
    Watch.objects.filter(thread=thread, user__isnull=True).delete()


def _split(thread: Thread, begun: Thread, **_told: Any) -> None:
    """What somebody is told of a thread they are told of both that came of it."""
    _copy(thread, begun)
    _regroup(begun)


def _merged(thread: Thread, into: Thread, **_told: Any) -> None:
    """What somebody chose for the thread that stays goes before what they chose for the one that goes."""
    _copy(thread, into)
    _regroup(into)


def _copy(thread: Thread, other: Thread) -> None:
    known = set(Watch.objects.filter(thread=other).values_list("user", "seat"))
    rows = Watch.objects.filter(thread=thread)
    wanted = [row for row in rows if (row.user_id, row.seat_id) not in known]
    Watch.objects.bulk_create(
        Watch(user_id=row.user_id, seat_id=row.seat_id, thread=other, level=row.level, chosen=row.chosen)
        for row in wanted
    )


def _regroup(thread: Thread) -> None:
    tokens = thread.posts.values_list("token", flat=True)
    board.regroup(references=[str(token) for token in tokens], group=str(thread.token))
