"""What the portal keeps of what a person wishes to be told of, for that person."""

from __future__ import annotations

from typing import Any

from dialogues.watching.models import Watch
from portal.members import own_data


def register_own() -> None:
    """Join the register, at start."""
    own_data.register("levels in spaces", _told)


def _told(user: Any) -> list[Any]:
    """Each level, and of a space which. Of threads not which, so that no file tells where a voice has spoken."""
    return list(Watch.objects.filter(user=user).order_by("pk").values("level", "space__slug"))
