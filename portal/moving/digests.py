"""Whether two tables hold the same rows: their number, and a sum over all rows that no order changes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

_ALL = (1 << 256) - 1


@dataclass
class Digest:
    """Of the rows so far."""

    rows: int = 0
    total: int = 0

    def add(self, values: Sequence[str | None]) -> None:
        """Count a row in, told in the form in which values are compared."""
        row = hashlib.sha256()
        for value in values:
            # The length first: no two rows are told alike.
            told = b"-" if value is None else value.encode()
            row.update(b"%d:" % (-1 if value is None else len(told)) + told)
        self.rows += 1
        self.total = (self.total + int.from_bytes(row.digest())) & _ALL

    def __str__(self) -> str:
        return f"{self.rows} {self.total:064x}"
