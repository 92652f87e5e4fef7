"""What became of a row, or would."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from resources.columns.refusals import CellRefusedError
from resources.columns.table import BY_NAME
from resources.importing.places import Place


class Kind(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a row. ``columns`` are those that changed; ``column`` and ``sentence`` say why not."""

    place: Place
    kind: Kind
    reference: str = ""
    language: str = ""
    columns: tuple[str, ...] = ()
    ends_as: str = ""
    notes: tuple[str, ...] = ()
    column: str = ""
    sentence: str = ""

    def told(self) -> str:
        """The outcome in one line."""
        named = " ".join(part for part in (self.reference, self.language) if part)
        start = f"{self.place}{': ' if named else ''}{named}: "
        if self.kind is Kind.REFUSED:
            return f"{start}refused, {f'column {self.column}: ' if self.column else ''}{self.sentence}"
        said = [self.kind.value]
        if self.columns:
            said[0] += f" ({', '.join(self.columns)})"
        said += [self.ends_as] if self.ends_as else []
        return start + ", ".join(said) + ("." if self.notes else "") + "".join(f" {note}" for note in self.notes)


class RowRefusedError(Exception):
    """A row that is not taken, with everything that is wrong with it."""

    def __init__(self, faults: list[CellRefusedError]) -> None:
        order = list(BY_NAME)
        place = {name: number for number, name in enumerate(order)}
        self.faults = sorted(faults, key=lambda fault: place.get(fault.column, -1))
        super().__init__(self.sentence)

    @property
    def column(self) -> str:
        """The first column that is wrong."""
        return self.faults[0].column

    @property
    def sentence(self) -> str:
        """Why; what is wrong with further columns follows with their names."""
        first, *others = self.faults
        return " ".join([first.sentence, *(f"Column {fault.column}: {fault.sentence}" for fault in others)])
