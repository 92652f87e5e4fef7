"""What the portal keeps of a person in spaces, for that person."""

from __future__ import annotations

from typing import Any

from dialogues.spaces.models import BreakGlassEntry, RulesAcceptance, SpaceMembership
from portal.members import own_data
from portal.members.acting import seats_of


def register_own() -> None:
    """Join the register, at start."""
    own_data.register("spaces", _told)


def _told(user: Any) -> dict[str, Any]:
    """The spaces of the seats somebody acts for now, the rules they accepted, and where they broke the glass."""
    now = SpaceMembership.objects.filter(seat__in=seats_of(user).order_by().values("pk"), ended_at__isnull=True)
    accepted = RulesAcceptance.objects.filter(user=user).order_by("pk")
    entries = BreakGlassEntry.objects.filter(user=user).order_by("pk")
    return {
        "memberships": list(now.order_by("pk").values("space__title", "role", "since")),
        "rules accepted": list(accepted.values("version", "accepted_at")),
        "entries": list(entries.values("reason", "entered_at", "until")),
    }
