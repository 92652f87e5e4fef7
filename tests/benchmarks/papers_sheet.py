"""The table that ``papers`` comes to: what was measured, what was asked for, and whether it was held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.benchmarks.figures import percentile, table
from tests.benchmarks.load import Answer


@dataclass
class Sheet:
    """Rows as they are measured; what was not held is told above them, and what is told below them follows."""

    rows: list[Sequence[str]] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    def row(self, what: str, measured: str, asked: str = "", held: bool | None = None) -> None:
        """Write a figure down; ``held`` is None where nothing was asked for."""
        self.rows.append([what, asked, measured, "" if held is None else "yes" if held else "**no**"])
        if held is False:
            self.broken.append(what)
        print(f"  {what}: {measured}{' NOT HELD' if held is False else ''}", flush=True)

    def in_markdown(self) -> str:
        """The verdict, the table, and what was told below it."""
        verdict = f"Not held: {'; '.join(self.broken)}." if self.broken else "Every figure is held."
        return "\n\n".join([verdict, table(["what", "asked for", "measured", "held"], self.rows), *self.below])


def waits(answers: Sequence[Answer]) -> str:
    """How long visitors waited: the middle, what 95 of 100 keep to, the longest; and how many were not served."""
    if not answers:
        return "none"
    took = [answer.milliseconds for answer in answers]
    failed = sum(answer.status != 200 for answer in answers)
    told = " / ".join(f"{percentile(took, share):,.0f}" for share in (0.5, 0.95, 1.0))
    return f"{told} ms of {len(answers)}{f', {failed} not served' if failed else ''}"


def all_within(answers: Sequence[Answer], milliseconds: float) -> bool:
    """Whether there were visitors, and every one of them was served before so many milliseconds had passed."""
    return bool(answers) and all(one.status == 200 and one.milliseconds < milliseconds for one in answers)
