"""Laying out extracted text for reading: lines that a printed page broke become paragraphs again.

Pure functions. Nothing is left out and nothing is mended: only the ends of lines, a hyphen where the same page shows
that it belongs to the end of the line and not to the word, and spaces that printing put inside a word give way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from portal.files.text.spacing import without_false_spaces

#: A line as wide as this share of the widest was broken by the margin, and not by whoever wrote it.
_FULL = 0.72
#: The longest beginning of the next line that is thought to have been too long for this one.
_LONGEST_WORD = 14
#: A line that ends a sentence, and has more room left than this share, was ended by whoever wrote it.
_RAGGED = 0.08
#: So many lines in a row that nobody broke are a list or a verse, and stay together.
_A_LIST = 3
#: Thai, Lao, Burmese, Khmer; ideographs, kana and their punctuation: written without spaces between words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\uaa60-\uaa7f\u2e80-\u9fff\uf900-\ufaff\uff01-\uffee]")
#: What is followed by a space though the script has none between words.
_ENDS_A_PHRASE = re.compile("[\u17d4-\u17da\u104a\u104b\u0e2f\u0e46\u0eaf\u0ec6]")
_MARKER = re.compile(
    r"(?:[•●▪■‣◦·*–-]|\d{1,3}[.)．]|[(（]\w{1,4}[)）]|(?:[a-z]|[ivx]{1,5})\)|[A-Z]\.)\s+\S|(?:\d{1,2}|[一二三四五六七八九十]+)、"
)
_ENDS_A_SENTENCE = re.compile("[.!?:。！？：\u17d4\u17d5\u17d6\u104b][\"'”’»)）]?$")
#: A line of a list of contents, or the last column of a table.
_ENDS_IN_A_FIGURE = re.compile(r"\s[\d.,%]{1,12}$")
#: The number of the page, which printers set at its end: alone, or after the words that stand on every page.
_FOLIO = re.compile(r"\W*\d{1,4}\W*|.{0,120}\s\d{1,4}\s*/\s*\d{1,4}")
#: A hyphen that means nothing but the end of the line: the soft one, and what PDFium writes for it.
_SOFT = re.compile("[\u00ad\ufffe\u0002]$")
_HYPHENED = re.compile(r"\w[-\u2010]$")
_WORD_BEFORE, _WORD_AFTER = re.compile(r"([^\W\d_]+)[-\u2010]$"), re.compile(r"^[^\W\d_]+")


@dataclass(frozen=True)
class Paragraph:
    """Running text in one line, or lines that stay apart."""

    lines: tuple[str, ...]


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a page whose lines were broken to fit its width, as a PDF or a scan gives them."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    widest = _widest(lines)
    words = _Words(text)
    found: list[Paragraph] = []
    folio = next((at for at in range(len(lines) - 1, 0, -1) if lines[at]), 0)
    if folio and _FOLIO.fullmatch(lines[folio]):
        lines.insert(folio, "")
    for block in _blocks(lines):
        found += _gathered(_groups(block, widest), words)
    return [Paragraph(tuple(map(without_false_spaces, paragraph.lines))) for paragraph in found]


def plain_paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text in which a line is a paragraph already, as office files give them."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [Paragraph((line,)) for line in lines if line]


def rows(text: str) -> list[list[str]]:
    """The rows of a sheet with their cells, all of one length."""
    found = [line.split("\t") for line in text.splitlines() if line.strip()]
    widest = max(map(len, found), default=0)
    return [row + [""] * (widest - len(row)) for row in found]


def has_head(table: Sequence[Sequence[str]]) -> bool:
    """Whether the first row of a table names its columns: words in each cell, and more rows below."""
    if len(table) < 2 or len(table[0]) < 2:
        return False
    return all(cell.strip() and not any(sign.isdigit() for sign in cell) for cell in table[0])


@cache
def _sign_width(sign: str) -> int:
    """How many columns a sign takes: marks none, ideographs two."""
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _width(text: str) -> int:
    return sum(map(_sign_width, text))


def _widest(lines: Iterable[str]) -> int:
    """How wide the lines of a page are; one line that runs over all others does not count."""
    widths = sorted((_width(line) for line in lines if line), reverse=True)
    return widths[min(1, len(widths) - 1)] if widths else 0


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    """The lines between blank ones."""
    block: list[str] = []
    for line in lines:
        if line:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _groups(block: Sequence[str], widest: int) -> Iterator[list[str]]:
    """Lines that are one paragraph."""
    group: list[str] = []
    for line in block:
        if group and not _goes_on(group[-1], line, widest):
            yield group
            group = []
        group.append(line)
    yield group


def _goes_on(line: str, following: str, widest: int) -> bool:
    """Whether a line was broken because what follows did not fit into it."""
    if _MARKER.match(following):
        return False
    if _SOFT.search(line) or _HYPHENED.search(line):
        return True
    if _ENDS_IN_A_FIGURE.search(line) and _ENDS_IN_A_FIGURE.search(following):
        return False
    room = widest - _width(line)
    first = following.split(" ", 1)[0][:_LONGEST_WORD]
    if not _UNSPACED.search(first) and room <= _width(first) + 1:
        return True
    # The signs of most faces are not all of one width, so a full line may hold fewer than the widest does.
    return room <= (_RAGGED if _ENDS_A_SENTENCE.search(line) else 1 - _FULL) * widest


def _joined(group: Sequence[str], words: _Words) -> str:
    text = group[0]
    for line in group[1:]:
        text = _join(text, line, words)
    return text


def _join(text: str, line: str, words: _Words) -> str:
    """Two lines as one."""
    if _SOFT.search(text):
        return text[:-1] + line
    before, after = _WORD_BEFORE.search(text), _WORD_AFTER.search(line)
    if before and after:
        whole = (before[1] + after[0]).lower()
        return (text[:-1] if words.has(whole) else text) + line
    if _HYPHENED.search(text):
        return text + line
    if _UNSPACED.match(text[-1]) and _UNSPACED.match(line[0]):
        return text + (" " if _ENDS_A_PHRASE.match(text[-1]) else "") + line
    return f"{text} {line}"


def _gathered(groups: Iterable[Sequence[str]], words: _Words) -> Iterator[Paragraph]:
    """The paragraphs of one block; lines in a row that nobody broke, and that end no sentence, stay together."""
    alone: list[str] = []
    for group in groups:
        if len(group) == 1 and not _MARKER.match(group[0]) and not _ENDS_A_SENTENCE.search(group[0]):
            alone.append(group[0])
            continue
        yield from _kept_together(alone)
        alone = []
        yield Paragraph((_joined(group, words),))
    yield from _kept_together(alone)


def _kept_together(lines: Sequence[str]) -> list[Paragraph]:
    if len(lines) < _A_LIST:
        return [Paragraph((line,)) for line in lines]
    return [Paragraph(tuple(lines))]


class _Words:
    """The words of a page, looked through only when a hyphen asks for it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: frozenset[str] | None = None

    def has(self, word: str) -> bool:
        """Whether a word stands somewhere on the page as it is."""
        if self._words is None:
            self._words = frozenset(re.findall(r"[^\W\d_]+", self._text.lower()))
        return word in self._words
