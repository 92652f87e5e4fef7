"""What a web server reads before its first request, so that no reader waits for it.

Apps register what they would otherwise read when they are first asked. Where the server makes its processes from one
that has read everything, all of them share it.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable

from django.db import connections

logger = logging.getLogger(__name__)

_readings: dict[str, Callable[[], object]] = {}


def register(name: str, reading: Callable[[], object]) -> None:
    """Let ``reading`` be called before the first request; ``name`` stands in the log where it fails."""
    _readings[name] = reading


def warm() -> None:
    """Read all of it. What fails is read by the first request that needs it: the server starts all the same."""
    for name, reading in _readings.items():
        try:
            reading()
        except Exception:
            logger.exception("Reading %s ahead failed.", name)
    # A process that is made from this one must not share its connections.
    connections.close_all()


def set_aside() -> None:
    """Take all that is in memory by now out of the search for what nobody holds any more.

    It stays for as long as the process does. Looking through it now and then takes Python a fifth of a second and more,
    in which no reader is answered (https://docs.python.org/3/library/gc.html#gc.freeze).
    """
    gc.collect()
    gc.freeze()
