"""Finding again in a text what an engine found in its tokens.

A text is never taken apart for it: words are looked for as strings, and only what stands around a place is looked at.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from search.analysis.scripts import UNSPACED, is_unspaced
from search.analysis.stems import possible_stems
from search.analysis.words import words
from search.query import Chunk, Tier, Word

Span = tuple[int, int]
#: Answers every place between two others, in order.
Way = Callable[[int, int], Iterator[Span]]

# What a token lost on its way from the text: apostrophes, and accents that compose with no letter.
_LOST = re.compile("['’ʼ‘`\u0300-\u036f]")
_UNSPACED = re.compile(f"[{UNSPACED}]")
# So much may stand between two words of a phrase, if nothing of it belongs to a word.
_LONGEST_GAP = 12
# A dictionary may have ended a word here and the text goes on; a space may stand where the query has none.
_SMALL_GAP = "[ ]?"
_GAP = r"[\s!-/:-@“”‘’…]{0,3}"
#: Longer than any word; how far from a stem the ends of its word are looked for.
_LONGEST_WORD = 60
# Two letters of a stem are in half of all words; what is shorter is found as a whole word or not at all.
_SHORTEST_STEM = 3
_LONGEST_ENDING = 8


class _Wordish(dict[str, bool]):
    """Whether a sign belongs to a word of a script with spaces."""

    def __missing__(self, sign: str) -> bool:
        known = unicodedata.category(sign)[0] in "LMN" and not _UNSPACED.match(sign)
        self[sign] = known
        return known


_WORDISH = _Wordish()


class Sought:
    """A text to be searched: as it is, folded sign by sign, and ``plain``, without what may stand inside a word."""

    def __init__(self, text: str, folded: str) -> None:
        self.text = text
        self.folded = folded
        lost = [match.start() for match in _LOST.finditer(folded)]
        self.plain = _LOST.sub("", folded) if lost else folded
        self._lost_before = [place - number for number, place in enumerate(lost)]
        self._bare = self.plain.replace(" ", "")

    def may_hold(self, plain: str) -> bool:
        """Whether a word can be there at all. Cheap: most terms of a concept are in another language than the text."""
        return plain in self._bare

    def in_text(self, start: int, end: int) -> Span:
        """Where in the text a span of ``plain`` stands."""
        return self._place(start), self._place(end - 1) + 1

    def _place(self, place: int) -> int:
        return place + bisect_right(self._lost_before, place)

    def end_of_word(self, place: int) -> int:
        """Where the word ends in ``plain`` that a place is in."""
        last = min(len(self.plain), place + _LONGEST_WORD)
        while place < last and _WORDISH[self.plain[place]]:
            place += 1
        return place

    def start_of_word(self, place: int) -> int:
        """Where it begins."""
        first = max(0, place - _LONGEST_WORD)
        while place > first and _WORDISH[self.plain[place - 1]]:
            place -= 1
        return place


class Seeker:
    """Finds one chunk of a plan in one text: as a phrase if it is there, else word by word.

    Words that say nothing are looked for in the phrase only. ``term`` means another term of a concept, of which not
    every word counts by itself but any form of the whole does.
    """

    def __init__(self, chunk: Chunk, tier: Tier, sought: Sought, *, term: bool = False) -> None:
        self._sought = sought
        self._ways = [_phrase(chunk.words, sought, forms=term)]
        if term or tier is Tier.PHRASES or chunk.quoted or self.first():
            return
        telling = [word for word in chunk.words if not word.stop] or chunk.words
        self._ways = [way for word in telling for way in _ways_of(word, tier, sought)]

    def __bool__(self) -> bool:
        """Whether there is anything to find."""
        return self.first() is not None

    def first(self) -> Span | None:
        """The first place, or None."""
        return next(iter(self.some(1)), None)

    def some(self, most: int) -> list[Span]:
        """The first places, in order, at most so many."""
        length = len(self._sought.text)
        return sorted({span for way in self._ways for span in islice(way(0, length), most)})[:most]

    def within(self, start: int, end: int) -> Iterator[Span]:
        """Every place between two others."""
        for way in self._ways:
            yield from way(start, end)


def _phrase(phrase: Sequence[Word], sought: Sought, *, forms: bool) -> Way:
    """Words side by side. With ``forms`` each may end otherwise than it was written."""
    plains = [word.plain for word in phrase]
    roots = [_root(word) if forms else "" for word in phrase]
    if not all(sought.may_hold(root or plain) for root, plain in zip(roots, plains, strict=True)):
        return lambda _start, _end: iter(())
    if any(map(is_unspaced, plains)):
        return _matching(_unspaced(tuple(plains)), sought)

    def end_from(place: int) -> int | None:
        """Where the phrase ends that begins at a place, if one does."""
        for number, (plain, root) in enumerate(zip(plains, roots, strict=True)):
            here = place if number == 0 else _after_gap(place, sought)
            ends = sought.end_of_word(here)
            longest = len(root) + _LONGEST_ENDING if root else len(plain)
            if not sought.plain.startswith(root or plain, here) or ends - here > longest:
                return None
            # Half a stem begins words of other languages too (*menor*, *menolak*); the whole stem tells.
            if root and _end_of_form(here, phrase[number], sought) is None:
                return None
            place = ends
        return place

    return _finding(roots[0] or plains[0], sought, end_from)


def _after_gap(place: int, sought: Sought) -> int:
    last = min(len(sought.plain), place + _LONGEST_GAP)
    while place < last and not sought.plain[place].isalnum():
        place += 1
    return place


def _ways_of(word: Word, tier: Tier, sought: Sought) -> Iterator[Way]:
    """The ways to find a word by itself: as it stands, by its stem, with the loosest readings also as a beginning."""
    if is_unspaced(word.plain):
        if sought.may_hold(word.plain):
            yield _matching(_unspaced((word.plain,)), sought)
        return
    begun = tier is Tier.PREFIXES
    yield _finding(word.plain, sought, lambda place: _end_of(place, word, sought, begun=begun))
    for core in {_core(stem) for stem in word.stems} - {""}:
        yield _finding(core, sought, lambda place: _end_of_form(place, word, sought), within_words=True)


def _end_of(place: int, word: Word, sought: Sought, *, begun: bool) -> int | None:
    """Where the whole word ends that begins at a place, if it is the word or, with ``begun``, begins with it."""
    ends = sought.end_of_word(place)
    return ends if begun or ends == place + len(word.plain) else None


def _end_of_form(place: int, word: Word, sought: Sought) -> int | None:
    """Where the word that begins at a place ends, if it has a stem in common with another."""
    ends = sought.end_of_word(place)
    return ends if _share_stems(sought.text[slice(*sought.in_text(place, ends))], frozenset(word.stems)) else None


@lru_cache(maxsize=20_000)
def _share_stems(seen: str, stems: frozenset[str]) -> bool:
    return any(not stems.isdisjoint(possible_stems(token)) for token in words(seen))


def _finding(sign: str, sought: Sought, end_from: Callable[[int], int | None], *, within_words: bool = False) -> Way:
    """A way that looks for signs at the beginnings of words, or anywhere in them, and asks where what is found ends."""

    def way(start: int, end: int) -> Iterator[Span]:
        # A place in the plain text is never behind the same place in the text.
        place = sought.plain.find(sign, max(0, start - (len(sought.text) - len(sought.plain))))
        while 0 <= place < end:
            begins = sought.start_of_word(place)
            ends = end_from(begins) if within_words or begins == place else None
            if ends is not None:
                low, high = sought.in_text(begins, ends)
                if start <= low and high <= end:
                    yield low, high
            place = sought.plain.find(sign, max(ends or 0, place + 1))

    return way


def _matching(pattern: re.Pattern[str], sought: Sought) -> Way:
    def way(start: int, end: int) -> Iterator[Span]:
        for match in pattern.finditer(sought.folded, start, end):
            if match.end() > match.start():
                yield match.span()

    return way


@lru_cache(maxsize=8192)
def _unspaced(plains: tuple[str, ...]) -> re.Pattern[str]:
    """Words side by side of which some are in a script without spaces."""
    each = (_SMALL_GAP.join(map(re.escape, plain)) if is_unspaced(plain) else re.escape(plain) for plain in plains)
    return re.compile(_GAP.join(each))


def _root(word: Word) -> str:
    """What every form of a word begins with, as far as its stem tells."""
    core = _core(word.stems[0]) if word.stems else ""
    return core if core and word.plain.startswith(core) else ""


def _core(stem: str) -> str:
    """What every form of a word has in it, as far as a stem tells; empty where that is too short to tell anything.

    A stemmer may change the last letter of what it leaves (*policy*, *polici*), so that letter is not looked for.
    """
    core = stem[2:-1]
    return core if len(core) >= _SHORTEST_STEM else ""
