"""What must not be found any more leaves the index after the commit and before the request answers.

It may take two seconds in all. If it takes longer, or the engine does not answer, nothing fails: the row of the outbox
stands, the worker takes it out later, and until then the database hides it from every result.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils import timezone

from portal import indexing
from portal.locks import hurried
from search.breaker import breaker
from search.engines import engine_named
from search.engines.base import Engine, EngineDownError
from search.outbox.limits import BEFORE_OTHERS, MOST_REMOVED, REMOVAL_LOCK, REMOVAL_SECONDS, REMOVED_AT_ONCE
from search.outbox.models import Change, Kind
from search.outbox.versions import draw

logger = logging.getLogger("search.outbox")


@dataclass
class _Noted:
    """The rows of this thread's transaction that take something away, and those of families beside them.

    ``going`` are those of families of which a file is gone, whatever becomes of their texts.
    """

    hiding: list[int] = field(default_factory=list)
    going: list[int] = field(default_factory=list)
    families: list[int] = field(default_factory=list)


class _OfThread(threading.local):
    def __init__(self) -> None:
        self.noted = _Noted()


_of_thread = _OfThread()


def hides(change: Change) -> None:
    """This change takes a text away from some readers: from the index too, as soon as it stands."""
    _first(change)
    _noted().hiding.append(change.pk)
    transaction.on_commit(_withdraw, robust=True)


def hides_files(change: Change) -> None:
    """This change, of a family, takes away a file: its pages leave the index as soon as it stands."""
    _first(change)
    _noted().going.append(change.pk)
    transaction.on_commit(_withdraw, robust=True)


def beside(change: Change) -> None:
    """The files of a family may have to go with a text of it that goes."""
    _noted().families.append(change.pk)
    transaction.on_commit(_forget_families, robust=True)


def _first(change: Change) -> None:
    """Have the worker send it before what has waited longer, should it be left to the worker."""
    Change.objects.filter(pk=change.pk).update(next_try=timezone.now() - BEFORE_OTHERS)


def _noted() -> _Noted:
    """What is noted of this transaction. What one that was undone has left behind is forgotten."""
    waiting = (hook for _savepoints, hook, _robust in reversed(connection.run_on_commit))
    if not any(hook in (_withdraw, _forget_families) for hook in waiting):
        _of_thread.noted = _Noted()
    return _of_thread.noted


def _withdraw() -> None:
    """Take out what was noted, all at once. Rows of what was undone are not there, nor those that a worker has done."""
    noted, _of_thread.noted = _of_thread.noted, _Noted()
    number = len(noted.hiding) + len(noted.going)
    if not number or number > MOST_REMOVED or breaker.is_open():
        return
    keys = _keys_of(noted.hiding)
    prefixes = _keys_of([*noted.going, *(noted.families if keys else ())], Kind.FAMILY)
    if not keys and not prefixes:
        return
    try:
        _take_out(keys, prefixes, engine_named())
    except EngineDownError as down:
        breaker.failed(str(down))
    except Exception:
        logger.exception("What must not be found any more is taken out of the search engine later")


def _take_out(keys: list[str], prefixes: list[str], engine: Engine) -> None:
    until = time.monotonic() + REMOVAL_SECONDS

    def bounded() -> Engine:
        left = until - time.monotonic()
        if left <= 0:
            raise EngineDownError("It took too long to take out what must not be found any more.")
        return engine.within(left)

    # Drawn before the state is read: what is written of a later state stays.
    with hurried(REMOVAL_LOCK):
        version = draw()
    records = indexing.records_for(keys)
    for begin in range(0, len(keys), REMOVED_AT_ONCE):
        batch = keys[begin : begin + REMOVED_AT_ONCE]
        bounded().at(version).withdraw({key: records[key].partition if key in records else "" for key in batch})
    for prefix in prefixes:
        source, _, family = prefix.removesuffix(":").partition(":")
        bounded().at(version).restate(prefix, indexing.volumes_of(source, family))
    bounded().settle()


def _forget_families() -> None:
    """Where nothing went away, the files of a family are the worker's; what goes first clears them as well."""
    if not _of_thread.noted.hiding and not _of_thread.noted.going:
        _of_thread.noted = _Noted()


def _keys_of(changes: list[int], kind: Kind = Kind.TEXT) -> list[str]:
    return list(Change.objects.filter(pk__in=changes, kind=kind).values_list("key", flat=True).distinct())
