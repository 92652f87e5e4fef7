"""Readers who search all the while: at a steady rate, each question sent when it is due.

Every question has an answer that must be there, because nobody changes the publication it is about. So a search fails
when it is answered by an error, or without that publication; whether another engine answered is told beside it.
"""

from __future__ import annotations

import http.client
import itertools
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import quote

from tests.benchmarks.figures import percentile
from tests.drills.outcome import Outcome

#: Seconds until a reader gives up; far more than any answer may take.
_PATIENCE = 30.0
#: More than these are never under way at once, whatever the portal does.
_THREADS = 24
#: What the results page says where another engine answers.
_FALLBACK = 'class="notice warning" role="status"'
#: Every so many questions is a visit to a page that asks no engine.
_OTHER_EACH = 5


@dataclass(frozen=True)
class Asked:
    """One visit and what came of it. ``due`` is on the monotonic clock; the wait counts from then."""

    path: str
    due: float
    seconds: float
    status: int
    is_search: bool
    is_found: bool
    is_fallback: bool

    @property
    def is_error(self) -> bool:
        """Whether it was answered by anything but the page."""
        return self.status != http.client.OK

    def __str__(self) -> str:
        found = "found" if self.is_found else "not found"
        by = " by the fallback" if self.is_fallback else ""
        return f"{self.path}: {self.status or 'no answer'}, {found}{by}, {self.seconds:.2f} s"


class Searches:
    """Readers between the start and the end of the block. ``standing`` is what ``library`` told."""

    def __init__(self, port: int, standing: Sequence[Mapping[str, str]], per_second: float) -> None:
        self._port, self._standing, self._per_second = port, standing, per_second
        self._ended = threading.Event()
        self._readers = threading.Thread(target=self._read, name="readers", daemon=True)
        self.asked: list[Asked] = []

    def __enter__(self) -> Searches:
        self._readers.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Ask nothing more, and wait for what is under way."""
        self._ended.set()
        self._readers.join()

    @property
    def searches(self) -> list[Asked]:
        """What was asked of the search so far, in the order in which it was due."""
        return sorted((one for one in self.asked if one.is_search), key=lambda one: one.due)

    @property
    def errors(self) -> list[Asked]:
        """Every page of any kind that was not answered as it should."""
        return [one for one in self.asked if one.is_error]

    def between(self, begin: float, end: float) -> list[Asked]:
        """The searches that were due between two moments of the monotonic clock."""
        return [one for one in self.searches if begin <= one.due <= end]

    def _read(self) -> None:
        began = time.monotonic()
        with ThreadPoolExecutor(_THREADS) as threads:
            for number in itertools.count():
                due = began + number / self._per_second
                if self._ended.wait(max(0.0, due - time.monotonic())):
                    return
                threads.submit(self._ask, number, due)

    def _ask(self, number: int, due: float) -> None:
        one = self._standing[number % len(self._standing)]
        if number % _OTHER_EACH == _OTHER_EACH - 1:
            path, is_search = one["address"], False
        else:
            path, is_search = f"/{one['language']}/search/?q={quote(one['words'])}", True
        status, page = fetch(self._port, path)
        asked = Asked(
            path=path,
            due=due,
            seconds=time.monotonic() - due,
            status=status,
            is_search=is_search,
            is_found=f'href="{one["address"]}' in page or not is_search,
            is_fallback=is_search and _FALLBACK in page,
        )
        self.asked.append(asked)


def fetch(port: int, path: str) -> tuple[int, str]:
    """Status and page; 0 and nothing where no answer came."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{port}", "Accept": "text/html"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        connection.close()


def ask_each_once(port: int, standing: Sequence[Mapping[str, str]]) -> None:
    """Ask every question once, so that what is drilled is not how servers start."""
    for one in standing:
        fetch(port, f"/{one['language']}/search/?q={quote(one['words'])}")


def require_found(searches: Sequence[Asked], outcome: Outcome) -> None:
    """Write down which were not answered, or without what must be found; and how many not by the engine itself.

    On a machine that is kept busy by others the engine may take too long: that is told and is no fault of it.
    """
    outcome.none_of("searches that failed", [one for one in searches if one.is_error or not one.is_found])
    by_fallback = [one for one in searches if one.is_fallback]
    outcome.row("searches answered by the fallback", "", len(by_fallback))


def waits(searches: Sequence[Asked]) -> str:
    """How long these took: the middle, what 95 of 100 keep to, and the longest, in milliseconds."""
    if not searches:
        return "none"
    took = [one.seconds * 1000 for one in searches]
    return f"{percentile(took, 0.5):,.0f} / {percentile(took, 0.95):,.0f} / {max(took):,.0f} ms"
