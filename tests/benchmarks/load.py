"""Load that does not wait: requests are sent when they are due, whether or not earlier ones were answered.

The time of an answer counts from the moment its request was due, so that a portal that falls behind is seen to.
"""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

_PATIENCE = 30.0


@dataclass(frozen=True)
class Visit:
    """An address, and the kind of page it belongs to."""

    kind: str
    path: str


@dataclass(frozen=True)
class Answer:
    """What came of a visit. ``status`` is 0 when nothing came; ``weight`` is in bytes on the line."""

    visit: Visit
    status: int
    milliseconds: float
    weight: int


def ask(port: int, visit: Visit, due: float | None = None) -> Answer:
    """Visit once, as a browser would that has nothing of the page yet; the time counts from ``due``."""
    due = time.monotonic() if due is None else due
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        headers = {"Host": f"localhost:{port}", "Accept-Encoding": "gzip", "Accept": "text/html"}
        connection.request("GET", visit.path, headers=headers)
        response = connection.getresponse()
        weight, status = len(response.read()), response.status
    except (OSError, http.client.HTTPException):
        weight = status = 0
    finally:
        connection.close()
    return Answer(visit, status, (time.monotonic() - due) * 1000, weight)


def load(port: int, visits: Sequence[Visit], per_second: float) -> list[Answer]:
    """Make the visits, so many a second; answers what came of each, when the last has been answered."""
    answers: list[Answer] = []
    threads = []
    began = time.monotonic()
    for number, visit in enumerate(visits):
        due = began + number / per_second
        time.sleep(max(0.0, due - time.monotonic()))
        thread = threading.Thread(target=lambda *asked: answers.append(ask(port, *asked)), args=(visit, due))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return answers
