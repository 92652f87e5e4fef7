"""CSV as a stream of lines: UTF-8, comma or semicolon, quoted texts over several lines."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from resources.columns.refusals import TableRefusedError
from resources.importing.header import columns_of, known
from resources.importing.places import Place

Lines = Callable[[], Iterator[tuple[Place, list[str]]]]
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
#: A longer cell is no text of a publication; the whole cell is in memory at once.
LONGEST_CELL = 4 * 1024 * 1024
_PIECE = 1 << 20


def open_csv(path: Path, name: str) -> tuple[tuple[str, ...], Lines, tuple[str, ...]]:
    """Columns, lines and notes of a CSV file. Raises TableRefusedError, also while lines are read."""
    _check_encoding(path, name)
    separator, headings = _separated(path, name)
    columns = columns_of(headings, name)
    notes = (f"“{name}” was read as CSV with {_SEPARATORS[separator]} between the cells.",)
    return columns, partial(_lines, path, name, separator), notes


def _check_encoding(path: Path, name: str) -> None:
    """Read the file once as bytes, so that nothing of it is imported when a part is no UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 1
    with path.open("rb") as file:
        if not (piece := file.read(_PIECE)):
            raise TableRefusedError(f"“{name}” is empty.")
        if piece[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise TableRefusedError(f"“{name}” is not UTF-8 but UTF-16: save it as “CSV UTF-8”.")
        while piece:
            try:
                decoder.decode(piece, final=len(piece) < _PIECE)
            except UnicodeDecodeError as error:
                line += error.object[: error.start].count(b"\n")
                raise TableRefusedError(
                    f"“{name}” is not UTF-8 (line {line}): save it as “CSV UTF-8”, not as plain “CSV”."
                ) from error
            line += piece.count(b"\n")
            piece = file.read(_PIECE)


def _separated(path: Path, name: str) -> tuple[str, list[str]]:
    """The separator under which the first row names most columns, and the headings under it."""
    found: dict[str, list[str]] = {}
    for separator in _SEPARATORS:
        try:
            found[separator] = next(_records(path, separator), (None, []))[1]
        except csv.Error:
            continue
    if not found:
        raise TableRefusedError(f"The first row of “{name}” cannot be read: a quotation mark is not closed.")
    best = max(found, key=lambda separator: (known(found[separator]), len(found[separator])))
    return best, found[best]


def _records(path: Path, separator: str) -> Iterator[tuple[Place, list[str]]]:
    """Each record with the place at which it begins."""
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=separator, strict=True)
        begun = 0
        # An empty line is a record of no cells, and an empty row of a spreadsheet.
        for row, cells in enumerate(reader, start=1):
            yield Place(row, begun + 1), cells
            begun = reader.line_num


def _lines(path: Path, name: str, separator: str) -> Iterator[tuple[Place, list[str]]]:
    """The records below the header. Raises TableRefusedError where they cannot be told apart."""
    last = Place(1, 1)
    header = True
    try:
        for place, cells in _records(path, separator):
            last = place
            if header:
                header = not any(cell.strip() for cell in cells)
                continue
            yield place, cells
    except (csv.Error, UnicodeDecodeError) as error:
        too_long = "field larger" in str(error)
        said = "a cell is too long" if too_long else "a quotation mark is not closed, or there is one too many"
        raise TableRefusedError(f"“{name}” cannot be read on from {last}: {said}.") from error
