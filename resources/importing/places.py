"""Where a row of a table stands, as a spreadsheet and as an editor count."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """``row`` as a spreadsheet counts, ``line`` as an editor does: the same until a cell goes over several lines."""

    row: int
    line: int

    def __str__(self) -> str:
        return f"row {self.row}" if self.row == self.line else f"row {self.row} (line {self.line})"
