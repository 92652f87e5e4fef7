"""What can be found, told by its owner.

Each app that has something to find registers a *source* here at start; search reads the sources and listens for
changes. Neither knows the other: deleting the search app leaves every owner working.

A source builds an :class:`IndexRecord` from a fresh read of the database, never from an instance in hand, because an
instance may carry unpublished text (``Page.save_revision`` saves with the draft in memory).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ImproperlyConfigured

from portal.viewer import Viewer

#: The words a filter may be called in an address, in the order the results page shows them.
FACETS = ("country", "type", "theme", "provision", "audience", "victim_group", "body", "language")


@dataclass(frozen=True, kw_only=True)
class IndexRecord:
    """One findable text in one language.

    ``key`` is ``"<source>:<id>"``; ``family`` joins the translations of one text; ``partition`` names the set of
    readers (``"clear"`` or ``"green"``); ``facets`` holds codes by facet name, never labels.
    """

    key: str
    family: str
    partition: str
    language: str
    type: str
    title: str
    summary: str
    body: str
    reference: str = ""
    issued: date | None = None
    posted: date | None = None
    updated: datetime | None = None
    expires: datetime | None = None
    """From this moment on nobody finds it, also before it has been taken out."""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Hit:
    """What a result shows of one record, read from the database after the rule was asked."""

    key: str
    url: str
    title: str
    type: str
    type_label: str
    spine: str
    """The class of the style sheet that colours its spine."""
    reference: str
    language: str
    marking: str
    summary: str
    issued: date | None
    issued_text: str
    """The date as far as it is known: 2025, 2025-03 or 2025-03-14."""
    places: tuple[str, ...]
    languages: tuple[tuple[str, str], ...]
    """Other versions of the family this viewer may read: (language code, address)."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """How one owner's things are found.

    ``record`` answers ``None`` for what must not be in the index (a draft, something expired, something unmarked).
    ``keys`` lists every key that should be in the index. ``hits`` re-authorises: of the given keys it answers only
    what the viewer may read now, with one database query for the rule, in any order.
    """

    name: str
    record: Callable[[str], IndexRecord | None]
    keys: Callable[[], Iterable[str]]
    hits: Callable[[Viewer, Iterable[str]], Mapping[str, Hit]]


Labels = Callable[[str], Mapping[str, str]]

_sources: dict[str, Source] = {}
_labels: dict[str, Labels] = {}
_listeners: list[Callable[[str], None]] = []


def register(source: Source) -> None:
    """Make a source known. Raises ImproperlyConfigured when the name is taken."""
    if source.name in _sources:
        raise ImproperlyConfigured(f"The index source {source.name!r} is registered twice.")
    _sources[source.name] = source


def register_labels(facet: str, labels: Labels) -> None:
    """Tell how the values of a facet read: ``labels(language)`` answers code to label, in the order to show."""
    if facet not in FACETS or facet in _labels:
        raise ImproperlyConfigured(f"{facet!r} is no facet, or its labels are registered twice.")
    _labels[facet] = labels


def facet_labels(facet: str, language: str) -> Mapping[str, str]:
    """Every known value of a facet with its label in a language; a code missing here is an unknown value."""
    labels = _labels.get(facet)
    return labels(language) if labels else {}


def listen(listener: Callable[[str], None]) -> None:
    """Call ``listener(key)`` inside the writer's transaction whenever a text may have changed."""
    if listener not in _listeners:
        _listeners.append(listener)


def changed(key: str) -> None:
    """Tell every listener that the text under this key was written, moved, hidden or deleted."""
    for listener in _listeners:
        listener(key)


def record_for(key: str) -> IndexRecord | None:
    """The record of a key as the database stands now, or None when it must not be found."""
    source = _sources.get(key.partition(":")[0])
    return source.record(key) if source else None


def all_keys() -> Iterator[str]:
    """Every key of every source, in no particular order."""
    for source in _sources.values():
        yield from source.keys()


def hits_for(viewer: Viewer, keys: Iterable[str]) -> dict[str, Hit]:
    """The hits among ``keys`` that this viewer may read now; what is missing must not be shown."""
    by_source: dict[str, list[str]] = {}
    for key in keys:
        by_source.setdefault(key.partition(":")[0], []).append(key)
    found: dict[str, Hit] = {}
    for name, wanted in by_source.items():
        if name in _sources:
            found.update(_sources[name].hits(viewer, wanted))
    return found
