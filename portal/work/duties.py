"""The register of periodic duties. It imports no models, so that any ``apps.py`` may name it at its top."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class RegisteredDuty:
    """A duty as its owner registered it."""

    name: str
    every: timedelta
    function: Callable[[], object]


_registered: dict[str, RegisteredDuty] = {}


def register_duty(name: str, every: timedelta, function: Callable[[], object]) -> None:
    """Have ``function`` called once in every span of ``every``, the first time at once; from ``AppConfig.ready()``.

    The name is the key in the database and must stay the same between releases. The function must bear being run
    again: a worker may die after the work and before it has said so.
    """
    duty = RegisteredDuty(name, every, function)
    if _registered.get(name, duty) != duty:
        raise ImproperlyConfigured(f"Two duties are called {name}.")
    if every < timedelta(seconds=1):
        raise ImproperlyConfigured(f"The duty {name} would run without a pause.")
    _registered[name] = duty


def registered_duties() -> dict[str, RegisteredDuty]:
    """All registered duties by name, in the order of their names."""
    return dict(sorted(_registered.items()))
