"""What can be taken home as a table, told by its owner.

Each app whose things stand in lists registers an *exporter* under the name of its index source. Whoever shows a list
asks here for the rows of what stands in it; neither knows the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

from portal.viewer import Viewer


@dataclass(frozen=True, kw_only=True)
class Exporter:
    """How one owner's things are written as rows.

    ``rows`` answers, of the given keys, those this viewer may read now, in the order of the keys; the cells are safe
    to be opened by any program and stand in the order of ``columns``.
    """

    source: str
    columns: Sequence[str]
    rows: Callable[[Viewer, Sequence[str]], Iterable[Sequence[str]]]


_exporters: dict[str, Exporter] = {}


def register(exporter: Exporter) -> None:
    """Make an exporter known. Raises ImproperlyConfigured when its source has one already."""
    if _exporters.get(exporter.source, exporter) != exporter:
        raise ImproperlyConfigured(f"Two exporters write the rows of {exporter.source!r}.")
    _exporters[exporter.source] = exporter


def exporter_of(source: str) -> Exporter | None:
    """The exporter of a source, or None."""
    return _exporters.get(source)


def table(source: str, viewer: Viewer, batches: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    """The header and the rows of keys that come in batches; what this viewer may not read is left out."""
    exporter = _exporters[source]
    yield exporter.columns
    for keys in batches:
        yield from exporter.rows(viewer, keys)
