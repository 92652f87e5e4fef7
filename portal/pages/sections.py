"""Sections of pages, told by whoever has something to show.

The home page, a country page, a theme page and a provision page are made of sections. An app registers what it can
show there; a section whose context is None does not appear. Counts work alike: each app counts its own things, as far
as the viewer may read them, and the counts are added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

from portal.viewer import Viewer

PLACES = ("home", "country", "theme", "provision", "concept")
DIMENSIONS = ("country", "theme", "provision", "language")

Context = Callable[[HttpRequest, Any], Mapping[str, Any] | None]
Count = Callable[[str, Viewer], Mapping[str, int]]


@dataclass(frozen=True, kw_only=True)
class Section:
    """What an app shows on a page: a template, its context, and where it stands among the others."""

    name: str
    place: str
    order: int
    template: str
    context: Context


@dataclass(frozen=True)
class ShownSection:
    """A section that has something to show to this viewer."""

    name: str
    template: str
    context: Mapping[str, Any]


_sections: dict[tuple[str, str], Section] = {}
_counts: dict[str, Count] = {}


def register(section: Section) -> None:
    """Make a section known. Raises ImproperlyConfigured for an unknown place or a name taken there."""
    key = (section.place, section.name)
    if section.place not in PLACES or key in _sections:
        raise ImproperlyConfigured(f"The section {key} has no place, or is registered twice.")
    _sections[key] = section


def sections_for(place: str, request: HttpRequest, subject: Any) -> list[ShownSection]:
    """The sections of a page about ``subject``, in order, without those that have nothing to show."""
    here = sorted((section for section in _sections.values() if section.place == place), key=lambda item: item.order)
    shown = []
    for section in here:
        context = section.context(request, subject)
        if context is not None:
            shown.append(ShownSection(section.name, section.template, context))
    return shown


def register_counts(name: str, count: Count) -> None:
    """Register an app's counts: ``count(dimension, viewer)`` answers numbers of families by code."""
    if name in _counts:
        raise ImproperlyConfigured(f"The counts of {name!r} are registered twice.")
    _counts[name] = count


def counts(dimension: str, viewer: Viewer) -> Mapping[str, int]:
    """How many things there are by code of a dimension, counting only what the viewer may read."""
    total: Counter[str] = Counter()
    for count in _counts.values():
        total.update(count(dimension, viewer))
    return total
