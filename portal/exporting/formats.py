"""Tables as files to save: CSV as it comes, XLSX when all of it is there."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

CSV, XLSX = FORMS = ("csv", "xlsx")
_KINDS = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: The most that a cell of a workbook holds.
_LONGEST = 32_767
#: Kept in memory until a workbook is larger.
_SMALL = 4 * 1024 * 1024


def download(rows: Iterable[Sequence[str]], name: str, form: str) -> HttpResponseBase:
    """The answer that saves rows under a name with the end of its form, ``csv`` or ``xlsx``."""
    if form == XLSX:
        response: Any = FileResponse(workbook(rows), content_type=_KINDS[form])
    else:
        response = StreamingHttpResponse(csv_lines(rows), content_type=_KINDS[CSV])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    # A list to be taken home is no page to be found.
    response["X-Robots-Tag"] = "noindex"
    return response  # type: ignore[no-any-return]


class _Line:
    """What the writer of CSV writes to: gives each line back."""

    def write(self, line: str) -> str:
        """The line."""
        return line


def csv_lines(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The lines of a CSV file in UTF-8, with the mark by which spreadsheets know it."""
    writer = csv.writer(_Line())
    yield b"\xef\xbb\xbf"
    for row in rows:
        yield writer.writerow(row).encode()


def workbook(rows: Iterable[Sequence[str]]) -> Any:
    """A workbook of one sheet as an open file; every cell is a text, whatever it looks like."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Balai")
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = tempfile.SpooledTemporaryFile(max_size=_SMALL)  # noqa: SIM115 - the answer closes it
    book.save(file)
    file.seek(0)
    return file


def _cell(sheet: Any, value: str) -> Any:
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    # A part of a text would pass for the whole when the table comes back; an empty cell leaves the text alone.
    cell = WriteOnlyCell(sheet, value=text if len(text) <= _LONGEST else "")
    cell.data_type = "s"
    return cell
