"""The demo's text documents and its workbook."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook

from portal.demo.papers.choice import DOCX, PAPERS
from portal.demo.papers.content import dossier
from portal.demo.papers.office import docx_of, xlsx_of
from portal.demo.sources import families
from portal.marking import Label

CODES = [paper.language for paper in PAPERS if paper.kind == DOCX]


def checklist(code: str) -> bytes:
    return docx_of(dossier(next(one for one in families() if one.reference == "T-2026-006"), code))


def table() -> bytes:
    return xlsx_of(
        title="A guideline",
        reference="G-2026-014",
        label=Label.CLEAR,
        day=date(2026, 11, 15),
        head=["Member State", "Status"],
        rows=[("Cambodia", "In use"), ("=1+1", "")],
    )


@pytest.mark.parametrize("code", CODES)
class DocumentTests:
    def test_it_holds_the_whole_text_in_order(self, code: str) -> None:
        paper = dossier(next(one for one in families() if one.reference == "T-2026-006"), code)
        texts = [paragraph.text for paragraph in Document(BytesIO(checklist(code))).paragraphs]
        wanted = [
            block.text if block.role == "item" else f"{block.marker} {block.text}".strip()
            for block in (*paper.cover, *paper.body)
        ]
        assert texts == wanted

    def test_headings_and_lists_are_such(self, code: str) -> None:
        styles = [paragraph.style.name for paragraph in Document(BytesIO(checklist(code))).paragraphs]
        assert styles.count("Title") == 1
        assert styles.count("Heading 1") == 4
        assert styles.count("List Number") == 6

    def test_it_tells_its_language_and_names_nobody(self, code: str) -> None:
        document = Document(BytesIO(checklist(code)))
        assert document.core_properties.language == code
        assert document.core_properties.author == ""
        assert f'w:val="{code}"' in document.styles["Normal"].element.xml

    def test_number_and_label_stand_in_the_foot(self, code: str) -> None:
        foot = Document(BytesIO(checklist(code))).sections[0].footer.paragraphs[0]
        assert foot.text.startswith("T-2026-006 · TLP:CLEAR")

    def test_it_is_made_alike_every_time(self, code: str) -> None:
        assert checklist(code) == checklist(code)


class WorkbookTests:
    def test_rows_stand_below_their_head_and_stay_text(self) -> None:
        sheet = load_workbook(BytesIO(table())).active
        assert sheet is not None
        assert [[cell.value for cell in row] for row in sheet.rows] == [
            ["Member State", "Status"],
            ["Cambodia", "In use"],
            ["=1+1", None],
        ]
        assert sheet["A3"].data_type == "s"
        assert sheet.freeze_panes == "A2"

    def test_label_and_number_are_printed(self) -> None:
        sheet = load_workbook(BytesIO(table())).active
        assert sheet is not None
        assert sheet.oddFooter.left.text == "G-2026-014 TLP:CLEAR"

    def test_it_does_not_tell_when_it_was_made(self) -> None:
        assert table() == table()
        with ZipFile(BytesIO(table())) as package:
            assert {part.date_time[0] for part in package.infolist()} == {1980}
            core = package.read("docProps/core.xml").decode()
        assert core.count("2026-11-15T00:00:00Z") == 2
