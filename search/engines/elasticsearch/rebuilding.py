"""Building the index anew beside the live one.

From the moment the new indices are there, whoever writes a text writes it to both; versions keep what is newer. What is
built is looked at before anybody searches it. Then one atomic change of aliases puts it in place, for all partitions at
once, and what was live until then is kept aside for a day. Whatever goes wrong before leaves everything as it was. A
rebuild that was killed leaves indices that nobody searches; the next one takes them away. Of two at once the later goes
on, and the earlier finds its indices gone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, NotFoundError

from portal.indexing import IndexRecord
from search.documents import analyse_record
from search.engines.base import QuestionRefusedError
from search.engines.elasticsearch.checking import Kind, NotSwappedError, kind_of, look_at
from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.indices import Standing, drop, grow, grown_partitions, make, settle, standing
from search.engines.elasticsearch.mapping import SERVING
from search.engines.elasticsearch.naming import ASIDE, NEXT, IndexName, stamp
from search.engines.elasticsearch.wording import NoIndexError, told_in_words
from search.engines.elasticsearch.writing import Action, put, sent
from search.partitions import PARTITIONS

logger = logging.getLogger("search.elasticsearch")

#: So many records are read under one version and sent together.
BATCH = 50
#: How long to wait for copies on other machines before the swap. They may come later.
COPIES_WITHIN = "40s"
#: Of more than this share, and this number, of refused texts the new index is not taken.
MOST_REFUSED, FEW_REFUSED = 0.01, 10

_OVERTAKEN = "Another rebuild has begun after this one."

Read = Callable[[str], IndexRecord | None]
Version = Callable[[], int]


def is_due(cluster: Cluster) -> bool:
    """Whether there is no index that this code could search, or only one that another has taken the place of."""
    live = {one.name.partition for one in standing(cluster) if one.is_live and one.is_current and not one.aside_since}
    return not live.issuperset(PARTITIONS)


def rebuild(cluster: Cluster, version: Version, keys: Iterable[str], read: Read) -> int:
    """Fill new indices with these keys, look at them, put them in place. Answers how many texts there are.

    Raises NotSwappedError, with everything as it was, when what was built must not be searched.
    """
    drop(cluster, [str(one.name) for one in standing(cluster) if one.is_next or one.is_stray])
    built: list[str] = []
    try:
        with told_in_words():
            _build(cluster, version, keys, read, built)
    except BaseException as failure:
        _give_up(cluster, built)
        if isinstance(failure, NoIndexError):
            raise NotSwappedError([_OVERTAKEN]) from failure
        if isinstance(failure, QuestionRefusedError):
            raise NotSwappedError([str(failure)]) from failure
        raise
    searched = [cluster.alias(partition) for partition in (*PARTITIONS, *grown_partitions(cluster))]
    return int(cluster.writer.count(index=searched)["count"])


def _build(cluster: Cluster, version: Version, keys: Iterable[str], read: Read, built: list[str]) -> None:
    """Do all of it; the names of what is built are told as soon as it is there."""
    for partition in PARTITIONS:
        built.append(make(cluster, partition, alias=_next(cluster).alias(partition)))
    filled = _fill(cluster, version, keys, read)
    look_at(cluster, version, filled, read)
    # Partitions of closed spaces came with their first text, also with one that was written meanwhile.
    built += [name for name in map(str, _grown_beside(cluster, built)) if name not in built]
    _make_ready(cluster, built)
    _swap(cluster, built)


def _grown_beside(cluster: Cluster, built: list[str]) -> list[IndexName]:
    """The indices that are being filled and were made beside the first of these, those of closed spaces among them."""
    filled = (one.name for one in standing(cluster) if one.is_next)
    return [name for name in filled if str(replace(name, partition=PARTITIONS[0])) in built]


def _next(cluster: Cluster) -> Cluster:
    return Cluster(cluster.client, cluster.prefix, built=True)


def _fill(cluster: Cluster, version: Version, keys: Iterable[str], read: Read) -> dict[str, Kind]:
    """Write every record there is to the new indices; answers what was written, by key."""
    filled: dict[str, Kind] = {}
    refused: dict[str, str] = {}
    remaining, grown = iter(keys), set(PARTITIONS)
    while batch := list(islice(remaining, BATCH)):
        refused |= sent(cluster, _batch(_next(cluster), version(), batch, read, filled, grown))
    for key, reason in refused.items():
        logger.error("The new index refuses %s: %s", key, reason)
        filled.pop(key, None)
    if len(refused) > max(FEW_REFUSED, MOST_REFUSED * len(filled)):
        key, reason = next(iter(refused.items()))
        raise NotSwappedError([f"{len(refused)} texts are refused, for example {key}: {reason}"])
    return filled


def _batch(
    new: Cluster, version: int, keys: Iterable[str], read: Read, filled: dict[str, Kind], grown: set[str]
) -> Iterator[Action]:
    # The version was drawn before any of these is read: whoever changes one from now on has a higher.
    for key in keys:
        record = read(key)
        if record is not None:
            filled[key] = kind_of(record)
            if record.partition not in grown:
                grow(new, [record.partition])
                grown.add(record.partition)
            yield put(new.alias(record.partition), version, record, analyse_record(record))


def _make_ready(cluster: Cluster, built: list[str]) -> None:
    """Let the new indices serve: copies on other machines, and found within a second from now on."""
    cluster.writer.indices.put_settings(index=built, settings={"index": SERVING})
    settle(cluster)
    # Too late is no failure: 408.
    cluster.writer.options(ignore_status=[408]).cluster.health(
        index=built, wait_for_status="green", timeout=COPIES_WITHIN, wait_for_no_initializing_shards=True
    )


def _swap(cluster: Cluster, built: list[str]) -> None:
    there = standing(cluster)
    aside = ASIDE + stamp()
    actions = [action for one in there if str(one.name) not in built for action in _leaving(one, aside)]
    for one in there:
        if str(one.name) in built:
            actions += [_alias("remove", one, one.live_alias + NEXT), _alias("add", one, one.live_alias)]
    if sum("add" in action and action["add"]["index"] in built for action in actions) != len(built):
        raise NotSwappedError([_OVERTAKEN])
    names = frozenset(built)
    # From here on they may be live whatever is heard of it, so nothing of this rebuild takes them away any more.
    built.clear()
    try:
        cluster.writer.indices.update_aliases(actions=actions)
    except (ApiError, TransportError) as failure:
        # A node that dies with the answer has done it all the same, and refuses it when it is asked once more.
        if names <= {str(one.name) for one in standing(cluster) if one.is_live and not one.is_next}:
            return
        if isinstance(failure, NotFoundError):
            raise NotSwappedError([_OVERTAKEN]) from failure
        raise


def _leaving(one: Standing, aside: str) -> Iterator[Mapping[str, Any]]:
    """What is changed about an index that is no longer searched. One of another version is, by code of that version."""
    if one.is_live and one.is_current:
        yield _alias("remove", one, one.live_alias)
    if one.is_live and not one.aside_since:
        yield _alias("add", one, one.live_alias + aside)


def _alias(what: str, one: Standing, alias: str) -> Mapping[str, Any]:
    told: dict[str, Any] = {"index": str(one.name), "alias": alias}
    return {what: {**told, "must_exist": True} if what == "remove" else told}


def _give_up(cluster: Cluster, built: list[str]) -> None:
    """Take away what was built; where even that fails, the next rebuild does it."""
    try:
        drop(cluster, built)
    except Exception:
        logger.warning("What was built is left for the next rebuild to take away", exc_info=True)


__all__ = ["NotSwappedError", "is_due", "rebuild"]
