"""Leaves an engine alone that does not answer, and finds out within seconds that it does again.

One for each process. While it is open nobody waits for the engine; once every few seconds one question tries it.
"""

from __future__ import annotations

import logging
import threading
import time

logger = logging.getLogger("search")

#: Seconds to leave an engine alone: after the first failure, and after each that follows without an answer between.
FIRST_PAUSE, PAUSE = 3.0, 5.0
#: So many late answers without one in time between them count as a failure: one may be due to its question.
LATE_IN_A_ROW = 3


class Breaker:
    """Whether the engine is worth asking. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reason = ""
        self._since = self._try_from = 0.0
        self._late = 0

    def is_open(self) -> bool:
        """Whether to leave the engine alone. The first to ask after a pause is told no, and tries it for all."""
        with self._lock:
            now = time.monotonic()
            if not self._reason:
                return False
            if now < self._try_from:
                return True
            self._try_from = now + PAUSE
            return False

    @property
    def reason(self) -> str:
        """Why it is open, in a sentence for whoever runs the portal; empty where it is not."""
        return self._reason

    def failed(self, reason: str) -> None:
        """The engine did not answer. Told to the log once, until it answers."""
        with self._lock:
            now = time.monotonic()
            first = not self._reason
            self._reason = reason or "It does not answer."
            self._since = now if first else self._since
            self._try_from = now + (FIRST_PAUSE if first else PAUSE)
        if first:
            logger.error("The search engine does not answer, and another answers in its place: %s", reason)

    def late(self, reason: str) -> None:
        """The engine took too long for one question, or for whatever else it was asked to do."""
        with self._lock:
            self._late += 1
            is_failure = self._late >= LATE_IN_A_ROW or bool(self._reason)
        if is_failure:
            self.failed(reason)

    def answered(self) -> None:
        """The engine answered."""
        self._late = 0
        if not self._reason:
            return
        with self._lock:
            away = time.monotonic() - self._since
            was, self._reason = self._reason, ""
        if was:
            logger.warning("The search engine answers again, after %.0f s.", away)


breaker = Breaker()
