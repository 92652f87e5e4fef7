"""The report of the rows that were not taken: a table that any program may open."""

from __future__ import annotations

import csv
from typing import IO

from portal.exporting.formulas import harmless
from resources.importing.outcomes import Outcome

HEADINGS = ("row", "line", "reference", "language", "column", "sentence")


class Report:
    """Writes refused rows into an open text file, each as soon as it is known."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out
        # Programs that would take the file for something else are told by this that it is UTF-8.
        out.write("\ufeff")
        self._writer = csv.writer(out)
        self._writer.writerow(HEADINGS)

    def add(self, outcome: Outcome) -> None:
        """Write one row."""
        cells = (
            str(outcome.place.row),
            str(outcome.place.line),
            outcome.reference,
            outcome.language,
            outcome.column,
            outcome.sentence,
        )
        self._writer.writerow([harmless(cell) for cell in cells])
        self._out.flush()
