"""From words to glyphs, and from a text to the pieces between which a line may break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import uharfbuzz as hb
from icu4py.breakers import LineBreaker, WordBreaker

from portal.demo.papers.content import Run
from portal.demo.papers.faces import Faces, Typeface


@dataclass(frozen=True)
class Glyph:
    """A glyph and where it goes, in thousandths of the size: moved by ``right`` and ``up``, then on by ``advance``."""

    number: int
    advance: float
    right: float
    up: float


@dataclass(frozen=True)
class Piece:
    """Glyphs of one typeface that together say ``text``."""

    face: Typeface
    text: str
    glyphs: tuple[Glyph, ...]

    @cached_property
    def advance(self) -> float:
        """The width in thousandths of the size."""
        return sum(glyph.advance for glyph in self.glyphs)

    @property
    def is_plain(self) -> bool:
        """Whether reading glyph by glyph gives the text; if not, the paper has to say it.

        Programs order glyphs by where they stand. A mark that stands over its letter comes out after the next one.
        """
        in_order = all(glyph.advance > 0 and not glyph.right and not glyph.up for glyph in self.glyphs)
        return in_order and "".join(self.face.spoken.get(glyph.number, "") for glyph in self.glyphs) == self.text


@dataclass(frozen=True)
class Word:
    """What stays together on a line, and the space behind it, which falls away at the end of one."""

    pieces: tuple[Piece, ...]
    space: tuple[Piece, ...]

    @cached_property
    def advance(self) -> float:
        """The width without the space."""
        return sum(piece.advance for piece in self.pieces)

    @cached_property
    def space_advance(self) -> float:
        """The width of the space."""
        return sum(piece.advance for piece in self.space)


class Shaper:
    """Shapes for one paper, and remembers: words come again and again."""

    def __init__(self, faces: Faces, tag: str) -> None:
        self._faces = faces
        self._tag = tag
        self._known: dict[tuple[str, str], tuple[Piece, ...]] = {}
        self._blocks: dict[tuple[tuple[Run, ...], str], list[Word]] = {}

    def words(self, runs: tuple[Run, ...], style: str) -> list[Word]:
        """The words of a block. ``style`` is *text*, *strong* or *head*; a strong run in text is strong."""
        if (runs, style) not in self._blocks:
            self._blocks[runs, style] = self._words(runs, style)
        return self._blocks[runs, style]

    def _words(self, runs: tuple[Run, ...], style: str) -> list[Word]:
        text = "".join(run.text for run in runs)
        styles = [style if style != "text" or not run.strong else "strong" for run in runs for _sign in run.text]
        found, at = [], 0
        for part in parts(text, self._tag):
            bare = part.rstrip(" ")
            end = at + len(bare)
            # The space takes the weight of the word before it.
            space = self.shape(" ", styles[end - 1 if bare else at]) if len(bare) < len(part) else ()
            found.append(Word(self._pieces(bare, styles[at:end]), space))
            at += len(part)
        return found

    def shape(self, text: str, style: str) -> tuple[Piece, ...]:
        """The text in one style, in as many pieces as it needs typefaces."""
        known = self._known.get((text, style))
        if known is None:
            chain = getattr(self._faces, style)
            known = self._known[text, style] = tuple(self._glyphs(face, part) for face, part in _by_face(text, chain))
        return known

    def _pieces(self, text: str, styles: Sequence[str]) -> tuple[Piece, ...]:
        found: list[Piece] = []
        start = 0
        for at in range(1, len(text) + 1):
            if at == len(text) or styles[at] != styles[start]:
                found += self.shape(text[start:at], styles[start])
                start = at
        return tuple(found)

    def _glyphs(self, face: Typeface, text: str) -> Piece:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = self._tag
        hb.shape(face.font, buffer)
        glyphs = tuple(
            Glyph(
                info.codepoint, place.x_advance * face.scale, place.x_offset * face.scale, place.y_offset * face.scale
            )
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        )
        if any(glyph.number == 0 for glyph in glyphs):
            raise ValueError(f"{face.name} cannot write {text!r}.")
        face.used.update((face.space, *(glyph.number for glyph in glyphs)))
        if len(glyphs) == 1:
            face.spoken.setdefault(glyphs[0].number, text)
        return Piece(face, text, glyphs)


def parts(text: str, tag: str) -> Iterator[str]:
    """The text cut where a line may break: where the rules of line breaking allow it and a word ends.

    ICU breaks lines of Thai, Lao, Khmer and Burmese at words anyway; Chinese it would break between any two characters.
    """
    ends = _ends(WordBreaker(text, tag))
    start = 0
    for end in sorted(_ends(LineBreaker(text, tag)) & ends):
        yield text[start:end]
        start = end


def _ends(breaker: WordBreaker | LineBreaker) -> set[int]:
    # Counted from the strings: the breaker's own numbers count UTF-16.
    found, at = set(), 0
    for piece in breaker:
        at += len(piece)
        found.add(at)
    return found


def _by_face(text: str, chain: Sequence[Typeface]) -> Iterator[tuple[Typeface, str]]:
    start, current = 0, None
    for at, sign in enumerate(text):
        face = next((face for face in chain if ord(sign) in face.characters), chain[-1])
        if current is not None and face is not current:
            yield current, text[start:at]
            start = at
        current = face
    if current is not None:
        yield current, text[start:]
