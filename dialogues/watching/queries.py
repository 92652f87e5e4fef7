"""Reads of levels: which somebody has chosen, and who is told of what."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from dialogues.spaces.models import Space
from dialogues.threads.models import Thread
from dialogues.watching.models import Level, Watch
from portal.members.models import User


def level_in_space(user_id: int | None, space: Space) -> Level:
    """What somebody is told of in a space where no thread says otherwise."""
    found = Watch.objects.filter(user=user_id, space=space).values_list("level", flat=True).first()
    return Level(found) if found else Level.NORMAL


def level_of_thread(user_id: int | None, thread: Thread) -> Level | None:
    """What somebody is told of a thread by a level of its own; None where that of the space holds."""
    found = Watch.objects.filter(user=user_id, thread=thread).values_list("level", flat=True).first()
    return Level(found) if found else None


def told_of_everything(thread: Thread) -> dict[User, Level]:
    """Who is told of every post of a thread, by their level. Whether they may read it is another question."""
    levels = _levels(thread)
    wanted = {number: level for number, level in levels.items() if level in {Level.WATCHING, Level.TRACKING}}
    people = User.objects.filter(pk__in=wanted, is_active=True).order_by("pk")
    return {person: wanted[person.pk] for person in people}


def without_muted(thread: Thread, people: list[User]) -> list[User]:
    """Those of some people who did not wish to be told nothing."""
    levels = _levels(thread)
    return [person for person in people if levels.get(person.pk) is not Level.MUTED]


def _levels(thread: Thread) -> dict[Any, Level]:
    rows = Watch.objects.filter(Q(space=thread.space_id) | Q(thread=thread), user__isnull=False)
    # That of the thread comes last, and goes before that of the space.
    listed = sorted(rows, key=lambda row: row.thread_id is not None)
    return {row.user_id: Level(row.level) for row in listed}
