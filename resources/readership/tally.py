"""Counts that wait in the memory of a process, and the thread that writes them every minute.

A count is lost when the process is killed within that minute, and when there are more different ones than a process
keeps. While the database is busy they wait for the next time. No page waits for any of it.
"""

from __future__ import annotations

import atexit
import logging
import threading
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.db import DatabaseError, connection

from portal.locks import hurried
from resources.readership.writing import write

logger = logging.getLogger(__name__)

#: Seconds between two writings, and the milliseconds one waits for others who write.
EVERY, PATIENCE = 60.0, 2_000
#: So many different counts wait at most in one process.
MOST_WAITING = 5_000


@dataclass(frozen=True)
class Read:
    """Something that was read: a page by its translation group, or a file by its token."""

    month: date
    kind: str
    group: str = ""
    language: str = ""
    token: str = ""


class Tally:
    """The counts of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._waiting: Counter[Read] = Counter()
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()

    def add(self, read: Read, times: int = 1) -> None:
        """Count; costs no more than a look into a table."""
        with self._lock:
            if read in self._waiting or len(self._waiting) < MOST_WAITING:
                self._waiting[read] += times

    def begin(self) -> None:
        """See to it that a thread of this process writes; a fork brings none along, so it is asked each time."""
        if self._thread is not None and self._thread.is_alive():
            return
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._keep_writing, name="readership", daemon=True)
                self._thread.start()
                atexit.register(self.end)

    def end(self) -> None:
        """Write what waits before the process goes."""
        self._ended.set()
        self.write()

    def write(self) -> int:
        """Write what waits; how many times were written. What cannot be written now waits on."""
        with self._writing:
            with self._lock:
                taken, self._waiting = self._waiting, Counter()
            if not taken:
                return 0
            try:
                with hurried(PATIENCE):
                    write(taken)
            except DatabaseError as error:
                logger.info("Counts of what is read wait on: %s", type(error).__name__)
                for read, times in taken.items():
                    self.add(read, times)
                return 0
        return taken.total()

    def _keep_writing(self) -> None:
        while not self._ended.wait(EVERY):
            # Whatever happens to a count, the next one is written.
            try:
                self.write()
            except Exception:
                logger.exception("Counts of what is read were lost")
            finally:
                with suppress(DatabaseError):
                    connection.close()


tally = Tally()
