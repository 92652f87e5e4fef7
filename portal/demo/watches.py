"""The demo's watches of the library: people of the demo are told of what is new, in their languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from portal.demo.models import DemoObject
from portal.members.acting import people_for
from portal.members.models import Seat, User
from search.watches import actions
from search.watches.models import Watcher
from search.watches.words import Cadence

#: The delegation, what its people watch, in which languages, and how often.
WATCHES = (
    ("LA", "country=LA", ("lo", "en"), Cadence.DAILY),
    ("TH", "theme=online-scams", ("th", "en"), Cadence.AT_ONCE),
    ("VN", "q=recruitment", ("vi", "en"), Cadence.WEEKLY),
)


def make_watches() -> None:
    """Make the watches of the demo that were never made before."""
    for country, question, languages, cadence in WATCHES:
        user = _somebody(country)
        if user is not None and not DemoObject.objects.filter(kind="watch", key=country).exists():
            actions.watch(user=user, question=question, languages=languages, cadence=cadence)
            DemoObject.objects.create(kind="watch", key=country)


def remove_watches(marked: Mapping[str, Sequence[str]]) -> None:
    """Take out what the people of the demo watch."""
    Watcher.objects.filter(user__email__in=marked["user"]).delete()


def _somebody(country: str) -> User | None:
    """The first of a country's people."""
    people = people_for(*Seat.objects.filter(delegation__country=country).order_by("pk"))
    return people[0] if people else None
