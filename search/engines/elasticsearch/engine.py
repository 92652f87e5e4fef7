"""The engine as the contract wants it; each promise is kept in a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from portal.indexing import IndexRecord, Volume
from search.documents import AnalysedRecord
from search.engines.base import Engine, Found, TierTold
from search.engines.elasticsearch import (
    carried,
    connecting,
    faults,
    held,
    indices,
    rebuilding,
    searching,
    telling,
    tidying,
    versions,
    writing,
)
from search.engines.elasticsearch import condition as conditions
from search.engines.elasticsearch import volumes as held_volumes
from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.wording import told_in_words
from search.partitions import PARTITIONS
from search.query import Plan

#: Seconds in which a question is answered or given up, whatever it asks the cluster.
QUESTION_SECONDS = 2.0


class ElasticsearchEngine(Engine):
    """Keeps the index in a cluster. Whatever fails there is raised as EngineDownError, in words."""

    name = "elasticsearch"
    is_transactional = False

    def __init__(
        self,
        cluster: Cluster | None = None,
        version: Callable[[], int] | None = None,
        seconds: float = QUESTION_SECONDS,
    ) -> None:
        self._given, self._version, self._seconds = cluster, version or _drawn, seconds

    @property
    def cluster(self) -> Cluster:
        """The cluster, that of the site unless another was given."""
        return self._given or connecting.cluster()

    def at(self, version: int) -> ElasticsearchEngine:
        """This engine, writing and removing under this version."""
        return ElasticsearchEngine(self._given, lambda: version, self._seconds)

    def within(self, seconds: float) -> ElasticsearchEngine:
        """This engine, giving up everything after so many seconds from now on."""
        return ElasticsearchEngine(self.cluster.within(seconds), self._version, seconds)

    def send(self, written: Sequence[tuple[IndexRecord, AnalysedRecord]], removed: Sequence[str]) -> Mapping[str, str]:
        """Put records in and take keys out; answers why, by key, of those that are refused for good."""
        with told_in_words():
            return writing.send(self.cluster, self._version(), written, removed)

    def withdraw(self, partitions: Mapping[str, str]) -> None:
        """Take keys out of every partition but the one named beside each. Raises NotWrittenError when some stay."""
        with told_in_words():
            refused = writing.withdraw(self.cluster, self._version(), partitions)
        if refused:
            raise writing.NotWrittenError(refused)

    def is_current(self) -> bool:
        """Whether there is an index that this code can search."""
        with told_in_words():
            return not rebuilding.is_due(self.cluster)

    def building(self) -> int | None:
        """How many writes the index has seen that a rebuild is filling; None where none is being filled."""
        with told_in_words():
            return indices.filled(self.cluster)

    def condition(self) -> Sequence[str]:
        """What is wrong with the cluster, in sentences that name the setting. Raises nothing."""
        return conditions.condition(self.cluster).faults

    def tidy(self) -> None:
        """Delete indices that were put aside a day ago, and have words of deleted texts taken out of the statistics."""
        with told_in_words():
            tidying.tidy(self.cluster)

    def settle(self) -> None:
        """Let what was written until now be found from now on."""
        with told_in_words():
            indices.settle(self.cluster)

    def write(self, record: IndexRecord, analysed: AnalysedRecord) -> None:
        """Put a record in. Raises NotWrittenError when it is refused for good."""
        self.write_all([(record, analysed)])

    def write_all(self, written: Sequence[tuple[IndexRecord, AnalysedRecord]]) -> None:
        """Put several records in. Raises NotWrittenError when some are refused for good; the others are in then."""
        if refused := self.send(written, ()):
            raise writing.NotWrittenError(refused)

    def remove(self, key: str) -> None:
        """Take a key out."""
        if refused := self.send((), (key,)):
            raise writing.NotWrittenError(refused)

    def search(self, plan: Plan, partitions: frozenset[str]) -> Found:
        """Answer a plan from these partitions alone."""
        with told_in_words():
            asked = self._asked()
            return searching.search(plan, _standing(partitions, asked), asked)

    def codes(self, facet: str, partitions: frozenset[str]) -> frozenset[str]:
        """The codes of a facet that stand in these partitions."""
        with told_in_words():
            asked = self._asked()
            return carried.codes_in(facet, _standing(partitions, asked), asked)

    def versions(
        self, families: Sequence[str], language: str, partitions: frozenset[str]
    ) -> Mapping[str, tuple[str, str]]:
        """Key and text of these families' versions in a language."""
        with told_in_words():
            asked = self._asked()
            return versions.texts_in(language, families, _standing(partitions, asked), asked)

    def explain(self, plan: Plan, partitions: frozenset[str]) -> tuple[TierTold, ...]:
        """What each tier asks, and what it finds by itself."""
        with told_in_words():
            asked = self._asked()
            return tuple(telling.told(plan, _standing(partitions, asked), asked))

    def keys(self) -> Mapping[str, str]:
        """Every key with its fingerprint, what was written a moment ago included."""
        with told_in_words():
            indices.settle(self.cluster)
            return held.keys(self.cluster)

    def fingerprints(self, keys: Sequence[str]) -> Mapping[str, str]:
        """The fingerprints of those of these keys that are there."""
        with told_in_words():
            return held.fingerprints(self.cluster, keys)

    def parts(self, volume: str) -> Sequence[str]:
        """The keys held of a volume, what was written a moment ago included."""
        with told_in_words():
            indices.settle(self.cluster)
            return held.parts(self.cluster, volume)

    def restate(self, prefix: str, volumes: Sequence[Volume]) -> Mapping[str, int]:
        """Take out parts that must not be found any more; answers how many of each volume stand as they should."""
        with told_in_words():
            return held_volumes.restate(self.cluster, self._version(), prefix, volumes)

    def carrying(self, prefixes: Sequence[str]) -> Collection[str]:
        """The prefixes below which the index holds parts."""
        with told_in_words():
            return held_volumes.carrying(self.cluster, prefixes)

    def rebuild(self, keys: Iterable[str], read: Callable[[str], IndexRecord | None]) -> int:
        """Build the index anew beside the live one, look at it, then swap."""
        with told_in_words():
            return rebuilding.rebuild(self.cluster, self._version, keys, read)

    def faults(self) -> list[str]:
        """Where the index disagrees with itself, or with this code."""
        with told_in_words():
            return faults.faults(self.cluster)

    def _asked(self) -> Cluster:
        cluster = self.cluster
        return cluster if cluster.until is not None else cluster.within(self._seconds)


def _standing(partitions: frozenset[str], cluster: Cluster) -> list[str]:
    """Those of these partitions that are worth asking: of a closed space in which nothing stands there is no index."""
    always = partitions.intersection(PARTITIONS)
    if partitions == always:
        return sorted(always)
    return sorted(always | partitions.intersection(indices.grown_partitions(cluster)))


def _drawn() -> int:
    from search.outbox.versions import draw

    return draw()
