"""A table as it is read: its rows one by one, each with the place where somebody finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from resources.columns.refusals import TableRefusedError
from resources.importing.csv_reading import open_csv
from resources.importing.places import Place
from resources.importing.xlsx_reading import open_xlsx

_OLD_OFFICE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LOOKED_THROUGH = 1 << 20


@dataclass(frozen=True)
class Row:
    """A row: where it begins, and its cells by column."""

    place: Place
    cells: Mapping[str, str]
    #: What is wrong with the row as a whole; empty for nothing.
    fault: str = ""

    @property
    def line(self) -> int:
        """The line on which it begins; no other row begins there."""
        return self.place.line


@dataclass(frozen=True)
class Table:
    """A table that can be read any number of times. ``columns`` are those it has; ``notes`` say how it was read."""

    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    notes: tuple[str, ...] = field(default=())


def open_table(path: Path, name: str = "") -> Table:
    """The table in a file, CSV or XLSX, told by what is in it. Raises TableRefusedError."""
    name = name or path.name
    try:
        with path.open("rb") as file:
            beginning = file.read(_LOOKED_THROUGH)
    except OSError as error:
        raise TableRefusedError(f"“{name}” cannot be read: {error.strerror or 'it is not there'}.") from error
    if beginning.startswith(_OLD_OFFICE):
        if _ENCRYPTED in beginning:
            raise TableRefusedError(f"“{name}” is protected by a password: save a copy without one.")
        raise TableRefusedError(f"“{name}” is an old workbook (XLS): save it as XLSX or as CSV in UTF-8.")
    read = open_xlsx if beginning.startswith(_ZIP) else open_csv
    columns, lines, notes = read(path, name)
    return Table(columns, lambda: _rows(columns, lines()), notes)


def _rows(columns: tuple[str, ...], lines: Iterator[tuple[Place, list[str]]]) -> Iterator[Row]:
    """Rows of lines; what is wholly empty is none."""
    for place, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        beyond = [cell for at, cell in enumerate(cells) if at >= len(columns) or not columns[at]]
        fault = ""
        if any(cell.strip() for cell in beyond):
            fault = (
                "The row has more cells than there are columns; perhaps a text with a separator in it is not in quotes."
            )
        by_name = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
        yield Row(place, by_name, fault)
