"""The contract of every engine. One suite of tests runs against each (``tests/search/engines``)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from portal.indexing import IndexRecord, Volume
from search.documents import AnalysedRecord, analyse_record
from search.query import Plan, Tier


@dataclass(frozen=True)
class FoundText:
    """One text found: the version of its family that answers best, the text to take a passage from, and by which tier.

    Texts of stricter tiers stand before those of looser ones. ``page`` is the key of the best page of a file of the
    same family that answers as strictly in the same language; empty where there is none, or the text is a page itself.
    ``carrier`` is the language and the tier of another version that answers more strictly than this one, which is the
    reader's: for it the family has its place.
    """

    key: str
    family: str
    language: str
    score: float
    text: str
    tier: Tier = Tier.PHRASES
    page: str = ""
    carrier: tuple[str, Tier] | None = None


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


class EngineDownError(Exception):
    """The engine does not answer in time, or takes nothing just now. The same may be asked or sent again later.

    The message is one sentence for whoever runs the portal; it names the setting, where one may be to blame.
    ``needs_index`` says that there is no index to write to: somebody has to build one. ``is_late`` says that it took
    too long this time, which tells less of the engine than an answer, or none, would.
    """

    needs_index: ClassVar[bool] = False
    is_late: ClassVar[bool] = False


class QuestionRefusedError(Exception):
    """The engine answers, but not this question; asking it again would not help."""


class Engine(ABC):
    """Keeps the index and answers plans from it. It narrows; the database decides what is shown."""

    name: ClassVar[str]
    is_transactional: ClassVar[bool]
    """Whether what is written stands or falls with the caller's transaction. If not, nothing calls it inside one."""
    is_brief: ClassVar[bool] = False
    """Whether it knows titles, summaries and reference numbers only, for as long as another does not answer."""

    def analysed(self, record: IndexRecord) -> AnalysedRecord:
        """The readings of a record, as far as this engine keeps them."""
        return analyse_record(record)

    def at(self, version: int) -> Engine:
        """This engine, writing and removing under this version: what it holds under a higher one it keeps.

        The version is drawn before the state is read that is written. An engine inside the transaction needs none.
        """
        return self

    def within(self, seconds: float) -> Engine:
        """This engine, giving up with EngineDownError what takes longer. One in the same process never waits."""
        return self

    def send(self, written: Sequence[tuple[IndexRecord, AnalysedRecord]], removed: Sequence[str]) -> Mapping[str, str]:
        """Put records in and take keys out, all together; answers why, by key, of those refused for good.

        Raises EngineDownError when all of it has to be sent again later.
        """
        self.write_all(written)
        for key in removed:
            self.remove(key)
        return {}

    def withdraw(self, partitions: Mapping[str, str]) -> None:
        """Take each of these keys out of every partition but the one named beside it; out of all where that is empty.

        For what must not be found any longer, before anything else is written of it. Raises EngineDownError.
        """
        for key, partition in partitions.items():
            if not partition:
                self.remove(key)

    def is_current(self) -> bool:
        """Whether there is an index, and one made as this code makes it. One that is not is built anew by a worker."""
        return True

    def building(self) -> int | None:
        """How far a rebuild has come that somebody is at, or has broken off; None where there is none.

        The number says nothing but that it is another once more has been written. Raises EngineDownError.
        """
        return None

    def condition(self) -> Sequence[str]:
        """A sentence for each thing that is wrong with the engine and what it runs on, within a second or so."""
        return ()

    def tidy(self) -> None:  # noqa: B027  most engines keep nothing
        """Take away what was kept for a while after a rebuild; once a day."""

    def settle(self) -> None:  # noqa: B027  in the transaction there is nothing to wait for
        """Let what was written until now be found, and what was removed not, from now on. Raises EngineDownError."""

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
        their share in every statistic. Answers by volume how many parts stand as they should but for their bodies: in
        the language they should have, and telling what their volume has in common now. An engine that cannot tell a
        part anew without its words counts it out; the caller writes what does not stand.
        """

    def carrying(self, prefixes: Sequence[str]) -> Collection[str]:
        """Those of these prefixes below which the index holds parts, and perhaps others: whoever cannot tell at little
        cost answers all of them."""
        return prefixes

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
        removed meanwhile is so in both. The keys are asked for only then: let them be listed when the first is taken.
        """

    @abstractmethod
    def faults(self) -> list[str]:
        """A sentence for each way in which the index disagrees with itself."""

    @abstractmethod
    def explain(self, plan: Plan, partitions: frozenset[str]) -> tuple[TierTold, ...]:
        """What the engine asks tier by tier, and what each tier by itself finds, for whoever wonders about a result."""
