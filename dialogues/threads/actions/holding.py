"""Holding a space and then a thread, so that two who act at once wait in a line."""

from __future__ import annotations

from dialogues.spaces.actions.holding import hold_space
from dialogues.spaces.models import Space
from dialogues.threads.models import Thread


def hold(space: Space) -> Space:
    """The space as it stands now, held until the end of the transaction."""
    return hold_space(space)


def hold_thread(thread: Thread) -> Thread:
    """The thread as it stands now, held until the end of the transaction, in its space as that stands now."""
    held = Thread.objects.select_for_update(no_key=True, of=("self",)).select_related("space").get(pk=thread.pk)
    return held
