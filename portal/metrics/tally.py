"""What happens, counted: in the memory of each process first, and every few seconds in the table that all share.

A count is lost when its process is killed within those seconds. Nobody waits for any of it: while the database is
busy or away, counts wait too. Where no token is set nobody reads the figures, and nothing is counted.
"""

from __future__ import annotations

import atexit
import json
import logging
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from django.conf import settings
from django.db import Error as DatabaseFailure
from django.db import connection, transaction
from django.db.models import F

from portal.locks import hurried
from portal.metrics.figures import Figure

logger = logging.getLogger("portal.metrics")

#: Seconds between two writings, and the milliseconds one waits for others who write.
EVERY, PATIENCE = 15.0, 1_000
#: So many different series wait at most in one process: labels are few and fixed, never what somebody typed.
MOST_WAITING = 1_000
#: Upper bounds of the parts of a histogram, in seconds; 2 s is what a search may take in all.
BOUNDS = ("0.01", "0.025", "0.05", "0.1", "0.15", "0.3", "0.5", "1", "2", "5")
_ENDLESS, _SUM = "+Inf", "sum"

_Series = tuple[str, str, str]
_help: dict[str, str] = {}
_waiting: dict[_Series, float] = {}
_lock, _writing = threading.Lock(), threading.Lock()
_ended = threading.Event()
_thread: threading.Thread | None = None


def describe(name: str, help_text: str) -> None:
    """Say in a sentence what a count of this name means; from ``AppConfig.ready()``."""
    _help[name] = help_text


def count(name: str, value: float = 1, **labels: str) -> None:
    """Add to a count. ``labels`` are of a closed list: the kind of a thing, never its name."""
    _add([((name, _told(labels), ""), value)])


def observe(name: str, seconds: float, **labels: str) -> None:
    """Note how long something took."""
    bound = next((bound for bound in BOUNDS if seconds <= float(bound)), _ENDLESS)
    told = _told(labels)
    _add([((name, told, bound), 1), ((name, told, _SUM), seconds)])


def counted() -> Iterator[Figure]:
    """Every count in the table, with what waits in this process."""
    from portal.metrics.models import Tally

    write()
    histograms: dict[tuple[str, str], dict[str, float]] = {}
    for row in Tally.objects.order_by("name", "told", "part"):
        if row.part:
            histograms.setdefault((row.name, row.told), {})[row.part] = row.value
        else:
            yield Figure(row.name, row.value, _help.get(row.name, ""), "counter", _labels(row.told))
    for (name, told), parts in histograms.items():
        yield from _histogram(name, _labels(told), parts)


def write() -> bool:
    """Write what waits; False where it has to wait on."""
    global _waiting
    with _writing:
        with _lock:
            taken, _waiting = _waiting, {}
        if not taken:
            return True
        try:
            with hurried(PATIENCE):
                _write(taken)
        except DatabaseFailure as failure:
            logger.info("Counts wait on: %s", type(failure).__name__)
            _keep(taken.items())
            return False
    return True


def _add(series: Iterable[tuple[_Series, float]]) -> None:
    if not settings.METRICS_TOKEN:
        return
    _keep(series)
    _begin()


def _keep(series: Iterable[tuple[_Series, float]]) -> None:
    with _lock:
        for one, value in series:
            if one in _waiting or len(_waiting) < MOST_WAITING:
                _waiting[one] = _waiting.get(one, 0) + value


def _begin() -> None:
    """See to it that a thread of this process writes; a fork brings none along, so it is asked each time."""
    global _thread
    if _thread is not None and _thread.is_alive():
        return
    with _lock:
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_keep_writing, name="metrics", daemon=True)
            _thread.start()
            atexit.register(_end)


def _keep_writing() -> None:
    while not _ended.wait(EVERY):
        try:
            write()
        except Exception:
            logger.exception("Counts were lost")
        finally:
            with suppress(DatabaseFailure):
                connection.close()


def _end() -> None:
    _ended.set()
    with suppress(Exception):
        write()


def _write(taken: Mapping[_Series, float]) -> None:
    from portal.metrics.models import Tally

    empty = [Tally(name=name, told=told, part=part) for name, told, part in sorted(taken)]
    with transaction.atomic():
        # Two processes may begin the same row: whoever comes second finds it there.
        Tally.objects.bulk_create(empty, ignore_conflicts=True)
        # In one order everywhere, so that no two processes wait for each other.
        for (name, told, part), value in sorted(taken.items()):
            Tally.objects.filter(name=name, told=told, part=part).update(value=F("value") + value)


def _told(labels: dict[str, str]) -> str:
    return json.dumps(labels, sort_keys=True) if labels else ""


def _labels(told: str) -> dict[str, str]:
    labels: dict[str, str] = json.loads(told or "{}")
    return labels


def _histogram(name: str, labels: dict[str, str], parts: dict[str, float]) -> Iterator[Figure]:
    """The parts as Prometheus has them: each bound counts everything below it."""
    help_text, so_far = _help.get(name, ""), 0.0
    for bound in (*BOUNDS, _ENDLESS):
        so_far += parts.get(bound, 0)
        yield Figure(f"{name}_bucket", so_far, help_text, "histogram", {**labels, "le": bound}, name)
    yield Figure(f"{name}_sum", parts.get(_SUM, 0), help_text, "histogram", labels, name)
    yield Figure(f"{name}_count", so_far, help_text, "histogram", labels, name)
