"""The contract of every engine. One suite of tests runs against each (``tests/search/engines``)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from portal.indexing import IndexRecord, Volume
from search.documents import AnalysedRecord
from search.query import Plan, Tier


@dataclass(frozen=True)
class FoundText:
    """One text found: the version of its family that answers best, the text to take a passage from, and by which tier.

    Texts of stricter tiers stand before those of looser ones. ``page`` is the key of the best page of a file of the
    same family that answers as strictly in the same language; empty where there is none, or the text is a page itself.
    """

    key: str
    family: str
    language: str
    score: float
    text: str
    tier: Tier = Tier.PHRASES
    page: str = ""


@dataclass(frozen=True)
class Found:
    """What an engine answers. ``total`` and ``facets`` count families, of all tiers that were needed.

    ``tier`` is the strictest that found anything; ``page`` is the page really shown. Of very many, not all is told:
    ``is_floor`` says that there are more than ``total``, ``sample`` that facets count so many of the newest families
    only (0 for all), ``is_ranked`` that the best of all come first where that was asked for, and not the best or the
    newest of those few; ``reach`` is how many families the pages hold.
    """

    hits: tuple[FoundText, ...] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    tier: Tier = Tier.PHRASES
    page: int = 1
    reach: int = 0
    is_floor: bool = False
    sample: int = 0
    is_ranked: bool = True


@dataclass(frozen=True)
class TierTold:
    """What one tier asks, in the engine's own language, and how many families hold ``needed`` of it by themselves."""

    tier: Tier
    asked: tuple[str, ...]
    needed: int
    families: int
    took_ms: float


class Engine(ABC):
    """Keeps the index and answers plans from it. It narrows; the database decides what is shown."""

    name: ClassVar[str]

    @abstractmethod
    def write(self, record: IndexRecord, analysed: AnalysedRecord) -> None:
        """Put a record in, in place of what the index holds under its key, in whatever partition that was."""

    def write_all(self, written: Sequence[tuple[IndexRecord, AnalysedRecord]]) -> None:
        """Put several records in, as :meth:`write` does one; together they may take less time."""
        for record, analysed in written:
            self.write(record, analysed)

    @abstractmethod
    def remove(self, key: str) -> None:
        """Take a key out, with its words and its share in every statistic. An unknown key is no error."""

    @abstractmethod
    def search(self, plan: Plan, partitions: frozenset[str]) -> Found:
        """Answer a plan from these partitions alone; nothing at all for no partition."""

    @abstractmethod
    def codes(self, facet: str, partitions: frozenset[str]) -> frozenset[str]:
        """The codes of a facet that stand in texts of these partitions at this moment; none for no partition."""

    @abstractmethod
    def versions(
        self, families: Sequence[str], language: str, partitions: frozenset[str]
    ) -> Mapping[str, tuple[str, str]]:
        """Key and text (as :attr:`FoundText.text`) of these families' versions in a language, by family.

        From these partitions alone, whatever they hold; a page of a file is no version.
        """

    @abstractmethod
    def keys(self) -> Mapping[str, str]:
        """Every key in the index with the fingerprint of the record it was written from."""

    @abstractmethod
    def restate(self, prefix: str, volumes: Sequence[Volume]) -> Mapping[str, int]:
        """Bring the parts whose keys begin so in line with the volumes there should be, in bulk and without analysis.

        Parts of no such volume, or of one that other readers read now, are out when this returns, with their words and
        their share in every statistic. Answers by volume how many parts stand in the language they should have.
        """

    @abstractmethod
    def fingerprints(self, keys: Sequence[str]) -> Mapping[str, str]:
        """The fingerprints of those of these keys that are in the index."""

    @abstractmethod
    def parts(self, volume: str) -> Sequence[str]:
        """The keys of a volume's parts that are in the index, in any order."""

    @abstractmethod
    def rebuild(self, keys: Iterable[str], read: Callable[[str], IndexRecord | None]) -> int:
        """Build the index anew beside the live one, then swap; answers how many texts are in it.

        ``read`` answers the record of a key as the database stands. Searches go on meanwhile, and what is written or
        removed meanwhile is so in both.
        """

    @abstractmethod
    def faults(self) -> list[str]:
        """A sentence for each way in which the index disagrees with itself."""

    @abstractmethod
    def explain(self, plan: Plan, partitions: frozenset[str]) -> tuple[TierTold, ...]:
        """What the engine asks tier by tier, and what each tier by itself finds, for whoever wonders about a result."""
