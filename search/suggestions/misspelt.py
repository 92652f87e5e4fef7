"""Where in a question a word is unknown to every public text, and what near to it may be meant there.

In a script without spaces nobody can tell where a misspelt word begins: what the known words around it leave over is
compared together with those words, piece by piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice

from search.analysis import normalise
from search.analysis.folding import fold, fold_unspaced
from search.analysis.scripts import is_unspaced, runs
from search.analysis.units import units
from search.analysis.words import words
from search.suggestions.nearness import Near
from search.suggestions.vocabulary import Vocabulary

#: So many near words of one place are thought of, and so many places of one question, of so many looked at.
MOST_MEANT, MOST_PLACES, MOST_LOOKED_AT = 3, 3, 8
#: So many known words on either side of what is left over may be a part of it.
_AROUND = 2
#: Of more known words side by side nobody can say which are one that is misspelt.
_FEW_WORDS = 8
#: No known word is looked for in more letter groups than that, and no run of more is looked at.
_LONGEST_PIECE, _LONGEST_RUN = 12, 40
# Between the words of an alphabet. An apostrophe may stand in one, a colon makes a filter of it.
_WORD = re.compile(r"[^\s\"“”„«».,;!?()\[\]{}/\\|<>=+*&%#@~^…—–‑‐-]+")


@dataclass(frozen=True)
class Meant:
    """What may be meant: the word as it is written, its language, how far it is off, and what speaks for it."""

    written: str
    language: str
    distance: int
    rank: tuple[int, ...]


@dataclass(frozen=True)
class Place:
    """A part of the normalised question, and what may be meant by it, likeliest first."""

    start: int
    end: int
    meant: tuple[Meant, ...]


def places(question: str, known: Vocabulary, language: str) -> list[Place]:
    """The parts of a normalised question that no public text knows and something near is known of, in their order."""
    found = (place for place in islice(_unknown(question, known, language), MOST_LOOKED_AT) if place.meant)
    return list(islice(found, MOST_PLACES))


def _unknown(question: str, known: Vocabulary, language: str) -> Iterator[Place]:
    offset = 0
    for run in runs(question):
        yield from (_in_unspaced if is_unspaced(run) else _in_spaced)(run, offset, known, language)
        offset += len(run)


def words_of(question: str) -> list[str]:
    """The folded words of a question, those of scripts without spaces as a dictionary cuts them."""
    return list(dict.fromkeys(map(fold, words(normalise(question)))))


def _in_spaced(run: str, offset: int, known: Vocabulary, language: str) -> Iterator[Place]:
    for match in _WORD.finditer(run):
        folded = "".join(map(fold, words(match[0])))
        if ":" in match[0] or not folded or folded.isdecimal() or folded in known.words or folded in known.phrases:
            continue
        meant = _ranked(known.letters.near(folded), known, language)
        yield Place(offset + match.start(), offset + match.end(), meant)


def _in_unspaced(run: str, offset: int, known: Vocabulary, language: str) -> Iterator[Place]:
    folded = fold_unspaced(run)
    pieces = units(folded)
    if folded in known.unspaced or len(pieces) > _LONGEST_RUN:
        return
    whole = _nearest(pieces, [(0, len(pieces))], known, language)
    parts, done = [], 0
    for windows in _windows(_cut(pieces, known)):
        part = _nearest(pieces, [window for window in windows if window[0] >= done], known, language)
        if part:
            done = part.end
            parts.append(part)
    if whole and (not parts or whole.meant[0].distance <= sum(part.meant[0].distance for part in parts)):
        parts = [whole]
    lengths = [0, *accumulate(map(len, pieces))]
    for part in parts:
        yield Place(offset + lengths[part.start], offset + lengths[part.end], part.meant)


def _cut(pieces: list[str], known: Vocabulary) -> list[tuple[int, int, bool]]:
    """The run as known words, the longest from the left, and what is left over between them."""
    found: list[tuple[int, int, bool]] = []
    start = 0
    while start < len(pieces):
        longest = min(len(pieces), start + _LONGEST_PIECE)
        ends = (end for end in range(longest, start, -1) if "".join(pieces[start:end]) in known.unspaced)
        end = next(ends, 0)
        if end:
            found.append((start, end, True))
        elif found and not found[-1][2]:
            found[-1] = (found[-1][0], start + 1, False)
        else:
            found.append((start, start + 1, False))
        start = end or start + 1
    return found


def _windows(cuts: list[tuple[int, int, bool]]) -> Iterator[list[tuple[int, int]]]:
    """Where a misspelt word may lie: round what is left over; where nothing is, across any known words side by side."""
    last = len(cuts) - 1
    left_over = [number for number, (_start, _end, is_known) in enumerate(cuts) if not is_known]
    for number in left_over:
        firsts, lasts = range(max(0, number - _AROUND), number + 1), range(number, min(last, number + _AROUND) + 1)
        yield [(cuts[first][0], cuts[end][1]) for first in firsts for end in lasts]
    if not left_over and len(cuts) <= _FEW_WORDS:
        pairs = ((first, end) for first in range(last + 1) for end in range(first + 1, min(last, first + _AROUND) + 1))
        yield [(cuts[first][0], cuts[end][1]) for first, end in pairs]


def _nearest(pieces: list[str], windows: list[tuple[int, int]], known: Vocabulary, language: str) -> Place | None:
    """The window, in letter groups, that is nearest to a known word; of two as near the longer."""
    best: tuple[tuple[int, int], Place] | None = None
    for start, end in windows:
        meant = _ranked(known.groups.near("".join(pieces[start:end])), known, language)
        order = (meant[0].distance, start - end) if meant else (0, 0)
        if meant and (best is None or order < best[0]):
            best = (order, Place(start, end, meant))
    return best[1] if best else None


def _ranked(near: list[Near], known: Vocabulary, language: str) -> tuple[Meant, ...]:
    """Near words with what speaks for them, likeliest first."""
    found = []
    for one in near:
        told = known.known(one.word)
        if told is not None:
            rank = told.rank(one.distance, language)
            found.append(Meant(told.written, told.language_for(language), one.distance, rank))
    return tuple(sorted(found, key=_by_rank)[:MOST_MEANT])


def _by_rank(meant: Meant) -> tuple[int, ...]:
    return meant.rank
