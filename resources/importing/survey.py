"""The first look through a table: what its rows say of one another. Nothing is kept of a row but a few codes."""

from __future__ import annotations

from dataclasses import dataclass, field

from portal.marking import PAGE_LABELS, Label, strictest
from resources.importing.keys import label_meant, language_meant, reference_meant, type_meant
from resources.importing.places import Place
from resources.importing.tables import Table


@dataclass
class Said:
    """What the rows of one reference say: the strictest label, the first type, the place of each language."""

    label: Label | None = None
    type: str = ""
    places: dict[str, Place] = field(default_factory=dict)


@dataclass
class Survey:
    """What all rows say, by reference; ``rows`` is how many there are."""

    rows: int = 0
    by_reference: dict[str, Said] = field(default_factory=dict)


def survey(table: Table) -> Survey:
    """Read a table through. Raises TableRefusedError where it cannot be read to its end."""
    found = Survey()
    for row in table.rows():
        found.rows += 1
        reference = reference_meant(row.cells.get("reference", ""))
        if not reference or row.fault:
            continue
        said = found.by_reference.setdefault(reference, Said())
        label = label_meant(row.cells.get("marking", ""))
        if label in PAGE_LABELS:
            said.label = strictest([label, said.label] if said.label else [label])
        said.type = said.type or type_meant(row.cells.get("type", ""))
        language = language_meant(row.cells.get("language", ""))
        if language:
            said.places.setdefault(language, row.place)
    return found
