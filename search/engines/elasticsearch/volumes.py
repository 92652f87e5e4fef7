"""Volumes in the index: what must go goes in bulk, and what is told anew is analysed and sent again by the worker.

A document cannot be changed in part, since its words are kept nowhere but in the index itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from portal.indexing import Volume
from search.documents import COMMON_LENGTH, common_fingerprint
from search.engines.elasticsearch import held
from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.indices import settle
from search.engines.elasticsearch.writing import NotWrittenError, send
from search.partitions import PARTITIONS


def restate(cluster: Cluster, version: int, prefix: str, volumes: Sequence[Volume]) -> dict[str, int]:
    """Take out the parts below a prefix that are of no volume any more, or of one that others read now.

    Answers by volume how many parts stand as they should, but perhaps for their bodies.
    """
    settle(cluster)
    wanted = {volume.key: (volume.common, common_fingerprint(volume.common)) for volume in volumes}
    standing = dict.fromkeys(wanted, 0)
    gone = []
    for partition in PARTITIONS:
        for row in held.rows(cluster, partition, ["volume", "language", "fingerprint"], _below(prefix)):
            common, told = wanted.get(row["volume"], (None, ""))
            if common is None or common.partition != partition:
                gone.append(row["key"])
            elif common.language == row["language"] and row["fingerprint"][:COMMON_LENGTH] == told:
                standing[row["volume"]] += 1
    if refused := send(cluster, version, (), gone):
        raise NotWrittenError(refused)
    if gone:
        settle(cluster)
    return standing


def carrying(cluster: Cluster, prefixes: Sequence[str]) -> list[str]:
    """The prefixes below which any partition holds parts: one question, however many they are."""
    settle(cluster)
    each = {"filters": {"filters": {prefix: _below(prefix) for prefix in prefixes}}}
    told = cluster.writer.search(index=[cluster.alias(one) for one in PARTITIONS], size=0, aggs={"below": each})
    return [prefix for prefix, found in told["aggregations"]["below"]["buckets"].items() if found["doc_count"]]


def _below(prefix: str) -> dict[str, object]:
    """What asks for the parts whose keys begin so; a text of its own is no part."""
    return {"bool": {"filter": [{"prefix": {"key": prefix}}, {"range": {"part": {"gte": 1}}}]}}
