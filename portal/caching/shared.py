"""A cache in Redis whose absence nobody notices.

Where Redis does not answer, the table in the database does (the cache ``fallback``): counts of wrong passwords go on
holding people off, and pages take a few milliseconds longer. For some seconds Redis is not asked then, so that nobody
waits for it again and again. What this process wrote or deleted meanwhile is deleted in Redis before it is believed
again: it may hold what no longer holds.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger("portal.caching")

#: For how long Redis is left in peace after it has failed, in seconds.
PEACE = 5.0
#: So many keys that changed without Redis are remembered one by one; where there are more, it forgets everything.
MOST_MISSED = 10_000
_BATCH = 1000


class Absence:
    """Until when Redis is left in peace, and what it has missed; one for all threads of this process."""

    def __init__(self) -> None:
        self.until = 0.0
        self.missed: set[str] = set()
        self.told = False

    def begin(self, error: RedisError) -> None:
        """Leave Redis in peace for a while; say so once."""
        self.until = time.monotonic() + PEACE
        if not self.told:
            self.told = True
            kind = type(error).__name__
            logger.error("The shared cache (PORTAL_CACHE_URL) does not answer (%s); the database stands in", kind)

    def end(self) -> None:
        """Say that Redis is back."""
        if self.told:
            self.told = False
            logger.warning("The shared cache (PORTAL_CACHE_URL) answers again")


_absences: dict[str, Absence] = {}


class SharedCache(BaseCache):
    """Django's own Redis cache, with the database standing by."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        # Once more for a connection that Redis has closed meanwhile; whoever waits for a page does not wait longer.
        options = {"retry": Retry(NoBackoff(), 1), **params.get("OPTIONS", {})}
        self._redis = RedisCache(server, {**params, "OPTIONS": options})
        self._absence = _absences.setdefault(server, Absence())

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """What is kept under the key."""
        return self._ask(lambda cache: cache.get(key, default, version))

    def get_many(self, keys: Iterable[Any], version: int | None = None) -> Any:
        """What is kept under each of the keys."""
        wanted = list(keys)
        return self._ask(lambda cache: cache.get_many(wanted, version))

    def has_key(self, key: Any, version: int | None = None) -> Any:
        """Whether anything is kept under the key."""
        return self._ask(lambda cache: cache.has_key(key, version))

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> Any:
        """Keep unless something is kept there; whether it was."""
        return self._ask(lambda cache: cache.add(key, value, timeout, version), [key], version)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> Any:
        """Keep."""
        return self._ask(lambda cache: cache.set(key, value, timeout, version), [key], version)

    def set_many(self, data: dict[Any, Any], timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> Any:
        """Keep several."""
        return self._ask(lambda cache: cache.set_many(data, timeout, version), data, version)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> Any:
        """Keep for longer; whether it was there."""
        return self._ask(lambda cache: cache.touch(key, timeout, version), [key], version)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> Any:
        """Count; raises ValueError where nothing is kept under the key."""
        return self._ask(lambda cache: cache.incr(key, delta, version), [key], version)

    def delete(self, key: Any, version: int | None = None) -> Any:
        """Forget."""
        return self._ask(lambda cache: cache.delete(key, version), [key], version)

    def delete_many(self, keys: Iterable[Any], version: int | None = None) -> Any:
        """Forget several."""
        unwanted = list(keys)
        return self._ask(lambda cache: cache.delete_many(unwanted, version), unwanted, version)

    def clear(self) -> Any:
        """Forget all that this portal keeps, and nothing that others keep in the same Redis."""
        caches["fallback"].clear()
        return self._ask(lambda cache: self._forget_all() if cache is self._redis else None)

    def ping(self) -> None:
        """Ask Redis whether it is there; raises RedisError when it is not."""
        self._delete([])

    def _ask(self, question: Callable[[Any], Any], changing: Iterable[Any] = (), version: int | None = None) -> Any:
        """Ask Redis, or the database where Redis does not answer; ``changing`` are the keys the question writes."""
        absence = self._absence
        if time.monotonic() >= absence.until:
            try:
                self._catch_up()
                return question(self._redis)
            except RedisError as error:
                absence.begin(error)
        absence.missed.update(self.make_key(key, version) for key in changing)
        return question(caches["fallback"])

    def _catch_up(self) -> None:
        """Take out of Redis what has changed without it."""
        absence = self._absence
        if not absence.told:
            return
        missed = list(absence.missed)
        if len(missed) > MOST_MISSED:
            self._forget_all()
        else:
            self._delete(missed)
        absence.missed.difference_update(missed)
        absence.end()

    def _forget_all(self) -> None:
        """Delete every key under our prefix."""
        client = self._redis._cache.get_client(write=True)
        self._delete([name.decode() for name in client.scan_iter(match=f"{self.key_prefix}:*", count=_BATCH)])

    def _delete(self, names: list[str]) -> None:
        """Delete keys by the names they have in Redis, in batches; asks whether it is there if there are none."""
        client = self._redis._cache.get_client(write=True)
        client.ping()
        for first in range(0, len(names), _BATCH):
            client.delete(*names[first : first + _BATCH])
