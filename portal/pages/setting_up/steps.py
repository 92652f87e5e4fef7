"""The steps of setting up, in order; other apps add theirs."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from portal.progress import Told, silent

Step = Callable[[], None]
_steps: dict[str, tuple[int, Step]] = {}


def register(name: str, order: int, step: Step) -> None:
    """Add a step. Raises ImproperlyConfigured when the name is taken."""
    if name in _steps:
        raise ImproperlyConfigured(f"The set-up step {name!r} is registered twice.")
    _steps[name] = (order, step)


def run_all(tell: Callable[[str], None], told: Told = silent) -> None:
    """Run every step in order, each in a transaction of its own; ``tell`` hears the name of each before it begins."""
    for number, (name, (_order, step)) in enumerate(sorted(_steps.items(), key=lambda item: item[1][0]), 1):
        tell(name)
        with transaction.atomic():
            step()
        told(number, len(_steps))
