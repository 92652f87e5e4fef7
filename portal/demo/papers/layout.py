"""Puts a paper's blocks on pages: lines, page breaks, and the page each part of the list of contents begins on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from portal.demo.papers.content import Block, Dossier, Run
from portal.demo.papers.shaping import Piece, Shaper, Word

#: A5, which a telephone shows without zooming and a printer puts twice on a sheet; in points.
WIDTH, HEIGHT = 419.53, 595.28
LEFT, RIGHT, TOP, FOOT = 54.0, 40.0, 46.0, 62.0
#: Sizes in points: running text, and what differs from it. Khmer and Burmese need more to be read as easily.
_BODY, _BODY_TALL = 10.5, 11.25
_TALL = {"Khmr", "Mymr"}
#: The fewest lines of a paragraph that stand alone at the foot or the head of a page.
_FEWEST = 2
#: Room for a number before a heading or an item, and the gap behind it. A wider gap would be taken for one between
#: columns by programs that read the page.
_INDENT, _GAP = 17.0, 0.45
#: The space between a term and what it stands above, in lines of text.
_BELOW_TERM = 0.1


@dataclass(frozen=True)
class Look:
    """How a role is set: style, size against running text, space before it in lines of text, indent in points."""

    style: str = "text"
    size: float = 1.0
    before: float = 0.45
    indent: float = 0.0
    is_heading: bool = False
    colour: str = "ink"


_LOOKS = {
    "kicker": Look("strong", 0.9, 0, colour="type"),
    "title": Look("head", 1.85, 0.3, is_heading=True),
    "facts": Look(size=0.86, before=0.3, colour="soft"),
    "heading": Look("head", 1.32, 1.1, is_heading=True),
    "term": Look("strong", 1.0, 0.7, is_heading=True, colour="type"),
    "paragraph": Look(),
    "item": Look(before=0.3, indent=_INDENT),
    "entry": Look(before=0.2, indent=_INDENT),
    "entry-title": Look("strong", before=0.5, indent=_INDENT),
}


@dataclass(frozen=True)
class Placed:
    """Pieces on a line. ``y`` is the base line from the foot of the page; ``part`` is *label* or *body*."""

    block: int
    part: str
    x: float
    y: float
    size: float
    colour: str
    pieces: tuple[Piece, ...]

    @property
    def width(self) -> float:
        """How wide it is, in points."""
        return sum(piece.advance for piece in self.pieces) * self.size / 1000


@dataclass
class Layout:
    """The blocks as they are printed, lines by page, and for each entry of the contents the block it leads to."""

    blocks: list[Block]
    pages: list[list[Placed]]
    targets: dict[int, int]
    page_of: dict[int, int]


def lay_out(dossier: Dossier, shaper: Shaper) -> Layout:
    """The paper on pages. The list of contents is set again until its page numbers are true."""
    numbers = dict.fromkeys(dossier.places, 0)
    for _attempt in range(4):
        made = _Setting(dossier, shaper).all(numbers)
        first = len(made.blocks) - len(dossier.body)
        true = {place: made.page_of[first + place] for place in dossier.places}
        if true == numbers:
            return made
        numbers = true
    raise ValueError(f"The contents of {dossier.reference} do not come to rest.")


@dataclass(frozen=True)
class _Measured:
    """A block broken into lines: how it looks, its size and the height of a line in points, the space before it."""

    look: Look
    size: float
    height: float
    before: float
    lines: tuple[tuple[Piece, ...], ...]


@dataclass
class _Setting:
    """One pass over a paper, from the head of its first page to the foot of its last."""

    dossier: Dossier
    shaper: Shaper
    made: Layout = field(default_factory=lambda: Layout([], [[]], {}, {}))

    def __post_init__(self) -> None:
        self.text_size = _BODY_TALL if self.dossier.language.script in _TALL else _BODY
        self.line = self.text_size * self.dossier.language.leading
        self.top = HEIGHT - TOP

    def all(self, numbers: dict[int, int]) -> Layout:
        for block in self.dossier.cover:
            self._put(block)
        self._contents(numbers)
        for at, block in enumerate(self.dossier.body):
            # An annex opens on a page of its own, with its number and type above the title.
            if at and block.role == "kicker":
                self._new_page()
            self._put(block)
        return self.made

    def _contents(self, numbers: dict[int, int]) -> None:
        """The list of contents, on the cover if it has room for all of it; the text then begins on the next page."""
        blocks = [Block("heading", (Run(self.dossier.contents_word),))]
        blocks += [_entry(self.dossier.body[place], number) for place, number in numbers.items()]
        each = [self._measured(block) for block in blocks]
        needed = sum(one.before + one.height * len(one.lines) for one in each)
        fits = needed <= self.top - FOOT
        if not fits:
            self._new_page()
        first = len(self.made.blocks) + 1
        for entry, place in enumerate(numbers, first):
            self.made.targets[entry] = first + len(numbers) + place
        for block in blocks:
            self._put(block)
        if fits:
            self._new_page()

    def _measured(self, block: Block) -> _Measured:
        look = _LOOKS[block.role]
        if block.role == "heading" and block.marker:
            look = replace(look, indent=_INDENT)
        before = look.before * self.line
        if self.made.blocks and self.made.blocks[-1].role == "term":
            before = _BELOW_TERM * self.line
        size = self.text_size * look.size
        language = self.dossier.language
        height = size * (language.leading_head if look.is_heading else language.leading)
        words = self.shaper.words(block.runs, look.style)
        lines = tuple(_lines(words, (WIDTH - LEFT - RIGHT - look.indent) * 1000 / size))
        return _Measured(look, size, height, before, lines)

    def _put(self, block: Block) -> None:
        measured = self._measured(block)
        self.made.blocks.append(block)
        if self.made.pages[-1]:
            self.top -= measured.before
        # A heading takes the first lines of its text along, and the space between.
        below = (_FEWEST + 0.5) * self.line if measured.look.is_heading else 0
        lines = iter(measured.lines)
        for at, taken in enumerate(self._split(len(measured.lines), measured.height, below)):
            if at:
                self._new_page()
            for _line in range(taken):
                self._place(len(self.made.blocks) - 1, measured, next(lines))

    def _split(self, lines: int, height: float, below: float) -> Iterator[int]:
        """How many lines go on this page and on each that follows; 0 when all must wait for the next page."""
        room = int((self.top - FOOT - below + 0.01) / height)
        whole = int((HEIGHT - TOP - FOOT) / height)
        if lines <= room:
            yield lines
            return
        first = 0 if below else min(room, lines - _FEWEST)
        first = first if first >= _FEWEST else 0
        yield first
        lines -= first
        while lines > whole:
            yield whole
            lines -= whole
        yield lines

    def _place(self, number: int, measured: _Measured, line: tuple[Piece, ...]) -> None:
        look, size = measured.look, measured.size
        # The letters stand in the middle of their line, whatever its height.
        base = round(self.top - measured.height / 2 - size * 0.34, 2)
        page, marker = self.made.pages[-1], self.made.blocks[number].marker
        if number not in self.made.page_of:
            self.made.page_of[number] = len(self.made.pages)
            if marker:
                shaped = self.shaper.shape(marker, look.style if look.style != "text" else "strong")
                label = Placed(number, "label", LEFT + look.indent, base, size, "type", shaped)
                page.append(replace(label, x=label.x - label.width - size * _GAP))
        page.append(Placed(number, "body", LEFT + look.indent, base, size, look.colour, line))
        self.top -= measured.height

    def _new_page(self) -> None:
        self.made.pages.append([])
        self.top = HEIGHT - TOP


def _entry(block: Block, page: int) -> Block:
    """A line of the list of contents: the words of the heading, then the page."""
    role = "entry-title" if block.role == "title" else "entry"
    return Block(role, (Run(f"{block.text}  "), Run(f"{page}", strong=True)), block.marker)


def _lines(words: Sequence[Word], room: float) -> Iterator[tuple[Piece, ...]]:
    """The words in lines no wider than ``room``, each line without the space at its end."""
    line: list[Piece] = []
    space: tuple[Piece, ...] = ()
    width = gap = 0.0
    for word in words:
        if line and width + gap + word.advance > room:
            yield tuple(line)
            line, width, space, gap = [], 0.0, (), 0.0
        line += [*space, *word.pieces]
        width += gap + word.advance
        space, gap = word.space, word.space_advance
    if line:
        yield tuple(line)
