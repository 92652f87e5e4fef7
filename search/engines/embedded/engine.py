"""The embedded engine as the contract wants it; each promise is kept in a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from portal.indexing import IndexRecord
from search.documents import AnalysedRecord
from search.engines.base import Engine, Found
from search.engines.embedded import faults, match, rebuilding, searching, writing
from search.models import IndexedText
from search.query import Plan, Tier


class EmbeddedEngine(Engine):
    """Keeps the index in the site's own SQLite database; what it writes stands or falls with the caller's work."""

    name = "embedded"

    def write(self, record: IndexRecord, analysed: AnalysedRecord) -> None:
        """Put a record in, in the caller's transaction."""
        writing.write(record, analysed)

    def remove(self, key: str) -> None:
        """Take a key out, in the caller's transaction."""
        writing.remove(key)

    def search(self, plan: Plan, partitions: frozenset[str]) -> Found:
        """Answer a plan from these partitions alone."""
        return searching.search(plan, sorted(partitions))

    def keys(self) -> Mapping[str, str]:
        """Every key with its fingerprint."""
        return dict(IndexedText.objects.values_list("key", "fingerprint"))

    def rebuild(self, keys: Iterable[str], read: Callable[[str], IndexRecord | None]) -> int:
        """Build the index anew beside the live one, then swap."""
        return rebuilding.rebuild(keys, read)

    def faults(self) -> list[str]:
        """Where rows and words disagree."""
        return faults.faults()

    def explain(self, plan: Plan, partitions: frozenset[str]) -> list[str]:
        """The expression of each tier, and what must not match."""
        told = [f"partitions: {', '.join(sorted(partitions)) or 'none'}"]
        if plan.wanted:
            told += [f"{tier}: {match.wanted(plan.wanted, tier, plan.expansions)}" for tier in Tier]
        if plan.unwanted:
            told.append(f"not: {match.unwanted(plan.unwanted)}")
        return told
