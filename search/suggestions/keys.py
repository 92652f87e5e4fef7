"""How typed letters and titles are compared: folded, without spaces, and cut where a reader may begin to type.

Without spaces, because Thai and its neighbours put them anywhere or nowhere, and because *non-punishment*,
*non punishment* and *nonpunishment* are one word to whoever looks for it. Marks in another order, zero-width signs,
Zawgyi and missing accents are gone before that, by the analysis that every text goes through.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis import normalise
from search.analysis.folding import fold, fold_unspaced
from search.analysis.scripts import is_unspaced, runs
from search.analysis.units import units
from search.analysis.words import canonical
from search.analysis.writing import written_out

#: No title is longer; what is, is compared up to here.
LONGEST_TEXT = 300
FEWEST_LETTERS = 2


@dataclass(frozen=True)
class Key:
    """A text as it is compared, and the places in it where a word or a letter group begins."""

    folded: str
    starts: tuple[int, ...]

    @property
    def is_enough(self) -> bool:
        """Whether it says enough to suggest anything: two letters, or one letter group of a script without spaces."""
        return len(self.folded) >= FEWEST_LETTERS or is_unspaced(self.folded)


def key_of(text: str) -> Key:
    """The key of a title, a term or of what somebody is typing; an empty one when there is no letter or digit."""
    folded: list[str] = []
    starts: list[int] = []
    length = 0
    for piece in pieces(text):
        starts.append(length)
        folded.append(piece)
        length += len(piece)
    return Key("".join(folded), tuple(starts))


def pieces(text: str) -> Iterator[str]:
    """The folded words of a text, and its letter groups where words are written without spaces."""
    for part in canonical(written_out(normalise(text[:LONGEST_TEXT]))).split():
        for run in runs(part):
            if is_unspaced(run):
                yield from units(fold_unspaced(run))
            else:
                yield fold(run)
