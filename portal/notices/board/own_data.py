"""What the board keeps of a person, for that person."""

from __future__ import annotations

from typing import Any

from portal.members import own_data
from portal.notices.board.models import Delivery, Notice


def register_own() -> None:
    """Join the register, at start."""
    own_data.register("notices", _told)


def _told(user: Any) -> dict[str, Any]:
    """What they refer to and whether it was read. No hours: some would tell when a voice without a name has spoken."""
    listed = Notice.objects.filter(user=user).order_by("pk")
    return {
        "notices": [{"kind": one.kind, "read": one.read_at is not None} for one in listed],
        "mails": list(Delivery.objects.filter(user=user).values("cadence", "days")),
    }
