"""What the index holds, looked through from end to end in pieces, at one moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError

from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.indices import grown_partitions, live_partitions
from search.engines.elasticsearch.wording import NO_INDEX, NoIndexError
from search.partitions import PARTITIONS

#: So many are fetched together, and the moment is kept so long between two fetches.
AT_ONCE, KEPT = 2_000, "2m"

Row = Mapping[str, Any]


def rows(
    cluster: Cluster, partition: str, fields: Sequence[str], query: Mapping[str, Any] | None = None
) -> Iterator[Row]:
    """The keys of a partition's documents with these fields of theirs, as they could be found when it was asked."""
    client = cluster.writer
    moment = client.open_point_in_time(index=cluster.alias(partition), keep_alive=KEPT)["id"]
    after: list[Any] | None = None
    try:
        while True:
            answer = client.search(
                pit={"id": moment, "keep_alive": KEPT},
                query=dict(query or {"match_all": {}}),
                sort="_shard_doc",
                search_after=after,
                size=AT_ONCE,
                source=False,
                docvalue_fields=[{"field": field} for field in fields],
                track_total_hits=False,
            )
            moment, hits = answer["pit_id"], answer["hits"]["hits"]
            for hit in hits:
                told = hit.get("fields", {})
                yield {"key": hit["_id"], **{field: told.get(field, [""])[0] for field in fields}}
            if len(hits) < AT_ONCE:
                return
            after = hits[-1]["sort"]
    finally:
        # Whatever was read stands: a moment that cannot be ended now ends by itself.
        with suppress(ApiError, TransportError):
            client.close_point_in_time(id=moment)


def keys(cluster: Cluster) -> dict[str, str]:
    """Every key with its fingerprint; none of a partition that has no index of this version."""
    return {
        row["key"]: row["fingerprint"]
        for partition in (*live_partitions(cluster), *grown_partitions(cluster))
        for row in rows(cluster, partition, ["fingerprint"])
    }


def fingerprints(cluster: Cluster, keys: Sequence[str]) -> dict[str, str]:
    """The fingerprints of those of these keys that are there, as they were written, found already or not."""
    found: dict[str, str] = {}
    partitions = [*PARTITIONS, *grown_partitions(cluster)]
    for begin in range(0, len(keys), AT_ONCE):
        some = keys[begin : begin + AT_ONCE]
        wanted = [
            {"_index": cluster.alias(partition), "_id": key, "_source": ["fingerprint"]}
            for partition in partitions
            for key in some
        ]
        for told in cluster.writer.mget(docs=wanted)["docs"]:
            if "index_not_found" in str(told.get("error", "")):
                raise NoIndexError(NO_INDEX)
            if told.get("found"):
                found[told["_id"]] = told["_source"]["fingerprint"]
    return found


def parts(cluster: Cluster, volume: str) -> list[str]:
    """The keys held of a volume."""
    query = {"term": {"volume": volume}}
    return [row["key"] for partition in PARTITIONS for row in rows(cluster, partition, [], query)]
