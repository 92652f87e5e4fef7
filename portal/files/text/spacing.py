"""Spaces that printing put inside words of Thai, Lao, Khmer and Burmese, which have none there.

A browser's PDF says where each sign stands, and a reader of PDFs takes the room that a mark leaves for a space. What
was extracted is kept as it came; what is looked for and read goes through here. A space somebody wrote ends a phrase
in these scripts, so it stands where a word may end, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from icu4py.breakers import WordBreaker

# The breaker knows the dictionaries whatever the locale; it has to be told one.
_ANY_LOCALE = "en"


@dataclass(frozen=True)
class _Script:
    """What tells the spaces of a script apart, as the inside of classes of signs.

    ``signs`` are all that stand in words, ``never_first`` begin none and ``never_last`` end none. ``suspect`` is a
    look back: the signs that false spaces follow.
    """

    signs: str
    never_first: str
    never_last: str
    suspect: str


# The signs of repetition and of abbreviation are no part of words here: a space before them is good writing.
_SCRIPTS = (
    _Script(
        signs="\u0e01-\u0e2e\u0e30-\u0e45\u0e47-\u0e4e",
        never_first="\u0e30-\u0e3a\u0e45\u0e47-\u0e4e",
        never_last="\u0e40-\u0e44",
        suspect="(?<=[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])",
    ),
    _Script(
        signs="\u0e81-\u0eae\u0eb0-\u0ec4\u0ec8-\u0ece\u0edc-\u0edf",
        never_first="\u0eb0-\u0ebd\u0ec8-\u0ece",
        never_last="\u0ec0-\u0ec4",
        suspect="(?<=[\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece])",
    ),
    _Script(
        signs="\u1780-\u17b3\u17b6-\u17d3\u17dd",
        never_first="\u17b6-\u17d3\u17dd",
        never_last="\u17d2",
        suspect="(?:(?<=[\u17b6-\u17d1\u17dd])|(?<=\u17d2[\u1780-\u17b3]))",
    ),
    _Script(
        signs="\u1000-\u103f\u1050-\u109d",
        never_first="\u102b-\u103e\u1056-\u1059",
        never_last="\u1039",
        # Burmese sets phrases apart with spaces more than the others do; only the dot below is known to mislead.
        suspect="(?<=\u1037)",
    ),
)


def _mending(script: _Script) -> Callable[[str], str]:
    """A function that closes up the words of one script."""
    signs = f"[{script.signs}]"
    impossible = re.compile(f"(?<={signs}) +(?=[{script.never_first}])|(?<=[{script.never_last}]) +(?={signs})")
    # From the first sign of a run and no other, and without a way back: a run may be as long as a page.
    stretch = re.compile(f"(?<!{signs}){signs}++(?:{script.suspect} {signs}++)+")

    def mended(text: str) -> str:
        return stretch.sub(_less_those_within_words, impossible.sub("", text))

    return mended


def _less_those_within_words(match: re.Match[str]) -> str:
    """A stretch of one script, with those of its spaces at which a word of the dictionary ends."""
    pieces = match[0].split(" ")
    ends, end = set(), 0
    for word in WordBreaker("".join(pieces), _ANY_LOCALE):
        end += len(word)
        ends.add(end)
    mended, length = pieces[0], len(pieces[0])
    for piece in pieces[1:]:
        mended += (" " if length in ends else "") + piece
        length += len(piece)
    return mended


_MENDINGS = tuple(map(_mending, _SCRIPTS))
_PRESENT = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


def without_false_spaces(text: str) -> str:
    """The text without the spaces that stand inside a word of these scripts; no other sign of it changes."""
    if not _PRESENT.search(text):
        return text
    for mended in _MENDINGS:
        text = mended(text)
    return text
