"""What is watched while papers are worked on: the memory of all processes, and how long visitors wait."""

from __future__ import annotations

import itertools
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType

from tests.benchmarks.load import Answer, ask
from tests.benchmarks.serving import descendants, memory_of
from tests.benchmarks.visits import addresses_of, itinerary

#: Seconds between two looks at the memory, and visitors a second.
EACH, PER_SECOND = 0.5, 5.0
#: More are never under way at once, whatever the portal does.
_THREADS = 24


class _Beside(threading.Thread):
    """Something that is done again and again until the block is left."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.ended = threading.Event()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.ended.set()
        self.join()


class Peak(_Beside):
    """The most memory that everything this process has started had at one moment, in megabytes (PSS)."""

    def __init__(self) -> None:
        super().__init__()
        self.megabytes = 0.0

    def __enter__(self) -> Peak:
        self.start()
        return self

    def run(self) -> None:
        """Look, and look again."""
        while not self.ended.wait(EACH):
            self.megabytes = max(self.megabytes, memory_of(descendants(os.getpid())[1:]))


class Visitors(_Beside):
    """Visitors of every kind of page in thirteen languages, each sent when due."""

    def __init__(self, port: int, seed: int) -> None:
        super().__init__()
        self.port, self.answers = port, list[Answer]()
        self._visits = itinerary(500, addresses_of(port), seed)

    def __enter__(self) -> Visitors:
        self.start()
        return self

    def run(self) -> None:
        """Send one after the other; ends when the last has been answered."""
        began = time.monotonic()
        with ThreadPoolExecutor(_THREADS) as threads:
            for number, visit in enumerate(itertools.cycle(self._visits)):
                due = began + number / PER_SECOND
                if self.ended.wait(max(0.0, due - time.monotonic())):
                    return
                threads.submit(lambda *asked: self.answers.append(ask(self.port, *asked)), visit, due)
