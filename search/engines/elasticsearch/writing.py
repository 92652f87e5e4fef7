"""Sending documents and removals, in bulk, each under a version.

What is written goes to the index that is searched and to the one a rebuild is filling, if there is one; what is removed
goes from every index of ours, also from one that was put aside. Whoever writes a text into one partition takes it out
of the others in the same breath. Which indices there are is asked after the state was read that is sent: a rebuild that
has begun since reads a state that is at least as new.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from elasticsearch.helpers import streaming_bulk

from portal.indexing import IndexRecord
from search.documents import AnalysedRecord
from search.engines.base import EngineDownError
from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.documents import document
from search.engines.elasticsearch.indices import Standing, grow, standing
from search.engines.elasticsearch.naming import NEXT
from search.engines.elasticsearch.wording import NO_INDEX, NoIndexError, is_read_only, refusal

logger = logging.getLogger("search.elasticsearch")

#: So much is sent in one request: documents and removals, and bytes.
MOST_TOGETHER, MOST_BYTES = 500, 10 * 1024 * 1024
#: What a busy cluster puts off is sent again so often, after so many seconds, then twice as many, up to the most.
TRIES_AGAIN, FIRST_PAUSE, LONGEST_PAUSE = 4, 0.5, 8.0
#: What the cluster may take a moment later.
LATER = (429, 502, 503, 504)
# What the cluster may fail at because of one document, and not of itself: its own troubles have names.
_OF_ONE = (429, *range(500, 600))
_OF_ALL = re.compile(
    "unavailable_shards|no_shard_available|rejected_execution|master_not_discovered|not_master|block_exception"
    "|node_(closed|not_connected|disconnected)|shard_not_|(already|index|engine)_closed|timeout|No space left"
)
# From here on a server quotes what it was sent.
_QUOTED = re.compile(r"\.? ?(Preview of field's value|The prefix of the first immense term).*")
_TOO_LARGE = "The text is too large for what stands before the search server (413)."
# What an answer says of each action, as far as it is read.
_TOLD = ["errors", *(f"items.*.{name}" for name in ("_index", "_id", "status", "error"))]

_NEWER = (
    "Another release of the portal has begun a search index of its own: what is written waits for a worker of that"
    " release. Stop the workers of the older one; if there is no newer one, run manage.py rebuild_index."
)

#: One line of a bulk request that says what is done, and the document where there is one.
Action = tuple[dict[str, Any], dict[str, Any] | None]


class NotWrittenError(Exception):
    """Some of what was written is refused for good. ``reasons`` says why, by key."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{key}: {reason}" for key, reason in reasons.items()))
        self.reasons = reasons


def send(
    cluster: Cluster, version: int, written: Sequence[tuple[IndexRecord, AnalysedRecord]], removed: Sequence[str]
) -> dict[str, str]:
    """Write records and remove keys under a version; answers why, by key, of those that are refused for good.

    Where something newer is there, that stays, and all is well. Raises EngineDownError when it has to be sent again
    later: nothing, some or all of it may have been done by then, and doing it again does no harm.
    """
    if not written and not removed:
        return {}
    there = grow(cluster, {record.partition for record, _analysed in written}, standing(cluster))
    aliases = _aliases(there, written)
    # What a rebuild was filling may have been put in place, or given up, before this arrives: what is live is enough.
    spared = {alias for each in aliases.values() if len(each) > 1 for alias in each if alias.endswith(NEXT)}
    refused = sent(cluster, _actions(there, aliases, version, written, removed), spared)
    if written and _has_newer(there):
        # Code of this version cannot write it there, and must not be the last to have it in hand.
        raise EngineDownError(_NEWER)
    return refused


def withdraw(cluster: Cluster, version: int, partitions: Mapping[str, str]) -> dict[str, str]:
    """Take each key out of every partition but the one named beside it; answers why, of those that are refused."""
    there = standing(cluster)
    actions = [
        taking_out(str(one.name), version, key)
        for key, partition in partitions.items()
        for one in there
        if one.name.partition != partition
    ]
    return sent(cluster, actions) if actions else {}


def sent(cluster: Cluster, actions: Iterable[Action], spared: Collection[str] = ()) -> dict[str, str]:
    """Send actions in requests of bounded size; answers and raises as :func:`send` does.

    ``spared`` are aliases that need not be there any more.
    """
    is_hurried = cluster.until is not None
    answers = streaming_bulk(
        cluster.writer,
        actions,  # type: ignore[arg-type]
        expand_action_callback=lambda action: action,  # type: ignore[arg-type,return-value]
        chunk_size=MOST_TOGETHER,
        max_chunk_bytes=MOST_BYTES,
        raise_on_error=False,
        raise_on_exception=False,
        max_retries=0 if is_hurried else TRIES_AGAIN,
        initial_backoff=FIRST_PAUSE,
        max_backoff=LONGEST_PAUSE,
        retry_on_status=LATER,
        filter_path=_TOLD,
    )
    said, number = _Said(spared), 0
    for number, (is_done, told) in enumerate(answers, 1):  # noqa: B007  how many there were
        said.note(told, is_done=is_done)
    refused = said.refused()
    if number == 1:
        return {**refused, **{key: _TOO_LARGE for key in _keys(said.too_large)}}
    # Together they were too large for a proxy before the cluster; as a rule none is by itself.
    for action in said.too_large:
        refused |= sent(cluster, [action], spared)
    return refused


def put(alias: str, version: int, record: IndexRecord, analysed: AnalysedRecord) -> Action:
    """The action that writes a record to whatever index has this alias; never makes one."""
    where = {"_index": alias, "_id": record.key, "require_alias": True}
    return {"index": {**where, **_under(version)}}, document(record, analysed)


def taking_out(index: str, version: int, key: str) -> Action:
    """The action that removes a key from an index."""
    return {"delete": {"_index": index, "_id": key, **_under(version)}}, None


def _under(version: int) -> dict[str, Any]:
    return {"version": version, "version_type": "external_gte"}


def _aliases(there: Sequence[Standing], written: Sequence[tuple[IndexRecord, AnalysedRecord]]) -> dict[str, list[str]]:
    """By partition under which aliases its texts are written. Raises NoIndexError where there is none."""
    partitions = {record.partition for record, _analysed in written}
    aliases = {each: [alias for one in there for alias in _written_to(one, each)] for each in partitions}
    if not all(aliases.values()):
        raise NoIndexError(NO_INDEX)
    return aliases


def _has_newer(there: Sequence[Standing]) -> bool:
    """Whether code of another version has made an index that is in use, after the last of this version was made."""
    in_use = [one for one in there if (one.is_live or one.is_next) and not one.aside_since]
    own = max((one.name.made for one in there if one.is_current), default=None)
    return own is not None and any(one.name.made > own for one in in_use if not one.is_current)


def _actions(
    there: Sequence[Standing],
    aliases: Mapping[str, Sequence[str]],
    version: int,
    written: Sequence[tuple[IndexRecord, AnalysedRecord]],
    removed: Sequence[str],
) -> Iterator[Action]:
    # What must not be found goes first.
    for key in removed:
        yield from (taking_out(str(one.name), version, key) for one in there)
    for record, analysed in written:
        yield from (taking_out(str(one.name), version, record.key) for one in there if _is_other(one, record))
        yield from (put(alias, version, record, analysed) for alias in aliases[record.partition])


def _written_to(one: Standing, partition: str) -> list[str]:
    """Under which aliases an index is written to with a text of this partition."""
    if one.name.partition != partition or not one.is_current:
        return []
    return ([one.live_alias] if one.is_live else []) + ([one.live_alias + NEXT] if one.is_next else [])


def _is_other(one: Standing, record: IndexRecord) -> bool:
    return one.name.partition != record.partition


class _Said:
    """What the cluster answered to each action of a bulk."""

    def __init__(self, spared: Collection[str]) -> None:
        self._spared = spared
        self._refused: dict[str, str] = {}
        self._later: dict[str, EngineDownError] = {}
        self._works = False
        self.too_large: list[Action] = []

    def note(self, told: Mapping[str, Any], *, is_done: bool) -> None:
        """Note one answer. Raises EngineDownError where nothing of the kind can be done just now."""
        ((action, about),) = told.items()
        status, reason = int(about.get("status", 500)), _reason(about.get("error"))
        if is_done or status == 409 or (status == 404 and action == "delete"):
            # Something newer is there, or it was gone already: the cluster has looked, so it works.
            self._works = self._works or is_done or status == 409 or "error" not in about
            return
        if status == 404 and about.get("_index") in self._spared:
            return
        if status == 413:
            self.too_large.append(_again(action, about))
            return
        failure = NoIndexError(NO_INDEX) if status == 404 else refusal(status, reason)
        key = str(about.get("_id", ""))
        if not isinstance(failure, EngineDownError):
            logger.error("Elasticsearch refuses %s: %s %s", key, status, reason)
            self._refused[key] = reason or f"Refused with status {status}."
        elif status in _OF_ONE and "exception" not in about and not _OF_ALL.search(reason) and not is_read_only(reason):
            self._later[key] = failure
        else:
            raise failure

    def refused(self) -> dict[str, str]:
        """Why, by key, of those that are refused: for good, or though the cluster did what else it was told.

        Raises EngineDownError where it did nothing at all: then it is its own fault, and not that of a text.
        """
        for key, failure in self._later.items():
            if not self._works:
                raise failure
            logger.error("Elasticsearch does not manage %s: %s", key, failure)
        return {**{key: str(failure) for key, failure in self._later.items()}, **self._refused}


def _again(action: str, about: Mapping[str, Any]) -> Action:
    """The action that an answer is about."""
    told = {name: value for name, value in about.items() if name not in ("error", "status", "exception", "data")}
    return {action: told}, about.get("data")


def _keys(actions: Iterable[Action]) -> Iterator[str]:
    for about, _document in actions:
        yield from (str(one["_id"]) for one in about.values())


def _reason(error: Any) -> str:
    """Why, in one line, without the words of the text that a server quotes."""
    if not isinstance(error, dict):
        return _unquoted(error or "")[:500]
    inner = error.get("caused_by")
    told = [f"{error.get('type', '')}: {_unquoted(error.get('reason', ''))}", _reason(inner) if inner else ""]
    return "; ".join(filter(None, told))[:500]


def _unquoted(reason: object) -> str:
    return _QUOTED.sub("", " ".join(str(reason).split()))
