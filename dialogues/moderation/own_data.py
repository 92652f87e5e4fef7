"""What the portal keeps of a person in moderation, for that person."""

from __future__ import annotations

from typing import Any

from dialogues.moderation.models import Decision, Flag, Unsealing
from portal.members import own_data


def register_own() -> None:
    """Join the register, at start."""
    own_data.register("moderation", _told)


def _told(user: Any) -> dict[str, Any]:
    """What somebody reported and decided; of posts and appeals nothing, so that no file gives a voice away."""
    flags = Flag.objects.filter(user=user).order_by("pk")
    decisions = Decision.objects.filter(by=user).order_by("pk")
    looks = Unsealing.objects.filter(by=user).order_by("pk")
    return {
        "reports": list(flags.values("reason", "text", "language", "flagged_at")),
        "decisions": list(decisions.values("act", "reason", "language", "decided_at")),
        "looks at sealed texts": list(looks.values("motive", "unsealed_at")),
    }
