"""Which characters each web font holds.

Latin is cut narrow: what English, Indonesian, Malay, Filipino, Tetum and Portuguese write, and the punctuation, signs
and currencies of the region. Vietnamese stands apart, so that only its readers pay for its letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Characters = frozenset[int]

#: Zero-width joiners and the dotted circle must stand in the same font as the letters around them.
JOINERS: Characters = frozenset({0x200C, 0x200D, 0x25CC})


def span(*parts: int | tuple[int, int]) -> Characters:
    """The set of code points named one by one or as (first, last)."""
    found: set[int] = set()
    for part in parts:
        found.update(range(part[0], part[1] + 1) if isinstance(part, tuple) else (part,))
    return frozenset(found)


COMBINING = span((0x0300, 0x0304), (0x0306, 0x030C), 0x0323, 0x0327)
PUNCTUATION = span((0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), 0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A)
SPACES = span(0x2009, (0x200B, 0x200D), 0x202F, 0x2060, 0xFEFF)
SIGNS = span(0x2044, 0x20AB, 0x20AC, 0x20AD, 0x20B1, 0x2116, 0x2122, 0x2212)
LATIN = span((0x20, 0x7E), (0xA0, 0xFF), 0x0131, 0x0152, 0x0153) | COMBINING | PUNCTUATION | SPACES | SIGNS

VIETNAMESE = span(
    (0x0102, 0x0103),
    (0x0110, 0x0111),
    (0x0128, 0x0129),
    (0x0168, 0x0169),
    (0x01A0, 0x01A1),
    (0x01AF, 0x01B0),
    (0x1EA0, 0x1EF9),
)

#: Latin beside Chinese: quotation marks, dashes, dots and the ellipsis are left to the reader's Chinese font, in which
#: they are as wide as a character.
LATIN_BESIDE_CHINESE = LATIN - span(0xB7, (0x2014, 0x2015), (0x2018, 0x201D), 0x2026)

THAI = span((0x0E01, 0x0E5B)) | JOINERS
LAO = span((0x0E81, 0x0EDF)) | JOINERS
KHMER = span((0x1780, 0x17FF), (0x19E0, 0x19FF)) | JOINERS
#: Burmese alone. The letters that follow it in the block (Mon, Shan, Karen) would make every Burmese page half as
#: heavy again; where they occur, a whole cluster comes from the reader's own font.
BURMESE = span((0x1000, 0x104F)) | JOINERS
TAMIL = span((0x0964, 0x0965), (0x0B82, 0x0BFA)) | JOINERS


def unicode_range(characters: Iterable[int]) -> str:
    """The set as a value of ``unicode-range``: ``U+20-7E, U+A0``."""
    return ", ".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in _runs(characters))


def _runs(characters: Iterable[int]) -> Iterator[tuple[int, int]]:
    ordered = sorted(characters)
    first = None
    for at, character in enumerate(ordered):
        first = character if first is None else first
        if at + 1 == len(ordered) or ordered[at + 1] != character + 1:
            yield first, character
            first = None
