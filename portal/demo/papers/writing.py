"""Writes a paper as a tagged PDF that says its own text, and says it alike every time it is made."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

import pydyf

from portal.demo.papers import ornament
from portal.demo.papers.content import Dossier
from portal.demo.papers.embedding import EmbeddedFace
from portal.demo.papers.faces import Faces, Typeface, faces_for
from portal.demo.papers.layout import HEIGHT, LEFT, WIDTH, Layout, Placed, lay_out
from portal.demo.papers.shaping import Piece, Shaper
from portal.demo.papers.tagging import Tags

_FOOT_SIZE, _FOOT_LINE, _FOOT_GAP = 8.5, 34.0, 5.8


def pdf_of(dossier: Dossier) -> bytes:
    """The paper as a PDF file."""
    faces = faces_for(dossier.language, _characters(dossier))
    shaper = Shaper(faces, dossier.language.tag)
    return _Writing(dossier, lay_out(dossier, shaper), faces, shaper).file()


def _characters(dossier: Dossier) -> set[str]:
    blocks = (*dossier.cover, *dossier.body)
    written = "".join(block.text + block.marker for block in blocks) + dossier.contents_word
    return set(written + dossier.reference + dossier.label.written + "0123456789 /·")


class _Writing:
    """One file in the making."""

    def __init__(self, dossier: Dossier, layout: Layout, faces: Faces, shaper: Shaper) -> None:
        self.dossier, self.layout, self.shaper = dossier, layout, shaper
        self.colours = {"ink": ornament.INK, "soft": ornament.SOFT, "type": ornament.SPINES[dossier.type]}
        self.pdf = pydyf.PDF()
        # The foot first: its glyphs have to be known before the fonts are cut.
        self.feet = [self._foot(number) for number in range(1, len(layout.pages) + 1)]
        used = [face for face in faces.every() if face.used]
        self.embedded = {face: EmbeddedFace(self.pdf, face, place) for place, face in enumerate(used)}
        self.keys = {face: f"F{place}" for place, face in enumerate(used)}
        self.tags = Tags(self.pdf, layout, dossier.language.tag)

    def file(self) -> bytes:
        pages = [pydyf.Dictionary() for _page in self.layout.pages]
        for page in pages:
            self.pdf.add_page(page)
        fonts = pydyf.Dictionary({self.keys[face]: made.font.reference for face, made in self.embedded.items()})
        for number, (page, placed) in enumerate(zip(pages, self.layout.pages, strict=True)):
            stream = self._page(number, placed)
            self.pdf.add_object(stream)
            page.update(
                {
                    "Type": "/Page",
                    "Parent": self.pdf.pages.reference,
                    "MediaBox": pydyf.Array([0, 0, WIDTH, HEIGHT]),
                    "Contents": stream.reference,
                    "Resources": pydyf.Dictionary({"Font": fonts}),
                    "StructParents": number,
                    "Tabs": "/S",
                }
            )
        self.tags.finish(pages)
        self._describe()
        written = io.BytesIO()
        self.pdf.write(written, version=b"1.7", identifier=self.dossier.reference.encode(), compress=True)
        return written.getvalue()

    def _describe(self) -> None:
        self.pdf.info["Title"] = pydyf.String(self.dossier.title)
        self.pdf.info["CreationDate"] = pydyf.String(_pdf_date(self.dossier.posted))
        self.pdf.catalog["Lang"] = pydyf.String(self.dossier.language.tag)
        self.pdf.catalog["ViewerPreferences"] = "<</DisplayDocTitle true>>"

    def _page(self, number: int, placed: list[Placed]) -> pydyf.Stream:
        stream = pydyf.Stream(compress=True)
        if number == 0:
            ornament.draw_cover(stream, self.dossier.type)
        for (block, part), lines in groupby(placed, key=lambda one: (one.block, one.part)):
            kept = list(lines)
            tag, mark = self.tags.mark(number, block, part, kept)
            stream.begin_marked_content(tag, f"<</MCID {mark}>>")
            self._text(stream, kept)
            stream.end_marked_content()
        stream.begin_marked_content("Artifact", "<</Type /Pagination /Subtype /Footer>>")
        label = self.feet[number][1]
        ornament.draw_label_box(stream, label.x - 3, label.y - 3, label.width + 6, _FOOT_SIZE + 3.6)
        self._text(stream, self.feet[number])
        stream.end_marked_content()
        return stream

    def _foot(self, number: int) -> list[Placed]:
        """Reference, label and page; near enough to one another to be read as one line."""
        self.colours["label"] = ornament.LABELS[self.dossier.label]
        texts = (
            (self.dossier.reference, "soft"),
            (self.dossier.label.written, "label"),
            (f"{number} / {len(self.layout.pages)}", "soft"),
        )
        found, x = [], LEFT
        for text, colour in texts:
            shaped = self.shaper.shape(text, "strong")
            found.append(Placed(-1, "foot", x, _FOOT_LINE, _FOOT_SIZE, colour, shaped))
            x += found[-1].width + _FOOT_GAP
        return found

    def _text(self, stream: pydyf.Stream, lines: Iterable[Placed]) -> None:
        stream.begin_text()
        for line in lines:
            stream.set_color_rgb(*self.colours[line.colour])
            stream.set_text_matrix(1, 0, 0, 1, round(line.x, 2), line.y)
            for face, pieces in groupby(line.pieces, key=lambda piece: piece.face):
                stream.set_font_size(self.keys[face], round(line.size, 2))
                self._set_thickness(stream, face, line)
                for said, together in _spoken(pieces):
                    self._show(stream, face, said, together, line.size)
        stream.end_text()

    def _set_thickness(self, stream: pydyf.Stream, face: Typeface, line: Placed) -> None:
        stream.set_text_rendering(2 if face.thickened else 0)
        if face.thickened:
            stream.set_color_rgb(*self.colours[line.colour], stroke=True)
            stream.set_line_width(round(line.size * 0.028, 3))

    def _show(self, stream: pydyf.Stream, face: Typeface, said: str, pieces: list[Piece], size: float) -> None:
        """The pieces, within the words they say where reading glyph by glyph would say something else."""
        if said:
            stream.begin_marked_content("Span", f"<</ActualText {_hex(said)}>>")
        for rise, shown in _strings(face, self.embedded[face], pieces, bool(said)):
            if rise:
                stream.set_text_rise(round(rise * size / 1000, 3))
            stream.show_text(shown)
            if rise:
                stream.set_text_rise(0)
        if said:
            stream.end_marked_content()


def _spoken(pieces: Iterable[Piece]) -> Iterator[tuple[str, list[Piece]]]:
    """Plain pieces together, with nothing to say; each other piece with its text and the space behind it.

    A space on its own behind such a piece is lost on some programs, which make out spaces from gaps.
    """
    together: list[Piece] = []
    is_said = False
    for piece in pieces:
        if together and not (is_said and piece.text == " ") and (is_said or not piece.is_plain):
            yield _text_of(together) if is_said else "", together
            together = []
        is_said = bool(together and is_said) or not piece.is_plain
        together.append(piece)
    if together:
        yield _text_of(together) if is_said else "", together


def _text_of(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _strings(face: Typeface, made: EmbeddedFace, pieces: list[Piece], is_span: bool) -> Iterator[tuple[float, str]]:
    """Glyphs with what to move between them, as one operator takes them, by how far they stand above the line.

    Programs take the place of a span from where its strings begin and where its last glyph ends, which a mark standing
    back over its letter gets wrong. So in a span a raised string begins with a space at the span's own beginning, and
    a space that ends where the span ends comes last.
    """
    space = (face.space, face.width(face.space))
    at = pen = 0.0
    placed: list[tuple[float, float, int]] = []
    for glyph in (glyph for piece in pieces for glyph in piece.glyphs):
        placed.append((glyph.up, pen + glyph.right, glyph.number))
        pen += glyph.advance
    if is_span:
        placed.append((0.0, pen - space[1], space[0]))
    for rise, group in groupby(placed, key=lambda one: one[0]):
        shown = ""
        string = [(left, number) for _rise, left, number in group]
        if is_span and rise:
            string.insert(0, (0.0, space[0]))
        for left, number in string:
            move = round(left - at)
            shown += (f"{-move} " if move else "") + f"<{made.code(number)}> "
            at += move + face.width(number)
        yield rise, shown.strip().replace("> <", "")
    if round(pen - at):
        yield 0, f"{-round(pen - at)}"


def _hex(text: str) -> str:
    return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"


def _pdf_date(day: date) -> str:
    return f"D:{day:%Y%m%d}000000Z"
