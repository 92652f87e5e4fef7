"""What can be found, told by its owner.

Each app that has something to find registers a *source* here at start; search reads the sources and listens for
changes. Neither knows the other: deleting the search app leaves every owner working.

A source builds an :class:`IndexRecord` from a fresh read of the database, never from an instance in hand, because an
instance may carry unpublished text (``Page.save_revision`` saves with the draft in memory).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ImproperlyConfigured

from portal.viewer import Viewer

#: The words a filter may be called in an address, in the order the results page shows them.
FACETS = ("country", "type", "theme", "provision", "audience", "victim_group", "body", "space", "state", "language")


@dataclass(frozen=True, kw_only=True)
class IndexRecord:
    """One findable text in one language.

    ``key`` is ``"<source>:<id>"``; ``family`` joins the translations of one text; ``partition`` names the set of
    readers, see :mod:`portal.partitions`; ``facets`` holds codes by facet name, never labels.
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
    is_part: bool = False
    """One of the many records of a volume. The title is that of the whole: it orders, but nobody finds a part by it."""


@dataclass(frozen=True, kw_only=True)
class Volume:
    """Records that have all in common but their keys and bodies, and are told together because there may be thousands.

    ``common`` is a record without a body under the key of the volume, ``"<source>:<family>:<id>"``. The key of a part
    is that key, a colon and a number. ``parts`` is how many parts there are.
    """

    common: IndexRecord
    parts: int

    @property
    def key(self) -> str:
        """The key of the volume."""
        return self.common.key


@dataclass(frozen=True, kw_only=True)
class FoundPage:
    """Where in a file of the text something was found; the address of the hit leads there.

    ``label`` names the place in the reader's language and may carry markup of its own. ``heading`` is what stands over
    the place, in the language of the hit. ``whole`` and ``whole_url`` are key and address of the text that carries the
    file, whose title the hit shows, in ``title_language``.
    """

    label: str
    heading: str
    whole: str
    whole_url: str
    title_language: str


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
    title_language: str = ""
    """The language of the title, where that is not the one of the hit."""
    page: FoundPage | None = None
    """The page of a file it was found in; None where the text itself was found."""


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
    records: Callable[[Sequence[str]], Mapping[str, IndexRecord]] | None = None
    volumes: Callable[[str], Sequence[Volume]] | None = None
    parts: Callable[[str], Sequence[str]] | None = None


#: Told the name of a source, a family, and the volume of it of which bodies were rewritten, if any.
VolumeListener = Callable[[str, str, str], None]
Labels = Callable[[str], Mapping[str, str]]

_sources: dict[str, Source] = {}
_labels: dict[str, Labels] = {}
_further_labels: dict[str, list[Labels]] = {}
_listeners: list[Callable[[str], None]] = []
_volume_listeners: list[VolumeListener] = []


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


def register_further_labels(facet: str, labels: Labels) -> None:
    """Tell how values of a facet read that stand behind those of its owner, such as further types."""
    if facet not in FACETS or labels in _further_labels.get(facet, ()):
        raise ImproperlyConfigured(f"{facet!r} is no facet, or its further labels are registered twice.")
    _further_labels.setdefault(facet, []).append(labels)


def facet_labels(facet: str, language: str) -> Mapping[str, str]:
    """Every known value of a facet with its label in a language; a code missing here is an unknown value."""
    labels = _labels.get(facet)
    known = labels(language) if labels else {}
    for further in _further_labels.get(facet, ()):
        known = {**known, **further(language)}
    return known


def listen(listener: Callable[[str], None]) -> None:
    """Call ``listener(key)`` inside the writer's transaction whenever a text may have changed."""
    if listener not in _listeners:
        _listeners.append(listener)


def changed(key: str) -> None:
    """Tell every listener that the text under this key was written, moved, hidden or deleted."""
    for listener in _listeners:
        listener(key)


def listen_to_volumes(listener: VolumeListener) -> None:
    """Call the listener inside the writer's transaction whenever the volumes of a family may have changed."""
    if listener not in _volume_listeners:
        _volume_listeners.append(listener)


def volumes_changed(source: str, family: str, *, rewritten: str = "") -> None:
    """Tell every listener that the volumes of a family were written, hidden, relabelled or deleted.

    ``rewritten`` is the key of the one volume whose bodies may read otherwise, where that is all that has changed.
    """
    for listener in _volume_listeners:
        listener(source, family, rewritten)


def record_for(key: str) -> IndexRecord | None:
    """The record of a key as the database stands now, or None when it must not be found."""
    source = _sources.get(key.partition(":")[0])
    return source.record(key) if source else None


def records_for(keys: Sequence[str]) -> dict[str, IndexRecord]:
    """The records of many keys as the database stands now; what must not be found is left out."""
    found: dict[str, IndexRecord] = {}
    for name, wanted in _by_source(keys).items():
        source = _sources.get(name)
        if source is not None and source.records is not None:
            found.update(source.records(wanted))
        else:
            found.update((key, record) for key in wanted if (record := record_for(key)) is not None)
    return found


def volumes_of(source: str, family: str) -> Sequence[Volume]:
    """The volumes of a family that should be in the index; none of a source that has none."""
    owner = _sources.get(source)
    return owner.volumes(family) if owner and owner.volumes else ()


def parts_of(volume: str) -> Sequence[str]:
    """The keys of the parts of a volume that should be in the index, in their order."""
    owner = _sources.get(volume.partition(":")[0])
    return owner.parts(volume) if owner and owner.parts else ()


def is_part(key: str) -> bool:
    """Whether a key is that of a part of a volume."""
    owner = _sources.get(key.partition(":")[0])
    return owner is not None and owner.volumes is not None


def all_keys() -> Iterator[str]:
    """Every key of every source, in no particular order."""
    for source in _sources.values():
        yield from source.keys()


def hits_for(viewer: Viewer, keys: Iterable[str]) -> dict[str, Hit]:
    """The hits among ``keys`` that this viewer may read now; what is missing must not be shown."""
    found: dict[str, Hit] = {}
    for name, wanted in _by_source(keys).items():
        if name in _sources:
            found.update(_sources[name].hits(viewer, wanted))
    return found


def _by_source(keys: Iterable[str]) -> dict[str, list[str]]:
    by_source: dict[str, list[str]] = {}
    for key in keys:
        by_source.setdefault(key.partition(":")[0], []).append(key)
    return by_source
