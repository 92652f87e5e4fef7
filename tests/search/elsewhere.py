"""An engine that keeps its index elsewhere: in memory, with versions as Elasticsearch has them, and with bad days."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from portal.indexing import IndexRecord, Volume
from search.documents import AnalysedRecord, common_fingerprint, fingerprint
from search.engines.base import Engine, EngineDownError, Found, FoundText, TierTold
from search.engines.outside import require_outside
from search.query import Plan


@dataclass
class Cluster:
    """What is held by partition and key: a version, and the record or nothing; and how it behaves."""

    held: dict[tuple[str, str], tuple[int, IndexRecord | None]] = field(default_factory=dict)
    refuses: dict[str, str] = field(default_factory=dict)
    is_down: bool = False
    is_current: bool = True
    built: int | None = None
    faults: list[str] = field(default_factory=list)
    limits: list[float] = field(default_factory=list)
    sent: list[list[str]] = field(default_factory=list)
    restated: list[str] = field(default_factory=list)
    asked: int = 0
    meanwhile: Callable[[], object] | None = None

    def live(self) -> dict[str, IndexRecord]:
        """What can be found, by key."""
        return {key: record for (_partition, key), (_version, record) in self.held.items() if record is not None}

    def put(self, partition: str, key: str, version: int, record: IndexRecord | None) -> None:
        """Keep what is newest."""
        if version >= self.held.get((partition, key), (0, None))[0]:
            self.held[(partition, key)] = (version, record)

    def answer(self) -> None:
        """Answer, or not."""
        require_outside()
        self.asked += 1
        if self.is_down:
            raise EngineDownError("No search server answers at the address in PORTAL_SEARCH_URL.")


@dataclass(frozen=True)
class ElsewhereEngine(Engine):
    """The engine on such a cluster."""

    cluster: Cluster
    version: int = 0

    name = "elasticsearch"
    is_transactional = False

    def at(self, version: int) -> Engine:
        return replace(self, version=version)

    def within(self, seconds: float) -> Engine:
        self.cluster.limits.append(seconds)
        return self

    def building(self) -> int | None:
        return self.cluster.built

    def condition(self) -> Sequence[str]:
        return self.cluster.faults

    def send(self, written: Sequence[tuple[IndexRecord, AnalysedRecord]], removed: Sequence[str]) -> Mapping[str, str]:
        self.cluster.answer()
        if meanwhile := self.cluster.meanwhile:
            self.cluster.meanwhile = None
            meanwhile()
        self.cluster.sent.append([*(record.key for record, _analysed in written), *removed])
        for record, _analysed in written:
            if record.key not in self.cluster.refuses:
                for partition in ("clear", "green"):
                    kept = record if partition == record.partition else None
                    self.cluster.put(partition, record.key, self.version, kept)
        for key in removed:
            for partition in ("clear", "green"):
                self.cluster.put(partition, key, self.version, None)
        return {key: reason for key, reason in self.cluster.refuses.items() if key in self.cluster.sent[-1]}

    def withdraw(self, partitions: Mapping[str, str]) -> None:
        self.cluster.answer()
        for key, stays in partitions.items():
            for partition in {"clear", "green"} - {stays}:
                self.cluster.put(partition, key, self.version, None)

    def is_current(self) -> bool:
        return self.cluster.is_current

    def write(self, record: IndexRecord, analysed: AnalysedRecord) -> None:
        self.send([(record, analysed)], ())

    def remove(self, key: str) -> None:
        self.send((), [key])

    def search(self, plan: Plan, partitions: frozenset[str]) -> Found:
        self.cluster.answer()
        found = [
            record
            for record in self.cluster.live().values()
            if record.partition in partitions and plan.text in record.title.casefold()
        ]
        hits = (FoundText(one.key, one.family, one.language, 1.0, one.body) for one in found)
        return Found(hits=tuple(hits), total=len(found))

    def codes(self, facet: str, partitions: frozenset[str]) -> frozenset[str]:
        self.cluster.answer()
        return frozenset()

    def versions(
        self, families: Sequence[str], language: str, partitions: frozenset[str]
    ) -> Mapping[str, tuple[str, str]]:
        self.cluster.answer()
        return {}

    def keys(self) -> Mapping[str, str]:
        self.cluster.answer()
        return {key: fingerprint(record) for key, record in self.cluster.live().items()}

    def restate(self, prefix: str, volumes: Sequence[Volume]) -> Mapping[str, int]:
        self.cluster.answer()
        self.cluster.restated.append(prefix)
        wanted = {volume.key: volume.common for volume in volumes}
        standing = dict.fromkeys(wanted, 0)
        for key, record in self.cluster.live().items():
            if key.startswith(prefix):
                common = wanted.get(key.rpartition(":")[0])
                if common is None or common.partition != record.partition:
                    self.cluster.put(record.partition, key, self.version, None)
                elif common_fingerprint(common) == common_fingerprint(record):
                    standing[common.key] += 1
        return standing

    def carrying(self, prefixes: Sequence[str]) -> Collection[str]:
        self.cluster.answer()
        return [prefix for prefix in prefixes if any(key.startswith(prefix) for key in self.cluster.live())]

    def fingerprints(self, keys: Sequence[str]) -> Mapping[str, str]:
        return {key: found for key, found in self.keys().items() if key in keys}

    def parts(self, volume: str) -> Sequence[str]:
        return [key for key in self.keys() if key.startswith(f"{volume}:")]

    def rebuild(self, keys: Iterable[str], read: Callable[[str], IndexRecord | None]) -> int:
        self.cluster.answer()
        self.cluster.is_current = True
        return 0

    def faults(self) -> list[str]:
        return []

    def explain(self, plan: Plan, partitions: frozenset[str]) -> tuple[TierTold, ...]:
        self.cluster.answer()
        return ()
