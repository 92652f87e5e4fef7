"""What the system page tells of retention: the last round, and what is held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from portal.condition.parts import Fact, State
from portal.retention.models import Hold, Round

#: A round comes each day; this late, it does not come.
LATE = timedelta(days=2)


def retention() -> Iterator[Fact]:
    """When the last round ended and what it did, what waits for somebody, and how much is held."""
    last = Round.objects.filter(ended_at__isnull=False).order_by("-pk").first()
    if last is None or last.ended_at is None:
        yield Fact("Last round", "none yet", State.TOLD, "A worker makes one each day.")
    else:
        late = timezone.now() - last.ended_at > LATE
        remedy = "Nothing is deleted in time: is a worker running? manage.py retention makes a round." if late else ""
        told = f"{last.ended_at:%Y-%m-%d %H:%M} UTC, {sum(last.done.values())} gone, {sum(last.held.values())} held"
        yield Fact("Last round", told, State.LOOK if late else State.WELL, remedy)
        for name, count in sorted(last.review.items()):
            yield Fact("For review", f"{count} of {name}", State.LOOK, "Look at them: they do not go by themselves.")
        for name, error in sorted(last.failed.items()):
            yield Fact("Failed", f"{name} ({error})", State.LOOK, "It is tried again with the next round.")
    held = Hold.objects.filter(lifted_at__isnull=True).count()
    yield Fact("Held", f"{held} {'thing' if held == 1 else 'things'}", link=(reverse("held_things"), "The list"))
