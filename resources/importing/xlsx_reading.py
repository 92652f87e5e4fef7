"""The first sheet of a workbook as a stream of lines: dates, numbers and ticks as the texts they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from portal.files.pipeline import archives
from resources.columns.refusals import TableRefusedError
from resources.importing.header import columns_of
from resources.importing.places import Place

Lines = Callable[[], Iterator[tuple[Place, list[str]]]]
#: After so many empty rows nothing follows: some programs count a million empty rows as part of a sheet.
_END_AFTER = 1_000
_MOST_COLUMNS = 200


def open_xlsx(path: Path, name: str) -> tuple[tuple[str, ...], Lines, tuple[str, ...]]:
    """Columns, lines and notes of a workbook's first sheet. Raises TableRefusedError."""
    try:
        with archives.opened(path, name):
            pass
    except ValidationError as refusal:
        raise TableRefusedError(" ".join(refusal.messages)) from refusal
    first = next(_lines(path, name, header=True), None)
    if first is None:
        raise TableRefusedError(f"The first sheet of “{name}” is empty.")
    with _sheet(path, name) as sheet:
        note = f"“{name}” was read as a workbook: the sheet “{sheet.title}”."
    return columns_of(first[1], name), partial(_lines, path, name), (note,)


@contextmanager
def _sheet(path: Path, name: str) -> Iterator[Any]:
    """The first sheet that is shown, read as a stream."""
    # Opened here: openpyxl refuses a path that does not end in .xlsx, and an upload lies under another name.
    with path.open("rb") as content:
        try:
            # What formulas came to, and not the formulas.
            book = load_workbook(content, read_only=True, data_only=True, keep_links=False)
        # openpyxl lets what it stumbles over come through as it is.
        except Exception as error:
            raise TableRefusedError(f"“{name}” is no workbook that can be read: save it anew, or as CSV.") from error
        try:
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            if not sheets:
                raise TableRefusedError(f"“{name}” has no sheet with cells.")
            # What a sheet says of its own size may be anything.
            sheets[0].reset_dimensions()
            yield sheets[0]
        finally:
            book.close()


def _lines(path: Path, name: str, *, header: bool = False) -> Iterator[tuple[Place, list[str]]]:
    """The rows below the header, or the header alone."""
    seen, empty = False, 0
    with _sheet(path, name) as sheet:
        rows = sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS)
        for number, values in enumerate(rows, start=1):
            cells = [written(value) for value in values]
            if not any(cells):
                empty += 1
                if empty > _END_AFTER:
                    return
                continue
            empty = 0
            if header or seen:
                yield Place(number, number), cells
            if header:
                return
            seen = True


def written(value: Any) -> str:
    """A cell as the text it stands for: a date as 2025-03-14, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    # A carriage return is written in this way where a program could not keep it.
    return str(value).replace("_x000D_", "")
