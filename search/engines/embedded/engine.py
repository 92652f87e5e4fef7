"""The embedded engine as the contract wants it; each promise is kept in a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from portal.indexing import IndexRecord, Volume
from search.documents import AnalysedRecord
from search.engines.base import Engine, Found, TierTold
from search.engines.embedded import carried, faults, rebuilding, searching, telling, writing
from search.engines.embedded import volumes as held_volumes
from search.engines.embedded.tables import standing_of
from search.engines.embedded.versions import texts_in
from search.models import IndexedText
from search.query import Plan


class EmbeddedEngine(Engine):
    """Keeps the index in the site's own SQLite database; what it writes stands or falls with the caller's work."""

    name = "embedded"
    is_transactional = True

    def write(self, record: IndexRecord, analysed: AnalysedRecord) -> None:
        """Put a record in, in the caller's transaction."""
        writing.write(record, analysed)

    def write_all(self, written: Sequence[tuple[IndexRecord, AnalysedRecord]]) -> None:
        """Put several records in, in the caller's transaction."""
        writing.write_all(written)

    def remove(self, key: str) -> None:
        """Take a key out, in the caller's transaction."""
        writing.remove(key)

    def search(self, plan: Plan, partitions: frozenset[str]) -> Found:
        """Answer a plan from these partitions alone."""
        return searching.search(plan, standing_of(partitions))

    def codes(self, facet: str, partitions: frozenset[str]) -> frozenset[str]:
        """The codes of a facet that stand in these partitions."""
        return carried.codes_in(facet, standing_of(partitions))

    def versions(
        self, families: Sequence[str], language: str, partitions: frozenset[str]
    ) -> Mapping[str, tuple[str, str]]:
        """Key and text of these families' versions in a language."""
        return texts_in(language, families, standing_of(partitions))

    def keys(self) -> Mapping[str, str]:
        """Every key with its fingerprint."""
        return dict(IndexedText.objects.values_list("key", "fingerprint"))

    def restate(self, prefix: str, volumes: Sequence[Volume]) -> Mapping[str, int]:
        """Bring parts in line with their volumes, in the caller's transaction."""
        return held_volumes.restate(prefix, volumes)

    def fingerprints(self, keys: Sequence[str]) -> Mapping[str, str]:
        """The fingerprints of those of these keys that are there."""
        return held_volumes.fingerprints_of(keys)

    def parts(self, volume: str) -> Sequence[str]:
        """The keys held of a volume."""
        return held_volumes.keys_below(volume)

    def rebuild(self, keys: Iterable[str], read: Callable[[str], IndexRecord | None]) -> int:
        """Build the index anew beside the live one, then swap."""
        return rebuilding.rebuild(keys, read)

    def faults(self) -> list[str]:
        """Where rows and words disagree."""
        return faults.faults()

    def explain(self, plan: Plan, partitions: frozenset[str]) -> tuple[TierTold, ...]:
        """What each tier asks, and what it finds by itself."""
        return tuple(telling.told(plan, standing_of(partitions)))
