"""Looking at a new index before anybody searches it.

Its texts are counted by type and language and compared with what was read from the database; where they differ, and for
some texts chosen by lot, each is compared with the database by its fingerprint. What changed on the way is written once
more, some times if need be because people go on writing, and only what differs then is wrong. Last come the questions
that everybody relies on.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from portal.indexing import IndexRecord
from search.documents import analyse_record, fingerprint
from search.engines.base import EngineDownError
from search.engines.elasticsearch import held
from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.indices import grow, grown_partitions, settle
from search.engines.elasticsearch.writing import Action, put, sent, taking_out
from search.partitions import PARTITIONS

#: So many texts are compared whatever the counts say.
BY_LOT = 200
#: More than these are not written once more: something else is wrong. The others are so often at most.
MOST_AGAIN, TIMES = 5_000, 4
#: So many are compared at once: index and database are read in one moment, or nearly.
COMPARED = 50
#: There are fewer types than this, and fewer languages.
MOST_KINDS = 1_000

#: What is counted: partition, type and language of a text.
Kind = tuple[str, str, str]
Read = Callable[[str], IndexRecord | None]


class NotSwappedError(EngineDownError):
    """What was built must not be searched; everything is as it was. ``reasons`` are sentences."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(["The new search index was not put in place.", *reasons]))
        self.reasons = tuple(reasons)


def kind_of(record: IndexRecord) -> Kind:
    """What a record is counted as."""
    return record.partition, record.type, record.language


def look_at(cluster: Cluster, version: Callable[[], int], filled: Mapping[str, Kind], read: Read) -> None:
    """Compare the index being built with the database, where ``filled`` was read. Raises NotSwappedError."""
    built = Cluster(cluster.client, cluster.prefix, built=True)
    settle(cluster)
    chosen = secrets.SystemRandom().sample(sorted(filled), min(BY_LOT, len(filled)))
    doubtful = [*dict.fromkeys([*_differing(built, filled), *chosen])]
    wrong = _wrong(built, doubtful, read)
    for _again in range(TIMES):
        if not wrong or len(wrong) > MOST_AGAIN:
            break
        _write_again(built, version(), wrong, read)
        settle(cluster)
        wrong = _wrong(built, wrong, read)
    if wrong:
        raise NotSwappedError([*_counts(built, filled), f"{len(wrong)} texts differ, for example {wrong[0]}."])
    # It reads models and the whole read side, which the engine itself is loaded before.
    from search.engines.elasticsearch import controls

    if lost := controls.lost(cluster, built, read):
        raise NotSwappedError(lost)


def _differing(built: Cluster, filled: Mapping[str, Kind]) -> list[str]:
    """The keys that are in the index and were not read, or the other way round, or as another kind."""
    if _counted(built) == Counter(filled.values()):
        return []
    there = {row["key"]: kind for kind, row in _kinds(built)}
    return [key for key in there.keys() | filled.keys() if there.get(key) != filled.get(key)]


def _counted(built: Cluster) -> Counter[Kind]:
    """How many texts of each kind there are, as the index itself counts them."""
    found: Counter[Kind] = Counter()
    by_language = {"languages": {"terms": {"field": "language", "size": MOST_KINDS}}}
    by_type = {"types": {"terms": {"field": "type", "size": MOST_KINDS}, "aggs": by_language}}
    for partition in (*PARTITIONS, *grown_partitions(built)):
        answer = built.writer.search(index=built.alias(partition), size=0, aggs=by_type, request_cache=False)
        for kind in answer["aggregations"]["types"]["buckets"]:
            for language in kind["languages"]["buckets"]:
                found[partition, kind["key"], language["key"]] = language["doc_count"]
    return found


def _kinds(built: Cluster) -> Iterable[tuple[Kind, held.Row]]:
    for partition in (*PARTITIONS, *grown_partitions(built)):
        for row in held.rows(built, partition, ["type", "language"]):
            yield (partition, row["type"], row["language"]), row


def _wrong(built: Cluster, keys: Sequence[str], read: Read) -> list[str]:
    """Those of these keys that the index does not hold as the database stands."""
    wrong: list[str] = []
    for begin in range(0, len(keys), COMPARED):
        some = keys[begin : begin + COMPARED]
        there = held.fingerprints(built, some)
        wrong += [key for key in some if _fingerprint(read(key)) != there.get(key)]
    return wrong


def _fingerprint(record: IndexRecord | None) -> str | None:
    return fingerprint(record) if record else None


def _write_again(built: Cluster, version: int, keys: Sequence[str], read: Read) -> None:
    records = {key: read(key) for key in keys}
    there = grow(built, {record.partition for record in records.values() if record is not None})
    names = {one.name.partition: str(one.name) for one in there if one.is_next and one.is_current}
    sent(built, (action for key, record in records.items() for action in _again(built, names, version, key, record)))


def _again(
    built: Cluster, names: Mapping[str, str], version: int, key: str, record: IndexRecord | None
) -> Iterable[Action]:
    for partition, name in names.items():
        if record is None or record.partition != partition:
            yield taking_out(name, version, key)
    if record is not None:
        yield put(built.alias(record.partition), version, record, analyse_record(record))


def _counts(built: Cluster, filled: Mapping[str, Kind]) -> list[str]:
    """A sentence for each kind of which the index has not as many texts as were read."""
    there, should = _counted(built), Counter(filled.values())
    return [
        f"Of {kind} in {language} ({partition}) the database has {should[partition, kind, language]},"
        f" the new index {there[partition, kind, language]}."
        for partition, kind, language in sorted(there.keys() | should.keys())
        if there[partition, kind, language] != should[partition, kind, language]
    ]
