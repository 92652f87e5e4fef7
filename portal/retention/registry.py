"""The register of what is kept for a time. It imports no models, so that any ``apps.py`` may name it at its top.

Each kind says which setting holds its period, what becomes of a thing afterwards, and which models it looks after. A
model that nobody looks after has a reason in ``portal.retention.staying``; a test walks all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class Action(Enum):
    """What becomes of a thing whose time is over; what is to be reviewed is counted and shown, and stays."""

    DELETE = "delete"
    ANONYMISE = "anonymise"
    REVIEW = "review"


def _none(_before: datetime) -> int:
    return 0


@dataclass(frozen=True)
class Kind:
    """One row of the table; see :func:`register`."""

    name: str
    what: str
    period_setting: str
    action: Action
    count: Callable[[datetime], int]
    purge: Callable[[datetime, int], int]
    held: Callable[[datetime], int]
    models: tuple[str, ...]
    is_last: bool

    @property
    def days(self) -> int:
        """How many days are kept."""
        return int(settings.RETENTION[self.period_setting])

    def before(self, now: datetime) -> datetime:
        """What was over before this moment goes."""
        return now - timedelta(days=self.days)


_kinds: dict[str, Kind] = {}


def register(
    *,
    kind: str,
    period_setting: str,
    action: Action | str,
    count: Callable[[datetime], int],
    purge: Callable[[datetime, int], int],
    held: Callable[[datetime], int] = _none,
    models: Iterable[str] = (),
    what: str = "",
    is_last: bool = False,
) -> None:
    """Join the table, from ``AppConfig.ready()``.

    Args:
        kind: its name, for the log and the command; it must stay the same between releases.
        period_setting: the ``PORTAL_KEEP_…`` setting with the number of days.
        action: what becomes of it.
        count: how many are due that were over before a moment, without those that are held.
        purge: does it to at most so many, in the caller's transaction; answers how many, and 0 when none is left.
        held: how many are due and passed over, because somebody holds them.
        models: the labels (``notices.Mail``) of the models whose rows it looks after.
        what: since when the days count, for people.
        is_last: whether its turn comes after all others, because they leave it something to do.
    """
    made = Kind(kind, what, period_setting, Action(action), count, purge, held, tuple(models), is_last)
    if period_setting not in settings.RETENTION:
        raise ImproperlyConfigured(f"There is no setting {period_setting} in portal/settings/keeping.py.")
    known = _kinds.get(kind)
    if known is not None and (known.period_setting, known.models) != (made.period_setting, made.models):
        raise ImproperlyConfigured(f"Two kinds of what is kept are called {kind}.")
    _kinds[kind] = made


def kinds() -> list[Kind]:
    """Every kind, in the order in which they have their turn."""
    return sorted(_kinds.values(), key=lambda kind: (kind.is_last, kind.name))


def kind_named(name: str) -> Kind | None:
    """One of them; None where there is none of this name."""
    return _kinds.get(name)
