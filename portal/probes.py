"""Parts that ``/readyz`` asks, told by their owners at start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

#: What ``/readyz`` tells of by itself.
TAKEN = frozenset({"ready", "database", "migrations", "worker"})


@dataclass(frozen=True)
class Probe:
    """A part that somebody asked to have looked at."""

    works: Callable[[], bool | str]
    required: bool


_probes: dict[str, Probe] = {}


def register_probe(name: str, works: Callable[[], bool | str], *, required: bool = True) -> None:
    """Have ``/readyz`` ask ``works``, which answers within a second; raising counts as no.

    Words are a no that says why. Anybody may read them: what to look at, as the name of a setting, and nothing else.
    Without the ``required`` parts the process is not ready; the others are told only.
    """
    probe = Probe(works, required)
    if name in TAKEN or _probes.get(name, probe) != probe:
        raise ImproperlyConfigured(f"Two probes are called {name}.")
    _probes[name] = probe


def registered_probes() -> dict[str, Probe]:
    """Every probe by name."""
    return dict(_probes)
