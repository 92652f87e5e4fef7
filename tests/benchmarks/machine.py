"""The machine in words, and how much of it others had while something was measured."""

from __future__ import annotations

import os
import platform
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_STATISTICS = Path("/proc/stat")
_GIGABYTE = 1024**3
_PAGES = "SC_PAGE_SIZE", "SC_PHYS_PAGES"


def in_words() -> str:
    """Cores, memory, system and versions; no name and no path of the machine."""
    memory = os.sysconf(_PAGES[0]) * os.sysconf(_PAGES[1]) / _GIGABYTE
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GB of memory, {platform.system()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


@dataclass(frozen=True)
class Circumstances:
    """What share of the processors stood idle, before and (where it was watched) during a measurement; 0 to 1."""

    idle_before: float | None
    by_others: float | None = None

    def in_words(self) -> str:
        """A sentence for the document."""
        if self.idle_before is None:
            return "How busy the machine was is not known."
        told = f"Before it, {self.idle_before:.0%} of the processors stood idle"
        if self.by_others is not None:
            told += f"; during it, other programs had {max(0.0, self.by_others):.0%} of them"
        return told + "."


def idle_now(seconds: float = 3.0) -> float | None:
    """The share of the processors that stands idle, watched for a while; None where the system does not tell."""
    before = _ticks()
    time.sleep(seconds)
    after = _ticks()
    if before is None or after is None:
        return None
    return (after[1] - before[1]) / max(1, after[0] - before[0])


def await_quiet(idle: float = 0.85, most: float = 120.0) -> float | None:
    """Wait until so much of the processors stands idle, or so many seconds have passed; answers the share then."""
    until = time.monotonic() + most
    while True:
        share = idle_now()
        if share is None or share >= idle or time.monotonic() > until:
            return share


class Watch:
    """Tells how much of the processors others had between its making and a question."""

    def __init__(self, own: Iterable[int]) -> None:
        self._own = [*own, os.getpid()]
        self._began, self._used = _ticks(), self._own_ticks()

    def by_others(self, begun_since: Iterable[int] = ()) -> float | None:
        """The share of the processors that went to programs other than this one, those named, and those begun since."""
        now = _ticks()
        if self._began is None or now is None:
            return None
        every, idle = now[0] - self._began[0], now[1] - self._began[1]
        fresh = sum(_ticks_of(process) for process in set(begun_since) - set(self._own))
        return (every - idle - fresh - (self._own_ticks() - self._used)) / max(1, every)

    def _own_ticks(self) -> int:
        return sum(map(_ticks_of, self._own))


def _ticks() -> tuple[int, int] | None:
    """All ticks of the processors, and the idle ones."""
    try:
        numbers = [int(word) for word in _STATISTICS.read_text(encoding="ascii").splitlines()[0].split()[1:9]]
    except OSError:
        return None
    return sum(numbers), numbers[3] + numbers[4]


def _ticks_of(process: int) -> int:
    """The ticks a process and its ended children used."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[11:15]))
