"""Where levels are chosen: on the page of a space, and on that of a thread, which also marks its notices as read."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from dialogues.spaces.models import Space
from dialogues.spaces.sections import Shown, register_section
from dialogues.threads.models import Thread
from dialogues.threads.parts import register_thread_part
from dialogues.watching.forms import LevelForm
from dialogues.watching.queries import level_in_space, level_of_thread
from portal.notices.board import actions as board

_TEMPLATE = "watching/parts/level.html"


def register() -> None:
    """Join both pages, at start."""
    register_section("watching", 90, _of_space)
    register_thread_part("watching", 90, _of_thread)


def _of_space(request: HttpRequest, space: Space) -> Shown:
    level = level_in_space(request.user.pk, space)
    form = LevelForm(initial={"level": level.value}, of_thread=False)
    address = reverse("watching:space", args=[space.slug])
    return Shown(_TEMPLATE, {"form": form, "level": level.label, "address": address})


def _of_thread(request: HttpRequest, thread: Thread) -> Shown:
    own = level_of_thread(request.user.pk, thread)
    level = own or level_in_space(request.user.pk, thread.space)
    form = LevelForm(initial={"level": own.value if own else ""}, of_thread=True)
    address = reverse("watching:thread", args=[thread.space.slug, thread.token])
    # Whoever is here has seen what the notices tell of.
    board.read(user=request.user, groups=[str(thread.token)])
    return Shown(_TEMPLATE, {"form": form, "level": level.label, "address": address})
