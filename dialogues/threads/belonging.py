"""Where a thread belongs: to where its posts went on, from which it was begun, and the ways for who orders threads."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest

from dialogues.spaces.models import Space
from dialogues.spaces.queries import spaces_open_to
from dialogues.threads.containing import takes_in
from dialogues.threads.models import Thread
from dialogues.threads.parts import Shown
from dialogues.threads.permissions import may_moderate, may_move
from portal import access
from portal.viewer import Viewer


def part(request: HttpRequest, thread: Thread) -> Shown | None:
    """What a reader is told of it; None where there is nothing."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    near = Q(split_from=thread) | Q(pk=thread.split_from_id)
    related = list(access.visible_to(Thread.objects.filter(near).select_related("space"), viewer))
    moderates = may_moderate(viewer, thread.space)
    if not related and not moderates:
        return None
    told = {
        "space": thread.space,
        "thread": thread,
        "begun": [one for one in related if one.pk != thread.split_from_id],
        "source": next((one for one in related if one.pk == thread.split_from_id), None),
        "moderates": moderates,
        "moves": moderates and may_move(viewer, thread.space),
    }
    return Shown("threads/parts/belonging.html", told)


def places_for(viewer: Viewer, thread: Thread) -> list[Space]:
    """The spaces somebody may move a thread to."""
    found = spaces_open_to(viewer).exclude(pk=thread.space_id).order_by("slug")
    return [space for space in found if takes_in(space, thread.space) and may_move(viewer, space)]
