"""The demo's papers: there are enough of them, they read well, and what was put in comes out again."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from portal.demo.papers.choice import DOCX, PAPERS, PDF, XLSX, Paper
from portal.demo.papers.content import blocks_of, dossier, seen
from portal.demo.papers.faces import faces_for
from portal.demo.papers.layout import HEIGHT, RIGHT, WIDTH, Layout, lay_out
from portal.demo.papers.shaping import Shaper, parts
from portal.demo.papers.writing import pdf_of
from portal.demo.sources import families
from portal.languages import BY_CODE
from portal.marking import Label
from tests.demo.reading_back import by_reference, likeness, of, paper_in, put_in, without_feet

#: The share of the characters that come out in order; with white space folded, and without any.
LEAST, LEAST_BARE = 0.98, 0.99
#: The same for the reader that serves where poppler is not installed, and that sees spaces in some wide gaps.
LEAST_ELSEWHERE = 0.96
CODES = tuple(BY_CODE)


@cache
def made(code: str) -> bytes:
    return pdf_of(of(paper_in(code)))


def pages_by_pdfium(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


@pytest.fixture
def pdftotext() -> str:
    path = shutil.which("pdftotext")
    if not path:
        message = "pdftotext is not installed; it comes with poppler-utils"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    return str(path)


class ChoiceTests:
    def test_there_are_enough_of_each_kind(self) -> None:
        kinds = Counter(paper.kind for paper in PAPERS)
        assert kinds[PDF] >= 24
        assert (kinds[DOCX], kinds[XLSX]) == (2, 1)

    def test_every_language_has_a_pdf(self) -> None:
        assert {paper.language for paper in PAPERS if paper.kind == PDF} == set(CODES)

    def test_each_stands_for_a_text_there_is_and_none_twice(self) -> None:
        assert len({(paper.reference, paper.language, paper.kind) for paper in PAPERS}) == len(PAPERS)
        for paper in PAPERS:
            for reference in (paper.reference, *paper.annexes):
                assert paper.language in by_reference()[reference].texts, paper

    def test_some_khmer_paper_has_a_seventh_page(self) -> None:
        longest = next(paper for paper in PAPERS if paper.language == "km" and paper.annexes)
        assert len(pages_by_pdfium(pdf_of(of(longest)))) >= 7


@pytest.mark.parametrize("code", CODES)
class ReadingTests:
    def test_poppler_reads_what_was_put_in(self, code: str, tmp_path: Path, pdftotext: str) -> None:
        paper, file = of(paper_in(code)), tmp_path / "paper.pdf"
        file.write_bytes(made(code))
        got = subprocess.run([pdftotext, str(file), "-"], capture_output=True, check=True).stdout.decode()
        got = without_feet(paper, got, len(pages_by_pdfium(made(code))))
        assert likeness(put_in(paper), got, " ") >= LEAST
        assert likeness(put_in(paper), got, "") >= LEAST_BARE

    def test_pdfium_reads_nearly_as_well(self, code: str) -> None:
        paper, pages = of(paper_in(code)), pages_by_pdfium(made(code))
        got = without_feet(paper, "\n".join(pages), len(pages))
        assert likeness(put_in(paper), got, " ") >= LEAST_ELSEWHERE
        assert likeness(put_in(paper), got, "") >= LEAST_BARE

    def test_nothing_in_it_is_unseen_or_unknown(self, code: str) -> None:
        text = "".join(pages_by_pdfium(made(code)))
        assert not {sign for sign in text if sign in "\u200b\u00ad\ufeff\ufffd" or unicodedata.category(sign) == "Co"}

    def test_it_has_several_pages_and_each_says_something(self, code: str) -> None:
        pages = pages_by_pdfium(made(code))
        assert len(pages) >= 3
        # Chinese says in a character what others say in three.
        assert min(len(page) for page in pages) > (60 if code == "zh-hans" else 150)

    def test_it_is_made_alike_every_time(self, code: str) -> None:
        assert pdf_of(of(paper_in(code))) == made(code)

    def test_it_tells_language_title_and_structure(self, code: str) -> None:
        paper = of(paper_in(code))
        with pikepdf.open(BytesIO(made(code))) as pdf:
            assert str(pdf.Root.Lang) == paper.language.tag
            assert str(pdf.docinfo.Title) == paper.title
            assert bool(pdf.Root.MarkInfo.Marked)
            assert set(pdf.docinfo.keys()) == {"/Title", "/CreationDate"}
            inside = pdf.Root.StructTreeRoot.K[0].K
            tags = Counter(str(element.S) for element in inside)
            assert tags["/H1"] == 1
            assert tags["/H2"] == len(paper.places) + 1
            assert tags["/TOC"] == 1
            assert tags["/L"] >= 2
            item = next(element for element in inside if element.S == "/L").K[0]
            assert [str(part.S) for part in item.K] == ["/Lbl", "/LBody"]

    def test_every_mark_on_a_page_hangs_in_the_tree(self, code: str) -> None:
        with pikepdf.open(BytesIO(made(code))) as pdf:
            parents = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
            rows = dict(zip(map(int, parents[::2]), parents[1::2], strict=True))
            for page in pdf.pages:
                marks = [
                    int(operands[1].MCID)
                    for operands, operator in pikepdf.parse_content_stream(page)
                    if str(operator) == "BDC" and "/MCID" in operands[1]
                ]
                assert marks == list(range(len(rows[int(page.StructParents)])))
                for link in page.get("/Annots", []):
                    assert str(rows[int(link.StructParent)].S) == "/TOCI"

    def test_the_contents_lead_where_they_say(self, code: str) -> None:
        paper = of(paper_in(code))
        with pypdfium2.PdfDocument(made(code)) as pdf:
            marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()]
            texts = [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in pdf]
        assert [title for title, _page in marks] == [paper.body[place].text for place in paper.places]
        printed = "".join(texts[:2])
        for title, page in marks:
            bare = re.sub(r"\s", "", title)
            assert bare in texts[page]
            assert f"{bare}{page + 1}" in printed


@cache
def laid_out(code: str) -> Layout:
    paper = of(paper_in(code))
    signs = {sign for block in (*paper.cover, *paper.body) for sign in block.text + block.marker}
    faces = faces_for(paper.language, signs | set(paper.contents_word + "0123456789"))
    return lay_out(paper, Shaper(faces, paper.language.tag))


@pytest.mark.parametrize("code", CODES)
class PageTests:
    def test_no_line_leaves_the_page(self, code: str) -> None:
        for page in laid_out(code).pages:
            for placed in page:
                assert placed.x >= 0
                assert placed.x + placed.width <= WIDTH - RIGHT + 0.1
                assert 50 < placed.y < HEIGHT - 40

    def test_no_heading_stands_last_on_a_page(self, code: str) -> None:
        layout = laid_out(code)
        for page in layout.pages:
            assert layout.blocks[page[-1].block].role not in ("heading", "term", "title")


class BreakingTests:
    """Lines break at words also where none are spaced."""

    @pytest.mark.parametrize(
        ("tag", "text", "word"),
        [
            ("th", "ผู้จัดหางานควรตรวจสอบประกาศ", "ประกาศ"),
            ("lo", "ຄົນຖືກຄ້າມະນຸດ", "ມະນຸດ"),
            ("km", "ការជួញដូរមនុស្ស", "មនុស្ស"),
            ("my", "အလုပ်ခေါ်စာများကို", "အလုပ်"),
            ("zh-Hans", "欺骗性招聘广告反复使用", "招聘"),
        ],
    )
    def test_a_word_is_never_broken(self, tag: str, text: str, word: str) -> None:
        found = list(parts(text, tag))
        assert "".join(found) == text
        assert len(found) > 1
        start = text.index(word)
        ends = {sum(map(len, found[: count + 1])) for count in range(len(found))}
        assert not ends & set(range(start + 1, start + len(word)))
        assert not any(unicodedata.category(part[0]).startswith("M") for part in found)

    def test_a_line_does_not_begin_with_a_full_stop(self) -> None:
        assert all(
            not part.startswith(("。", "，", "”", "）")) for part in parts("“同样”的承诺。工作（地点）", "zh-Hans")
        )

    def test_numbers_with_hyphens_break_behind_a_hyphen_only(self) -> None:
        assert list(parts("guideline G-2026-014, section", "en"))[-1] == "section"


class ContentTests:
    def test_lists_headings_and_weights_are_told_apart(self) -> None:
        found = list(blocks_of("## Steps\n\nFirst **this** and\nthat.\n\n1. one\n2. two\n\n- dot\n"))
        assert [(block.role, block.marker, block.text) for block in found] == [
            ("heading", "", "Steps"),
            ("paragraph", "", "First this and that."),
            ("item", "1.", "one"),
            ("item", "2.", "two"),
            ("item", "•", "dot"),
        ]
        assert [run.text for run in found[1].runs if run.strong] == ["this"]

    def test_unseen_signs_are_left_out(self) -> None:
        assert seen("ការ\u200bងារ\ufeff\n ជួញ\u00adដូរ") == "ការងារ ជួញដូរ"

    def test_sections_keep_the_numbers_they_have_on_the_page(self) -> None:
        paper = of(Paper("G-2026-014", "en"))
        assert [block.marker for block in paper.body if block.role == "heading"] == ["1", "2", "3", "4"]

    def test_an_annex_follows_with_its_own_title_and_answer(self) -> None:
        paper = of(Paper("G-2026-014", "en", annexes=("T-2026-006",)))
        titles = [block.text for block in paper.body if block.role == "title"]
        assert titles == ["Six questions before a charge: a one-page checklist"]
        assert sum(block.role == "term" for block in paper.body) == 3

    def test_texts_under_different_labels_are_not_bound_together(self) -> None:
        closed = next(family for family in families() if family.facts["marking"] == Label.GREEN)
        with pytest.raises(ValueError, match="different labels"):
            dossier(by_reference()["G-2026-014"], "en", [closed])

    def test_a_sign_no_font_has_is_not_passed_over(self) -> None:
        shaper = Shaper(faces_for(BY_CODE["en"], "ab"), "en")
        with pytest.raises(ValueError, match="cannot write"):
            shaper.shape("漢", "text")
