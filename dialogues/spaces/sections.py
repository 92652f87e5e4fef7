"""What stands on the page of a space, told by whoever has something to show there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

from dialogues.spaces.models import Space


@dataclass(frozen=True)
class Shown:
    """A part of the page of a space: a template, and what it is given beside what the page has."""

    template: str
    context: Mapping[str, Any]


#: Answers what is shown to whoever asks, or None for nothing. It is asked after the space has opened to them.
Provide = Callable[[HttpRequest, Space], Shown | None]
_sections: dict[str, tuple[int, Provide]] = {}


def register_section(name: str, order: int, provide: Provide) -> None:
    """Join the page, from ``AppConfig.ready()``. Raises ImproperlyConfigured where the name is taken."""
    if _sections.get(name, (order, provide)) != (order, provide):
        raise ImproperlyConfigured(f"Two sections of the page of a space are called {name}.")
    _sections[name] = (order, provide)


def sections_of(request: HttpRequest, space: Space) -> list[Shown]:
    """The sections of a space's page in their order, without those that have nothing to show."""
    shown = (provide(request, space) for _order, provide in sorted(_sections.values(), key=lambda one: one[0]))
    return [section for section in shown if section is not None]
