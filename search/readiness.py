"""Whether search is as it should be, for the probe and for the log at start; in words that name the setting.

Nothing of it keeps the portal from starting or from serving: while the engine is away another answers.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Iterator

from search.engines import engine_named
from search.outbox.models import Change, Comparison

logger = logging.getLogger("search")

#: What a server said itself stands at the end, in brackets: it may name machines, and the probe is open to anybody.
_SAID = re.compile(r" \((?!PORTAL_).*$", re.DOTALL)
#: Seconds an answer holds: whoever asks without end must not keep the cluster busy, nor all threads waiting for it.
HOLDS = 5.0

_lock = threading.Lock()
_answer: tuple[float, bool | str] | None = None


def works() -> bool | str:
    """True, or all that is wrong; for ``/readyz``. As it was a few seconds ago at most."""
    global _answer
    if engine_named().is_transactional:
        return True
    with _lock:
        if _answer is None or time.monotonic() - _answer[0] > HOLDS:
            faults = [_SAID.sub("", fault) for fault in faults_of_search()]
            _answer = time.monotonic(), " ".join(faults) if faults else True
        return _answer[1]


def forget() -> None:
    """Look anew when the next asks."""
    global _answer
    _answer = None


def tell() -> None:
    """Write into the log what is wrong, when a process starts."""
    for fault in engine_named().condition():
        logger.error("%s", fault)


def faults_of_search() -> Iterator[str]:
    """A sentence for each thing that is wrong."""
    engine = engine_named()
    if engine.is_transactional:
        return
    yield from engine.within(1.0).condition()
    if Change.objects.filter(given_up__isnull=False).exists():
        yield "The search server refused some changes: see the list in the reports of the administration."
    last = Comparison.objects.first()
    if last and last.keys:
        yield "Index and database differed when they were last compared: manage.py check_index --fix."
