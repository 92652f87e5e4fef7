"""What the portal keeps of a person in exports, for that person."""

from __future__ import annotations

from typing import Any

from dialogues.exporting.models import Export
from portal.members import own_data


def register_own() -> None:
    """Join the register, at start."""
    own_data.register("exports", _told)


def _told(user: Any) -> list[Any]:
    """What they asked to take home, and why."""
    asked = Export.objects.filter(asked_by=user).order_by("pk")
    return list(asked.values("motive", "asked_at", "allowed_at", "refused_at"))
