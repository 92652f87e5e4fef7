"""Indices of very many made documents in one Elasticsearch node, kept from one run to the next.

Written as the product writes: the same actions, in the same bulks, into indices that are not refreshed meanwhile. Two
processes make documents and send them. How far an index has come stands in a file beside the node's folder; one that
was made for another mapping, or otherwise, is dropped and made anew.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from portal.launcher.servers.elasticsearch import SearchCluster
from search.engines.elasticsearch import connecting, indices
from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.mapping import SERVING, VERSION
from search.engines.elasticsearch.writing import put, sent
from search.partitions import PARTITIONS
from tests.benchmarks import scale_texts
from tests.benchmarks.scale_texts import document, source

HEAP = "2g"
#: Documents of one piece of work, and the processes that make and send them.
PIECE, STREAMS = 2_000, 2
#: Everything is written under the first version there is: a piece that is written again replaces itself.
_FIRST = 1
#: What a build leaves to be merged is merged before anybody asks; seconds for that.
_MERGING = 240.0


@dataclass(frozen=True)
class Kept:
    """What was written down of an index: documents, the seconds their writing took, and the pace of its tenths."""

    documents: int
    seconds: float
    first_pace: float
    last_pace: float


@dataclass(frozen=True)
class Weight:
    """What an index weighs, and what the node has in memory, in bytes; and the milliseconds it stood still."""

    size: int
    heap: int
    paused: int
    pieces: int


@contextmanager
def node(folder: Path) -> Iterator[SearchCluster]:
    """A node with its data in this folder, as the search server of the site."""
    with SearchCluster(1, heap=HEAP, folder=folder / "node") as server:
        before = settings.SEARCH_CLUSTER, settings.SEARCH_ENGINE
        settings.SEARCH_CLUSTER, settings.SEARCH_ENGINE = {**before[0], "urls": server.urls}, "elasticsearch"
        try:
            yield server
        finally:
            settings.SEARCH_CLUSTER, settings.SEARCH_ENGINE = before


def searched(documents: int) -> Cluster:
    """Make the index of so many documents the one of the site; answers the way to it."""
    settings.SEARCH_CLUSTER = {**settings.SEARCH_CLUSTER, "prefix": f"made{documents}"}
    return connecting.cluster()


def built(folder: Path, sizes: Sequence[int], until: float) -> dict[int, Kept]:
    """Build one size after the other while there is time; answers those that are complete."""
    complete: dict[int, Kept] = {}
    for documents in sizes:
        kept = build(folder, documents, until)
        if kept is None:
            break
        complete[documents] = kept
    return complete


def build(folder: Path, documents: int, until: float, tell: Callable[[str], object] = print) -> Kept | None:
    """Make the index of the node hold so many documents, going on from what it holds; None when time was over first.

    ``until`` is a time of the monotonic clock.
    """
    cluster, record = searched(documents), folder / f"{documents}.json"
    batches = _batches(record)
    done = sum(number for number, _seconds in batches)
    if not batches or _held(cluster) < done:
        indices.drop(cluster)
        for partition in PARTITIONS:
            indices.make(cluster, partition, alias=cluster.alias(partition))
        batches, done = [], 0
    if done < documents:
        # Read once, before the processes part.
        source()
        done = _write(record, batches, range(done + 1, documents + 1), until, tell)
        if done == documents:
            _make_ready(cluster)
    return _kept(batches) if done == documents else None


def weight(cluster: Cluster) -> Weight:
    """What the index of this cluster weighs now."""
    told = cluster.client.indices.stats(index=_names(cluster), metric="store,segments")["_all"]["primaries"]
    (about,) = cluster.client.nodes.stats(metric="jvm")["nodes"].values()
    collectors = about["jvm"]["gc"]["collectors"].values()
    return Weight(
        size=int(told["store"]["size_in_bytes"]),
        heap=int(about["jvm"]["mem"]["pools"]["old"]["peak_used_in_bytes"]),
        paused=sum(int(each["collection_time_in_millis"]) for each in collectors),
        pieces=int(told["segments"]["count"]),
    )


def forget_answers(cluster: Cluster) -> None:
    """Let the node forget whole answers that it has kept: nobody asks the same twice in a minute."""
    cluster.client.indices.clear_cache(index=_names(cluster), request=True, query=False, fielddata=False)


def _names(cluster: Cluster) -> list[str]:
    return [cluster.alias(partition) for partition in PARTITIONS]


def _stamp() -> str:
    """What an index depends on: how documents are made, and how the product writes them."""
    return hashlib.sha256(repr((scale_texts.VERSION, VERSION)).encode()).hexdigest()


def _batches(record: Path) -> list[tuple[int, float]]:
    """What was written so far, batch by batch; nothing where it was made otherwise."""
    try:
        told = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [(int(number), float(seconds)) for number, seconds in told["batches"]] if told["stamp"] == _stamp() else []


def _held(cluster: Cluster) -> int:
    """How many documents the live indices hold; -1 where a partition has none of this version."""
    if indices.live_partitions(cluster) != [*PARTITIONS]:
        return -1
    indices.settle(cluster)
    return int(cluster.client.count(index=_names(cluster))["count"])


def _write(
    record: Path, batches: list[tuple[int, float]], numbers: range, until: float, tell: Callable[[str], object]
) -> int:
    """Write these documents and note each piece; answers the number of the last that is written with all before it."""
    pieces = [numbers[start : start + PIECE] for start in range(0, len(numbers), PIECE)]
    last, began = numbers.start - 1, time.perf_counter()
    with multiprocessing.get_context("fork").Pool(STREAMS) as pool:
        for piece in pool.imap(_write_piece, pieces):
            now = time.perf_counter()
            batches.append((len(piece), now - began))
            last, began = piece[-1], now
            record.write_text(json.dumps({"stamp": _stamp(), "batches": batches}), encoding="utf-8")
            if last % (25 * PIECE) == 0:
                tell(f"  {last:,} of {numbers[-1]:,} documents")
            if time.monotonic() > until:
                # What was begun is written again by the next run.
                break
    return last


def _write_piece(numbers: range) -> range:
    cluster = connecting.cluster()
    made = (document(number) for number in numbers)
    refused = sent(
        cluster, (put(cluster.alias(each.record.partition), _FIRST, each.record, each.analysed()) for each in made)
    )
    if refused:
        raise RuntimeError(f"Not written: {refused}")
    return numbers


def _make_ready(cluster: Cluster) -> None:
    """As a rebuild ends; and what is being merged is merged."""
    cluster.client.indices.put_settings(index=_names(cluster), settings={"index": SERVING})
    indices.settle(cluster)
    until = time.monotonic() + _MERGING
    while time.monotonic() < until and _merging(cluster):
        time.sleep(1)


def _merging(cluster: Cluster) -> int:
    told: dict[str, Any] = cluster.client.indices.stats(index=_names(cluster), metric="merge")["_all"]["primaries"]
    return int(told["merges"]["current"])


def _kept(batches: list[tuple[int, float]]) -> Kept:
    tenth = max(1, len(batches) // 10)
    done, seconds = (sum(column) for column in zip(*batches, strict=True))
    return Kept(int(done), seconds, _pace(batches[:tenth]), _pace(batches[-tenth:]))


def _pace(batches: list[tuple[int, float]]) -> float:
    return sum(number for number, _seconds in batches) / max(1e-9, sum(seconds for _number, seconds in batches))
