"""The indices there are, and making and dropping them. What is what is told by their aliases, in the cluster itself.

So every worker and every web server sees the same at the same moment, and no row in a database can disagree with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from elasticsearch import ApiError

from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.mapping import FILLING, LASTING, SERVING, VERSION, mappings
from search.engines.elasticsearch.naming import NEXT, IndexName, live_alias, put_aside, read_name, stamp
from search.partitions import PARTITIONS


@dataclass(frozen=True)
class Standing:
    """One index of ours, and the aliases it has at this moment."""

    name: IndexName
    aliases: frozenset[str]

    @property
    def live_alias(self) -> str:
        """The alias under which indices of its kind are searched."""
        return live_alias(self.name.prefix, self.name.partition, self.name.version)

    @property
    def is_current(self) -> bool:
        """Whether its mapping and analysis are those of this code."""
        return self.name.version == VERSION

    @property
    def is_live(self) -> bool:
        """Whether it is searched."""
        return self.live_alias in self.aliases

    @property
    def is_next(self) -> bool:
        """Whether a rebuild is filling it, or has been broken off while it did."""
        return self.live_alias + NEXT in self.aliases

    @property
    def aside_since(self) -> datetime | None:
        """Since when another has been in its place; None where none has."""
        return max(filter(None, map(put_aside, self.aliases)), default=None)

    @property
    def is_stray(self) -> bool:
        """Whether it is nothing at all: made by whoever was late to remove something from an index that is gone."""
        return not (self.is_live or self.is_next or self.aside_since)


def standing(cluster: Cluster) -> list[Standing]:
    """Every index of this prefix, whatever its version, in the order of their names."""
    told = cluster.writer.indices.get_alias(index=f"{cluster.prefix}-*", expand_wildcards="open")
    found = []
    for name, about in sorted(told.body.items()):
        read = read_name(cluster.prefix, name)
        if read is not None:
            found.append(Standing(read, frozenset(about["aliases"])))
    return found


def create(cluster: Cluster) -> None:
    """Make an empty index for each partition that has none of this version, and let it be searched at once.

    For trials and for a portal with nothing in it; whoever has texts already builds the index anew instead.
    """
    there = live_partitions(cluster)
    for partition in PARTITIONS:
        if partition not in there:
            make(cluster, partition, alias=cluster.alias(partition), settings={**LASTING, **SERVING})


def make(cluster: Cluster, partition: str, *, alias: str, settings: dict[str, Any] | None = None) -> str:
    """Make an index for a partition, with this alias from its first moment on; answers its name."""
    name = str(IndexName(cluster.prefix, partition, VERSION, stamp()))
    cluster.writer.indices.create(
        index=name, settings=settings or {**LASTING, **FILLING}, mappings=mappings(), aliases={alias: {}}
    )
    return name


def drop(cluster: Cluster, names: Iterable[str] | None = None) -> None:
    """Delete these indices, or all of this prefix; one that is not there is no error."""
    gone = [str(one.name) for one in standing(cluster)] if names is None else list(names)
    if gone:
        cluster.writer.indices.delete(index=gone, ignore_unavailable=True)


def live_partitions(cluster: Cluster) -> list[str]:
    """The partitions there always are that can be searched by code of this version."""
    there = {one.name.partition for one in standing(cluster) if one.is_live and one.is_current}
    return [partition for partition in PARTITIONS if partition in there]


def grown_partitions(cluster: Cluster) -> list[str]:
    """The partitions of closed spaces that have an index as this cluster is asked: live, or being built."""
    there = [one for one in standing(cluster) if one.name.version == cluster.version]
    found = {one.name.partition for one in there if (one.is_next if cluster.built else one.is_live)}
    return sorted(found.difference(PARTITIONS))


def grow(cluster: Cluster, partitions: Iterable[str], known: list[Standing] | None = None) -> list[Standing]:
    """Every index of this prefix, after one was made for each of these partitions that had none.

    Partitions of closed spaces come so, with the first text in them, beside the live indices and beside those that a
    rebuild is filling. Two that make one at once make the same: its name follows from that of the one it stands beside.
    ``known`` are those that there were a moment ago.
    """
    there = standing(cluster) if known is None else known
    wanted = sorted(set(partitions).difference(PARTITIONS))
    # What is being filled first: a rebuild that ends between the two finds both, or the new one alone.
    suffixes = (NEXT,) if cluster.built else (NEXT, "")
    made = [
        _make_beside(cluster, one, partition, suffix)
        for suffix in suffixes
        for one in there
        for partition in wanted
        if _is_beside(one, suffix)
        and not any(live_alias(cluster.prefix, partition, VERSION) + suffix in other.aliases for other in there)
    ]
    return standing(cluster) if made else there


def _is_beside(one: Standing, suffix: str) -> bool:
    is_wanted = one.is_next if suffix else one.is_live and not one.is_next
    return one.is_current and one.name.partition == PARTITIONS[0] and is_wanted


def _make_beside(cluster: Cluster, one: Standing, partition: str, suffix: str) -> str:
    name = str(replace(one.name, partition=partition))
    alias = live_alias(cluster.prefix, partition, VERSION) + suffix
    try:
        cluster.writer.indices.create(
            index=name, settings={**LASTING, **SERVING}, mappings=mappings(), aliases={alias: {}}
        )
    except ApiError as failure:
        if "resource_already_exists" not in str(failure):
            raise
    return name


def filled(cluster: Cluster) -> int | None:
    """How many writes the indices have seen that a rebuild is filling, or has left; None where there are none."""
    names = [str(one.name) for one in standing(cluster) if one.is_next and one.is_current]
    if not names:
        return None
    told = cluster.writer.indices.stats(index=names, metric="indexing", filter_path="_all.total.indexing.index_total")
    return int(told.body.get("_all", {}).get("total", {}).get("indexing", {}).get("index_total", 0))


def settle(cluster: Cluster) -> None:
    """Let searches find what was written until now, in what is live and in what is being built."""
    written = [str(one.name) for one in standing(cluster) if one.is_live or one.is_next]
    if written:
        cluster.writer.indices.refresh(index=written, ignore_unavailable=True)
