"""A row that would publish what may identify a person is refused; as a draft it waits for a decision in its form."""

from __future__ import annotations

from typing import Any

from portal.exporting.formulas import meant
from portal.victim_data.actions import count_findings
from portal.victim_data.findings import Findings
from portal.victim_data.guard import look
from portal.victim_data.releases import still_held
from portal.victim_data.sentences import place
from resources.columns.refusals import CellRefusedError
from resources.columns.table import BY_NAME
from resources.importing.outcomes import RowRefusedError
from resources.importing.tables import Row

SURFACE = "import"
_NOTE = "It may identify a person: a publisher decides in its form before it is published."


def guard(row: Row, page: Any, *, publishes: bool, dry_run: bool) -> list[str]:
    """What is told of a row that becomes a draft; nothing where nothing is held.

    Raises RowRefusedError, with a sentence for each column, where the row would be published. What a publisher has
    decided for this page is not held again.
    """
    faults: list[CellRefusedError] = []
    found = Findings()
    for name, cell in row.cells.items():
        text = meant(cell)
        if name not in BY_NAME or not (held := still_held(page, text, look(text))):
            continue
        found += Findings(held)
        places = " ".join(f"{place(one)}." for one in held)
        sentence = f"This may identify a person. {places} Take it out, or import the row as a draft and decide there."
        faults.append(CellRefusedError(name, sentence))
    if found and not dry_run:
        count_findings(found, surface=SURFACE)
    if faults and publishes:
        raise RowRefusedError(faults)
    return [_NOTE] if faults else []
