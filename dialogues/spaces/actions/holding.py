"""Holding a space, so that two who act on it at once wait in a line."""

from __future__ import annotations

from dialogues.spaces.models import Space


def hold_space(space: Space) -> Space:
    """The space as it stands now, held until the end of the transaction; always before what hangs on it."""
    return Space.objects.select_for_update(no_key=True).get(pk=space.pk)
