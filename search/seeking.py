"""Finding again in a text what an engine found in its tokens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from search.analysis.scripts import is_unspaced
from search.analysis.stems import possible_stems
from search.analysis.words import words
from search.query import Chunk, Tier, Word

Span = tuple[int, int]

_MARKS = "".join(chr(code) for code in range(0x10000) if unicodedata.category(chr(code))[0] == "M")
_WORDISH = rf"[\w{_MARKS}]"
_WORDISH_SIGN = re.compile(_WORDISH)
_GAP = rf"[^\w{_MARKS}]{{0,12}}"
# What a token lost on its way from the text: apostrophes, and accents that compose with no letter.
_LOST_SIGNS = "'’ʼ‘`" + "".join(map(chr, range(0x300, 0x370)))
_LOST = f"[{_LOST_SIGNS}]{{0,3}}"
_BARE = dict.fromkeys(map(ord, f"{_LOST_SIGNS} "))
#: Longer than any word; how far from a stem the ends of its word are looked for.
_LONGEST_WORD = 60
# Two letters of a stem are in half of all words; what is shorter is found as a whole word or not at all.
_SHORTEST_STEM = 3


def _letters(plain: str) -> str:
    return _LOST.join(map(re.escape, plain))


def _whole(plain: str, *, open_ended: bool = False) -> str:
    if is_unspaced(plain):
        # A dictionary may have ended a word here and the text goes on; a space may stand where the query has none.
        return "[ ]?".join(map(re.escape, plain))
    after = "" if open_ended else f"(?!{_WORDISH})"
    return f"(?<!{_WORDISH}){_letters(plain)}{after}"


@lru_cache(maxsize=4096)
def _phrase(plains: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_GAP.join(map(_whole, plains)))


@lru_cache(maxsize=4096)
def _any_of(plains: tuple[str, ...], open_ended: bool) -> re.Pattern[str]:
    longest_first = sorted(plains, key=len, reverse=True)
    return re.compile("|".join(_whole(plain, open_ended=open_ended) for plain in longest_first))


_NOTHING = re.compile("(?!)")


class Sought:
    """A text to be searched: as it is, folded sign by sign, and bare of all that may stand between two letters."""

    def __init__(self, text: str, folded: str) -> None:
        self.text = text
        self.folded = folded
        self._bare = folded.translate(_BARE)

    def may_hold(self, plain: str) -> bool:
        """Whether a word can be there at all. Cheap: most terms of a concept are in another language than the text."""
        return plain.translate(_BARE) in self._bare


class Seeker:
    """Finds one chunk of a plan in one text: as a phrase if it is there, else word by word."""

    def __init__(self, chunk: Chunk, tier: Tier, sought: Sought) -> None:
        self._text = sought.text
        self._folded = sought.folded
        self._stems: dict[str, frozenset[str]] = {}
        plains = tuple(word.plain for word in chunk.words)
        present = tuple(plain for plain in plains if sought.may_hold(plain))
        self._pattern = _phrase(plains) if present == plains else _NOTHING
        if tier is Tier.PHRASES or chunk.quoted or self._pattern.search(self._folded):
            return
        self._pattern = _any_of(present, tier is Tier.PREFIXES) if present else _NOTHING
        self._stems = _cores(chunk.words)

    def first(self) -> Span | None:
        """The first place, or None."""
        found = [span for span in (self._first_match(), next(self._by_stem(0, len(self._text)), None)) if span]
        return min(found, default=None)

    def within(self, start: int, end: int) -> Iterator[Span]:
        """Every place between two others."""
        for match in self._pattern.finditer(self._folded, start, end):
            if match.end() > match.start():
                yield match.span()
        yield from self._by_stem(start, end)

    def _first_match(self) -> Span | None:
        match = self._pattern.search(self._folded)
        return match.span() if match and match.end() > match.start() else None

    def _by_stem(self, start: int, end: int) -> Iterator[Span]:
        for core, stems in self._stems.items():
            place = self._folded.find(core, start, end)
            while place >= 0:
                low, high = self._word_around(place, place + len(core), start, end)
                if any(stems.intersection(possible_stems(token)) for token in words(self._text[low:high])):
                    yield low, high
                place = self._folded.find(core, max(high, place + 1), end)

    def _word_around(self, low: int, high: int, start: int, end: int) -> Span:
        while low > start and high - low < _LONGEST_WORD and _WORDISH_SIGN.match(self._folded[low - 1]):
            low -= 1
        while high < end and high - low < _LONGEST_WORD and _WORDISH_SIGN.match(self._folded[high]):
            high += 1
        return low, high


def _cores(sought: tuple[Word, ...]) -> dict[str, frozenset[str]]:
    """What every form of a word has in it, with the stems that prove it to be one.

    A stemmer may change the last letter of what it leaves (*policy*, *polici*), so that letter is not looked for.
    """
    found: dict[str, frozenset[str]] = {}
    for word in sought:
        for stem in word.stems:
            core = stem[2:-1]
            if len(core) >= _SHORTEST_STEM:
                found[core] = found.get(core, frozenset()) | {stem}
    return found
