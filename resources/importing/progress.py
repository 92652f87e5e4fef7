"""How far an import is, for whoever watches it on a terminal."""

from __future__ import annotations

import time
from typing import IO

_WIDTH = 30
_PAUSE_SECONDS = 0.2


class Progress:
    """A bar on a terminal; nothing anywhere else."""

    def __init__(self, total: int, out: IO[str]) -> None:
        self._total, self._out, self._done = total, out, 0
        self._shown = bool(total) and out.isatty()
        self._began = self._drawn = time.monotonic()

    def step(self) -> None:
        """One row more is done."""
        self._done += 1
        now = time.monotonic()
        if self._shown and (now - self._drawn >= _PAUSE_SECONDS or self._done == self._total):
            self._drawn = now
            filled = _WIDTH * self._done // self._total
            left = (now - self._began) / self._done * (self._total - self._done)
            bar = f"{'#' * filled}{'.' * (_WIDTH - filled)}"
            self._out.write(f"\r[{bar}] {self._done}/{self._total}, {left:.0f} s left \x1b[K")
            self._out.flush()

    def clear(self) -> None:
        """Make room for a line of text."""
        if self._shown:
            self._out.write("\r\x1b[K")
            self._out.flush()
