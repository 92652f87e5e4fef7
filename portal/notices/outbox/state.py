"""How the mail stands, in numbers, for figures and for the system page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone

from portal.metrics import Figure
from portal.notices.models import Mail


@dataclass(frozen=True)
class State:
    """``waiting`` mails, ``tried`` of them in vain so far, the oldest for so many seconds; ``given_up`` ones."""

    waiting: int
    tried: int
    oldest_seconds: float
    given_up: int


def state() -> State:
    """How it stands now."""
    waiting = Q(given_up__isnull=True)
    told = Mail.objects.order_by().aggregate(
        waiting=Count("pk", filter=waiting),
        tried=Count("pk", filter=waiting & Q(attempts__gt=0)),
        oldest=Min("created", filter=waiting),
        given_up=Count("pk", filter=~waiting),
    )
    oldest = told.pop("oldest")
    seconds = max(0.0, (timezone.now() - oldest).total_seconds()) if oldest else 0.0
    return State(oldest_seconds=seconds, **told)


def figures() -> Iterator[Figure]:
    """The same for whoever watches the portal."""
    now = state()
    yield Figure("mail_waiting", now.waiting, "Mails that wait to be sent.")
    yield Figure("mail_oldest_seconds", now.oldest_seconds, "How long the oldest of them has been waiting.")
    yield Figure("mail_given_up", now.given_up, "Mails that were given up and stand in the list for administrators.")


def of_person(user: Any) -> list[Any]:
    """The mails that wait for somebody, for what is handed out to them of what is kept."""
    return list(Mail.objects.filter(user=user).order_by("pk").values("kind", "created"))
