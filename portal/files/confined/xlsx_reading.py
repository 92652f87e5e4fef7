"""The text of an XLSX: the cells of each sheet as they were last worked out, a line a row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook

from portal.files.confined.sections import LONG, LONGEST_HEADING


def read(path: str) -> Iterator[dict[str, Any]]:
    """One record a sheet, more where a sheet is long; its name is the heading."""
    # Formulas are not read: the workbook keeps what they came to.
    book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    number = 0
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # What a sheet says of its own size may be anything.
        for text in _parts(sheet):
            number += 1
            yield {"number": number, "heading": sheet.title[:LONGEST_HEADING], "text": text}


def _parts(sheet: Any) -> Iterator[str]:
    """The lines of a sheet, in parts that can be read as a page."""
    lines: list[str] = []
    length = 0
    for row in sheet.iter_rows(values_only=True):
        line = "\t".join(map(_written, row)).rstrip("\t")
        if line.strip():
            lines.append(line)
            length += len(line) + 1
        if length > LONG:
            yield "\n".join(lines)
            lines, length = [], 0
    if lines:
        yield "\n".join(lines)


def _written(value: Any) -> str:
    """A cell as one would read it aloud."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())
