"""What a drill came to: the figures, and a sentence for everything that did not hold."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field


class DrillStoppedError(Exception):
    """The drill could not be carried through; the text says why, with the last words of what failed."""


@dataclass
class Outcome:
    """The rows of a table of figures, remarks below it, and what was asked for and did not hold."""

    rows: list[Sequence[object]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def row(self, what: str, asked: str, measured: object) -> None:
        """A figure, beside what was asked for (empty where nothing was)."""
        self.rows.append([what, asked, measured])

    def require(self, holds: bool, sentence: str) -> None:
        """Write down what did not hold. The drill goes on: the rest of it may tell why."""
        if not holds:
            self.broken.append(sentence)

    def none_of(self, what: str, these: Sequence[object]) -> None:
        """A figure that has to be nought; the first of these are told where it is not."""
        self.row(what, "0", f"{len(these):,}")
        self.require(not these, f"{what}: {len(these)}, for example {'; '.join(map(str, these[:3]))}")

    def in_markdown(self) -> str:
        """The table, what did not hold, and the remarks."""
        lines = ["| what | asked for | measured |", "| --- | --: | --: |"]
        lines += [f"| {' | '.join(map(str, row))} |" for row in self.rows]
        verdict = "All of it held." if not self.broken else "**Not held:** " + " ".join(map(_sentence, self.broken))
        return "\n\n".join(["\n".join(lines), verdict, *self.remarks])


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


@contextmanager
def step(name: str) -> Iterator[None]:
    """Say on the screen what is done now, so that whoever waits knows."""
    print(f"  {name} ... ", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    finally:
        print(f"{time.monotonic() - began:.0f} s", flush=True)
