"""The way to an export, on the pages of spaces and threads, for their owners."""

from __future__ import annotations

from django.http import HttpRequest

from dialogues.exporting.permissions import may_export
from dialogues.exporting.queries import waiting_in
from dialogues.spaces.models import Space
from dialogues.spaces.sections import Shown
from dialogues.threads.models import Thread


def of_space(request: HttpRequest, space: Space) -> Shown | None:
    """For owners: the way, and how many exports wait for consent."""
    if not may_export(request.viewer, space):  # type: ignore[attr-defined]
        return None
    return Shown("exporting/parts/way.html", {"space": space, "waiting": waiting_in(space).count()})


def of_thread(request: HttpRequest, thread: Thread) -> Shown | None:
    """For owners: the way."""
    if not may_export(request.viewer, thread.space):  # type: ignore[attr-defined]
        return None
    return Shown("exporting/parts/way_of_thread.html", {"space": thread.space, "thread": thread})
