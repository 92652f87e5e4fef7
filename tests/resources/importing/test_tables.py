"""Which tables are read, how, and which are refused as a whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from resources.columns.refusals import TableRefusedError
from resources.importing.tables import open_table

HEAD = "reference,language,type,title,marking"


def saved(folder: Path, content: str | bytes, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


class CsvTests:
    def test_rows_are_those_of_a_spreadsheet_and_lines_those_of_an_editor_whatever_ends_them(
        self, tmp_path: Path
    ) -> None:
        text = f'\ufeff{HEAD},body\r\nA,en,tool,T,CLEAR,"one\r\ntwo; three\r\n"\r\n\r\nB,en,tool,T,CLEAR,x\r\n'
        rows = list(open_table(saved(tmp_path, text)).rows())
        assert [(str(row.place), row.cells["reference"]) for row in rows] == [("row 2", "A"), ("row 4 (line 6)", "B")]

    def test_semicolons_between_cells_are_found_out_and_said(self, tmp_path: Path) -> None:
        table = open_table(saved(tmp_path, f"{HEAD.replace(',', ';')}\nA;en;tool;One, two, three, four, five;CLEAR\n"))
        assert next(table.rows()).cells["title"] == "One, two, three, four, five"
        assert "semicolons" in table.notes[0]

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (f"{HEAD}\nA,en,tool,caf\u00e9,CLEAR\n".encode("latin-1"), r"not UTF-8 \(line 2\)"),
            (f"{HEAD}\n".encode("utf-16"), "UTF-16"),
            (b"", "is empty"),
            (b"1,2,3\n4,5,6\n", "no header row"),
            (b"reference,language,type,title\n", "lacks required columns: marking"),
            (f"{HEAD},autors\n".encode(), r"unknown columns: autors \(perhaps authors\): rename"),
            (f"{HEAD},body,Body\n".encode(), "more than once: body"),
            (f'{HEAD}\nA,en,tool,"T,CLEAR\nB,en,tool,T,CLEAR\n'.encode(), "quotation mark is not closed"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
            (b"PK\x03\x04 and nothing that follows", "damaged"),
        ],
    )
    def test_a_table_that_is_none_is_refused_with_one_sentence(self, tmp_path: Path, content: bytes, said: str) -> None:
        with pytest.raises(TableRefusedError, match=said):
            list(open_table(saved(tmp_path, content)).rows())

    def test_a_row_with_more_cells_than_columns_says_so(self, tmp_path: Path) -> None:
        row = next(open_table(saved(tmp_path, f"{HEAD}\nA,en,tool,One, two,CLEAR\n")).rows())
        assert "more cells" in row.fault


class XlsxTests:
    def test_dates_and_numbers_are_the_texts_they_stand_for(self, tmp_path: Path) -> None:
        book = Workbook()
        book.active.append([*HEAD.split(","), "issued", "posted"])
        book.active.append([])
        book.active.append(["A", "en", "tool", 7.0, "CLEAR", 2025, date(2025, 3, 14)])
        book.save(tmp_path / "t.xlsx")
        row = next(open_table(tmp_path / "t.xlsx").rows())
        assert row.line == 3
        assert (row.cells["title"], row.cells["issued"], row.cells["posted"]) == ("7", "2025", "2025-03-14")

    def test_a_workbook_is_told_by_what_is_in_it_whatever_its_name_ends_in(self, tmp_path: Path) -> None:
        book = Workbook()
        book.active.append(HEAD.split(","))
        book.active.append(["A", "en", "tool", "T", "CLEAR"])
        # An upload is read from a copy that keeps no ending.
        book.save(tmp_path / "balai-x1y2")
        assert next(open_table(tmp_path / "balai-x1y2", "t.xlsx").rows()).cells["title"] == "T"
