"""Keeps Elasticsearch true to a database that is rolled back after each test: a rollback does not reach an engine.

Nothing but the moment differs from production: before the site's engine answers, what waits in the outbox is sent by
the worker's own code; and what an earlier test has sent is brought in line with the database first. Costs nothing where
nothing was told. Another cluster, another prefix of indices, or an engine that stands in for one, is let alone.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from types import SimpleNamespace
from typing import Any

import pytest
from django.db.models.signals import post_save
from django.utils import timezone
from elasticsearch import Elasticsearch

from portal import indexing
from search import asking
from search.documents import fingerprint
from search.engines.elasticsearch import ElasticsearchEngine, connecting, indices
from search.outbox import sending, versions
from search.outbox.models import Change

#: What answers from the index. The worker's own look at it is not among them.
ANSWERS = ("search", "codes", "versions", "explain", "keys", "parts")
#: Seconds an answer may take while a machine runs tests on every core.
PATIENCE = 30.0


class SettledSearch:
    """The indices of this process's tests, and what they hold."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self._sources = dict(indexing._sources)
        self._held: set[str] = set()
        self._sent: set[str] = set()
        self._stale: set[str] = set()
        self._is_told = False
        self._lock = threading.RLock()
        self._is_busy = False

    def open(self) -> None:
        """Begin with empty indices, and with all that the database holds already."""
        cluster = connecting.cluster()
        indices.drop(cluster)
        indices.create(cluster)
        self._is_told = True
        self.settle()
        self._sent.clear()

    def close(self) -> None:
        """Leave nothing behind."""
        indices.drop(connecting.cluster())

    def begin_test(self) -> None:
        """What earlier tests have sent is doubtful now, and rows of their class may be in the outbox again."""
        self._stale |= self._sent
        self._sent = set()
        self._is_told = True

    def doubt_all(self) -> None:
        """The database was emptied, or is about to be: all that was ever sent is doubtful."""
        self._sent |= self._held

    def settle(self) -> None:
        """Let the index hold what the database does."""
        with self._lock:
            if self._is_busy or not (self._stale or self._is_told):
                return
            self._is_busy = True
            try:
                self._settle()
            finally:
                self._is_busy = False

    def _settle(self) -> None:
        engine = ElasticsearchEngine(seconds=PATIENCE)
        if self._stale:
            with self._sources_of_the_portal():
                straighten(sorted(self._stale), engine)
            # Only now: where a test has let the database or the engine fail on purpose, all of it stays doubtful.
            self._stale = set()
        self._is_told = False
        # Not what a worker holds that a test runs: it asks the engine itself in the midst of its claim.
        waiting = Change.objects.filter(given_up__isnull=True, attempts=0, held_by="")
        # A test may have written them at another time of its own.
        if waiting.update(next_try=timezone.now()):
            while sending.send_some():
                pass
            left = waiting.first()
            assert left is None, f"{left} could not be sent to the search engine: {left.reason}"
        engine.settle()

    @contextmanager
    def _sources_of_the_portal(self) -> Iterator[None]:
        """Also in a test with a source of its own, which tells what it holds."""
        own = indexing._sources
        indexing._sources = self._sources
        try:
            yield
        finally:
            indexing._sources = own

    def note_change(self, **_told: Any) -> None:
        """A row was added to the outbox."""
        self._is_told = True

    def note_sent(self, items: list[dict[str, dict[str, Any]]]) -> None:
        """The engine answered that it has written or removed these."""
        for item in items:
            for about in item.values():
                if str(about["_index"]).startswith(f"{self.prefix}-"):
                    # Some tests write to the engine itself.
                    self._is_told = self._is_told or not self._is_busy
                    self._sent.add(about["_id"])
                    self._held.add(about["_id"])


def straighten(keys: list[str], engine: ElasticsearchEngine) -> None:
    """Bring these keys in line with the database, as far as they are not."""
    engine = engine.at(versions.draw())
    records = indexing.records_for(keys)
    held = engine.fingerprints(keys)
    amiss = [record for key, record in records.items() if held.get(key) != fingerprint(record)]
    gone = [key for key in keys if key not in records and key in held]
    engine.send([(record, engine.analysed(record)) for record in amiss], gone)


def install(patch: pytest.MonkeyPatch, settled: SettledSearch) -> None:
    """Let the site's engine settle before it answers, for as long as ``patch`` holds."""
    for name in ANSWERS:
        patch.setattr(ElasticsearchEngine, name, _after_settling(getattr(ElasticsearchEngine, name), settled))
    patch.setattr(ElasticsearchEngine, "within", _patient(ElasticsearchEngine.within, settled))
    # All questions of a page share it, and settling goes on it as well.
    patch.setattr(asking, "PATIENCE", 20 * PATIENCE)
    patch.setattr(Elasticsearch, "bulk", _noted(Elasticsearch.bulk, settled))
    # Tests that travel in time must not draw versions of the future: what is written after them would be refused.
    began = time.time_ns() - time.perf_counter_ns()
    patch.setattr(versions, "time", SimpleNamespace(time_ns=lambda: began + time.perf_counter_ns()))
    post_save.connect(settled.note_change, sender=Change, weak=False, dispatch_uid="tests.settled")


def _after_settling(answer: Callable[..., Any], settled: SettledSearch) -> Callable[..., Any]:
    @wraps(answer)
    def answer_settled(engine: ElasticsearchEngine, *args: Any) -> Any:
        if engine.cluster.prefix != settled.prefix:
            return answer(engine, *args)
        settled.settle()
        # What was waited for the database is not the engine's time.
        return answer(engine if engine.cluster.until is None else engine.within(0), *args)

    return answer_settled


def _patient(within: Callable[..., ElasticsearchEngine], settled: SettledSearch) -> Callable[..., ElasticsearchEngine]:
    @wraps(within)
    def within_patience(engine: ElasticsearchEngine, seconds: float) -> ElasticsearchEngine:
        own = engine.cluster.prefix == settled.prefix
        return within(engine, max(seconds, PATIENCE) if own else seconds)

    return within_patience


def _noted(bulk: Callable[..., Any], settled: SettledSearch) -> Callable[..., Any]:
    @wraps(bulk)
    def bulk_noted(client: Elasticsearch, *args: Any, **options: Any) -> Any:
        answer = bulk(client, *args, **options)
        settled.note_sent(answer["items"])
        return answer

    return bulk_noted
