"""How far a long command is: a bar on a terminal, a line each ten seconds anywhere else, nothing when told to be quiet.

It goes to standard error, so that what a command answers stays clean on standard output. A command broken off with
Ctrl-C says what stands and how to go on, and ends with the exit code that shells expect. ::

    with Progress("texts", stands="The live index is as it was.", verbosity=options["verbosity"]) as progress:
        for text in progress.over(texts):
            ...

Code that lies below a command and does not know of terminals takes a :data:`Told` and calls it with how much is done
and how much there is; a command hands it ``progress.at``, everybody else leaves it :func:`silent`.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from types import TracebackType
from typing import IO, TypeVar

Item = TypeVar("Item")
Given = TypeVar("Given")
#: What is told of long work: how much of it is done, and how much there is in all (0 where nobody knows).
Told = Callable[[int, int], None]

#: The exit code of what Ctrl-C ended: 128 and the number of the signal.
INTERRUPTED = 130
_WIDTH = 30
_TERMINAL_PAUSE_SECONDS = 0.2
_LINE_PAUSE_SECONDS = 10.0


def silent(done: int, total: int) -> None:
    """Tell nobody: the default of whoever takes a :data:`Told`."""


class Progress:
    """One long piece of work that is watched. Use it with ``with``; :meth:`of` begins its next stage.

    Args:
        things: what is counted, in the plural: "texts".
        total: how many there are; 0 where nobody knows.
        stands: a sentence or two for whoever breaks it off: what stands now and how to go on.
        verbosity: that of the command; at 0 nothing is shown but the sentence after Ctrl-C.
        to: where it is written; standard error.
        clock: seconds that only ever grow.
    """

    def __init__(
        self,
        things: str,
        total: int = 0,
        *,
        stands: str,
        verbosity: int = 1,
        to: IO[str] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._to = to if to is not None else sys.stderr
        self._clock, self._stands = clock, stands
        self._is_terminal = self._to.isatty()
        self._is_shown = verbosity > 0
        self._drawn = False
        self.of(things, total)

    def of(self, things: str, total: int = 0) -> None:
        """Begin the next stage, which counts other things from nothing."""
        self.clear()
        self._things, self._total, self._done = things, total, 0
        self._began = self._told_at = self._clock()

    def step(self, count: int = 1) -> None:
        """So many more are done."""
        self.at(self._done + count, self._total)

    def at(self, done: int, total: int) -> None:
        """So many are done of so many; a :data:`Told`."""
        self._done, self._total = done, total
        if not self._is_shown:
            return
        now = self._clock()
        ended = self._is_terminal and total and done >= total
        if now - self._told_at >= (_TERMINAL_PAUSE_SECONDS if self._is_terminal else _LINE_PAUSE_SECONDS) or ended:
            self._told_at = now
            self._tell(now)

    def over(self, items: Iterable[Item]) -> Iterator[Item]:
        """The same items, each counted once whoever asked for it has gone on to the next."""
        if isinstance(items, Sized):
            self._total = len(items)
        for item in items:
            yield item
            self.step()

    def after(self, work: Callable[[Given], Item]) -> Callable[[Given], Item]:
        """The same function, counted each time it has been called."""

        def counted(given: Given) -> Item:
            done = work(given)
            self.step()
            return done

        return counted

    def clear(self) -> None:
        """Make room for a line of text on a terminal; call it before writing one."""
        if self._drawn:
            self._to.write("\r\x1b[K")
            self._to.flush()
            self._drawn = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the terminal clean; after Ctrl-C say what stands, and end with :data:`INTERRUPTED`."""
        self.clear()
        if isinstance(error, KeyboardInterrupt):
            self._to.write(f"\nInterrupted: {self._counted()} done. {self._stands}\n")
            self._to.flush()
            raise SystemExit(INTERRUPTED) from None

    def _tell(self, now: float) -> None:
        """A bar, or a line."""
        line = self._counted()
        if self._total and self._done:
            line += f" ({100 * self._done // self._total} %)" if not self._is_terminal else ""
            line += _left((now - self._began) / self._done * max(self._total - self._done, 0))
        if not self._is_terminal:
            self._to.write(f"{line}\n")
        else:
            if self._total:
                filled = _WIDTH * min(self._done, self._total) // self._total
                line = f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {line}"
            # A line that is broken over two could not be drawn over.
            self._to.write(f"\r{line[: shutil.get_terminal_size().columns - 1]}\x1b[K")
            self._drawn = True
        self._to.flush()

    def _counted(self) -> str:
        return f"{self._done:,} of {self._total:,} {self._things}" if self._total else f"{self._done:,} {self._things}"


def _left(seconds: float) -> str:
    """How long it may still take, as exactly as anybody can know."""
    if seconds < 90:
        return f", {seconds:.0f} s left"
    return f", {seconds / 60:.0f} min left" if seconds < 90 * 60 else f", {seconds / 3600:.1f} h left"
