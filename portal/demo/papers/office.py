"""Papers to be filled in and tables to be reckoned with: DOCX and XLSX."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from portal.demo.papers.content import Block, Dossier
from portal.languages import Language
from portal.marking import Label

_STYLES = {"title": "Title", "heading": "Heading 1", "term": "Heading 2"}
_INK, _RIVER = "17232E", "0A5657"
_WIDEST, _NARROWEST = 48, 12
#: Both libraries write the hour they are called at into the file.
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def docx_of(dossier: Dossier) -> bytes:
    """The paper as a text document, with headings and lists that are such, and its number and label in the foot."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    _set_language(document, dossier.language)
    properties = document.core_properties
    properties.title, properties.language = dossier.title, dossier.language.tag
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = datetime.combine(dossier.posted, time())
    for block in (*dossier.cover, *dossier.body):
        _add(document, block)
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{dossier.reference} · {dossier.label.written} · ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)
    written = io.BytesIO()
    document.save(written)
    return _steady(written.getvalue(), dossier.posted)


def xlsx_of(
    *, title: str, reference: str, label: Label, day: date, head: Sequence[str], rows: Iterable[Sequence[str]]
) -> bytes:
    """A table as a workbook of one sheet named by its reference, its first row staying in sight."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = reference
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor=_RIVER)
    for number, column in enumerate(sheet.columns, 1):
        widest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(max(widest + 2, _NARROWEST), _WIDEST)
        for cell in column:
            # As text, whatever it looks like: none of it is meant to be reckoned.
            cell.data_type = "s" if cell.value else cell.data_type
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.oddFooter.left.text = f"{reference} {label.written}"
    sheet.oddFooter.right.text = "&P / &N"
    book.properties.title, book.properties.creator = title, ""
    book.properties.created = datetime.combine(day, time())
    written = io.BytesIO()
    book.save(written)
    return _steady(written.getvalue(), day)


def _set_language(document: Any, language: Language) -> None:
    """Running text in this language and its font, for scripts that programs call complex as well."""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Noto Sans", Pt(11)
    properties = normal.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for kind in ("w:cs", "w:eastAsia"):
        fonts.set(qn(kind), language.font or "Noto Sans SC")
    spoken = OxmlElement("w:lang")
    for kind in ("w:val", "w:bidi", "w:eastAsia"):
        spoken.set(qn(kind), language.tag)
    properties.append(spoken)
    for name in _STYLES.values():
        document.styles[name].font.color.rgb = RGBColor.from_string(_RIVER if name == "Heading 2" else _INK)


def _add(document: Any, block: Block) -> None:
    style = _STYLES.get(block.role)
    if block.role == "item":
        style = "List Number" if block.marker.endswith(".") else "List Bullet"
    paragraph = document.add_paragraph(style=style)
    # A heading's number is part of its words; an item's is made by the list.
    if block.marker and block.role != "item":
        paragraph.add_run(f"{block.marker} ")
    for run in block.runs:
        # Only where it is so: a heading's weight is that of its style.
        paragraph.add_run(run.text).bold = True if run.strong else None


def _steady(package: bytes, day: date) -> bytes:
    """The same package without the hour it was made at."""
    moment = f"{day:%Y-%m-%d}T00:00:00Z".encode()
    written = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + moment, content)
            part = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = ZIP_DEFLATED
            new.writestr(part, content)
    return written.getvalue()
