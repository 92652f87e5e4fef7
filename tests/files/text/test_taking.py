"""Text is taken page by page and section by section, and kept as it came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from portal.files.confined.limits import READING, Limits
from portal.files.confined.running import OverrunError
from portal.files.kinds import kind_of
from portal.files.text import taking
from portal.files.text.taking import PageText, TooHeavyError, slice_of
from tests.files.samples import docx, odt, paragraph, pdf, picture, pptx, xlsx

Take = Callable[..., list[PageText]]


@pytest.fixture
def take(tmp_path: Path) -> Take:
    """Takes the text of a content: numbers, headings and texts."""

    def take_it(content: bytes, name: str, after: int = 0, pages: int = 0) -> list[PageText]:
        path = tmp_path / name
        path.write_bytes(content)
        kind = kind_of(name)
        assert kind is not None
        return slice_of(path, kind, after, pages)

    return take_it


class PdfTests:
    @pytest.fixture(params=["poppler", "pdfium"], autouse=True)
    def reader(self, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
        if request.param == "pdfium":
            monkeypatch.setattr(taking, "pdftotext", lambda: None)
        elif taking.pdftotext() is None:
            pytest.skip("pdftotext is not installed (Debian's package is called poppler-utils)")

    def test_each_page_is_a_text_with_its_number(self, take: Take) -> None:
        pages = take(pdf(["First words", "", "Third words"]), "a.pdf", pages=3)
        assert [(page.number, page.text) for page in pages] == [(1, "First words"), (2, ""), (3, "Third words")]

    def test_a_long_one_is_read_slice_by_slice(self, take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(taking, "SLICE", 3)
        content = pdf([f"Page {number}" for number in range(1, 8)])
        read, after = [], 0
        while pages := take(content, "a.pdf", after, 7):
            read.append([page.text for page in pages])
            after = pages[-1].number
        assert read == [["Page 1", "Page 2", "Page 3"], ["Page 4", "Page 5", "Page 6"], ["Page 7"]]


class HeavyPageTests:
    def _reading(self, monkeypatch: pytest.MonkeyPatch, heavy: set[int]) -> None:
        def read(path: Path, first: int, last: int, limits: Limits) -> list[PageText]:
            if heavy & set(range(first, last + 1)):
                raise OverrunError("time")
            assert (limits is READING) == (first != last)
            return [PageText(number, "", f"Page {number}") for number in range(first, last + 1)]

        monkeypatch.setattr(taking, "_read_pdf", read)

    def test_one_does_not_take_the_others_with_it(self, take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
        self._reading(monkeypatch, {2})
        pages = take(b"", "a.pdf", pages=4)
        assert [(page.text, page.readable) for page in pages] == [
            ("Page 1", True),
            ("", False),
            ("Page 3", True),
            ("Page 4", True),
        ]

    def test_many_make_the_file_too_heavy(self, take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
        self._reading(monkeypatch, {1, 2, 3, 4})
        with pytest.raises(TooHeavyError):
            take(b"", "a.pdf", pages=9)

    def test_a_file_of_one_such_page_is_too_heavy(self, take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
        self._reading(monkeypatch, {1})
        with pytest.raises(TooHeavyError):
            take(b"", "a.pdf", pages=1)


class DocxTests:
    def test_headings_begin_sections(self, take: Take) -> None:
        body = paragraph("Before") + paragraph("Purpose", "Heading1") + paragraph("Why") + paragraph("Steps", "Titre2")
        styles = (
            '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            '<w:style w:styleId="Titre2"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
            '<w:style w:styleId="Klein"><w:pPr><w:outlineLvl w:val="4"/></w:pPr></w:style></w:styles>'
        )
        body += paragraph("Not a section", "Klein")
        pages = take(docx(body, {"word/styles.xml": styles}), "a.docx")
        assert [(page.number, page.heading, page.text) for page in pages] == [
            (1, "", "Before"),
            (2, "Purpose", "Purpose\nWhy"),
            (3, "Steps", "Steps\nNot a section"),
        ]

    def test_tables_boxes_and_notes_are_read_and_deleted_words_are_not(self, take: Take) -> None:
        cells = f"<w:tbl><w:tr><w:tc>{paragraph('Left')}</w:tc><w:tc>{paragraph('Right')}</w:tc></w:tr></w:tbl>"
        box = f"<w:txbxContent>{paragraph('In a box')}</w:txbxContent>"
        compat = "http://schemas.openxmlformats.org/markup-compatibility/2006"
        twice = (
            f'<w:p><w:r><mc:AlternateContent xmlns:mc="{compat}"><mc:Choice>{box}</mc:Choice>'
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
        deleted = "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        deleted = f"<w:p>{deleted}<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>"
        notes = (
            '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:footnote>{paragraph('A footnote')}</w:footnote></w:footnotes>"
        )
        (page,) = take(docx(cells + twice + deleted, {"word/footnotes.xml": notes}), "a.docx")
        assert [line for line in page.text.split("\n") if line] == ["Left", "Right", "In a box", "a\tb", "A footnote"]

    def test_a_long_text_without_headings_is_cut_between_paragraphs(self, take: Take) -> None:
        pages = take(docx(paragraph("word " * 100) * 50), "a.docx")
        assert len(pages) == 4
        assert sum(page.text.count("word") for page in pages) == 5000


class OtherKindsTests:
    def test_slides_come_in_the_order_they_are_shown_with_their_notes(self, take: Take) -> None:
        pages = take(pptx([("One", "First line", "Say this"), ("Two", "Second line", "")]), "a.pptx")
        assert [(page.number, page.heading, page.text) for page in pages] == [
            (1, "One", "One\nFirst line\nSay this"),
            (2, "Two", "Two\nSecond line"),
        ]

    def test_sheets_are_read_a_line_a_row(self, take: Take) -> None:
        rows = [["Country", "Cases"], [None, None], ["ລາວ", 12.0, datetime(2026, 5, 4), True]]
        pages = take(xlsx({"Figures": rows, "Empty": [], "More": [["x " * 30]] * 500}), "a.xlsx")
        assert (pages[0].heading, pages[0].text) == ("Figures", "Country\tCases\nລາວ\t12\t2026-05-04\tTrue")
        assert {page.heading for page in pages[1:]} == {"More"}
        assert len(pages) == 5

    def test_an_odt_is_read_with_its_spaces_and_without_what_was_deleted(self, take: Take) -> None:
        body = (
            "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
            '<text:h text:outline-level="1">Purpose</text:h>'
            '<text:p>One<text:s text:c="2"/><text:span>two</text:span><text:tab/>three<text:line-break/>four</text:p>'
            "<text:list><text:list-item><text:p>An item</text:p></text:list-item></text:list>"
            "<text:p><draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame></text:p>"
        )
        (page,) = take(odt(body), "a.odt")
        assert page.heading == "Purpose"
        assert page.text == "Purpose\nOne  two\tthree\nfour\nAn item\n\nIn a box"

    def test_a_picture_is_a_page_without_text(self, take: Take) -> None:
        assert take(picture(), "a.png") == [PageText(1, "", "")]
        assert take(picture(), "a.png", after=1) == []

    def test_entities_are_not_unfolded(self, take: Take) -> None:
        bomb = '<!DOCTYPE t [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w:document>&b;</w:document>'
        assert take(docx(parts={"word/document.xml": bomb}), "a.docx") == []

    def test_signs_that_no_database_keeps_are_left_out(self) -> None:
        assert taking._kept(1, "a\x00", "\x0cone\x00\ud800two\tthree\n") == PageText(1, "a", "\x0conetwo\tthree")
