"""The brief engine as the contract wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from portal.indexing import IndexRecord, Volume
from search.documents import AnalysedRecord
from search.engines.base import Engine, Found, TierTold
from search.engines.brief import searching, writing
from search.engines.brief.narrowing import readable
from search.engines.brief.words import brief
from search.models import IndexedText
from search.query import Plan


class BriefEngine(Engine):
    """Titles, summaries and reference numbers, written in the caller's transaction."""

    name = "brief"
    is_transactional = True
    is_brief = True

    def analysed(self, record: IndexRecord) -> AnalysedRecord:
        """The readings of a title and a summary: nobody waits for those of a long text."""
        return brief(record)

    def write(self, record: IndexRecord, analysed: AnalysedRecord) -> None:
        """Keep a text."""
        writing.write(record, analysed)

    def remove(self, key: str) -> None:
        """Forget a text."""
        writing.remove(key)

    def search(self, plan: Plan, partitions: frozenset[str]) -> Found:
        """Answer a plan from these partitions alone."""
        return searching.search(plan, sorted(partitions))

    def codes(self, facet: str, partitions: frozenset[str]) -> frozenset[str]:
        """The codes of a facet that stand in these partitions."""
        begin = f"{facet}="
        lines = readable(partitions).filter(codes__contains=begin).values_list("codes", flat=True).order_by()
        found = {line for codes in lines.distinct() for line in codes.split("\n")}
        return frozenset(line.removeprefix(begin) for line in found if line.startswith(begin))

    def versions(
        self, families: Sequence[str], language: str, partitions: frozenset[str]
    ) -> Mapping[str, tuple[str, str]]:
        """Key and text of these families' versions in a language."""
        found = readable(partitions).filter(family__in=families, language=language)
        return {family: (key, text) for family, key, text in found.values_list("family", "key", "shown__text")}

    def keys(self) -> Mapping[str, str]:
        """Every key with its fingerprint."""
        return dict(IndexedText.objects.values_list("key", "fingerprint"))

    def restate(self, prefix: str, volumes: Sequence[Volume]) -> Mapping[str, int]:
        """Nothing is kept of files, and nothing of them is missing."""
        return {volume.key: volume.parts for volume in volumes}

    def fingerprints(self, keys: Sequence[str]) -> Mapping[str, str]:
        """The fingerprints of those of these keys that are there."""
        return dict(IndexedText.objects.filter(key__in=keys).values_list("key", "fingerprint"))

    def parts(self, volume: str) -> Sequence[str]:
        """None."""
        return ()

    def rebuild(self, keys: Iterable[str], read: Callable[[str], IndexRecord | None]) -> int:
        """Write every text anew."""
        return writing.rebuild(keys, read)

    def faults(self) -> list[str]:
        """A sentence where texts have no words."""
        number = IndexedText.objects.filter(brief__isnull=True).count()
        return [f"{number} texts have no brief words."] if number else []

    def explain(self, plan: Plan, partitions: frozenset[str]) -> tuple[TierTold, ...]:
        """It has no tiers."""
        return ()
