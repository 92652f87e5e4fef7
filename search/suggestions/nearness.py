"""Which of many words are near to one: Damerau's distance, over letters or over letter groups.

A wrong tone mark in Thai or a missing subscript in Khmer changes one letter group, so words of the scripts without
spaces are compared group by group; how many signs differ is looked at as well, because a group may be half a word.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from search.analysis.units import units

#: What is shorter may be anything.
SHORTEST = 3
#: So many near words are looked at.
MOST = 12
# Beyond every sign a text may hold: one stands for each letter group.
_FIRST_SIGN = 0xF0000
_UNKNOWN = chr(_FIRST_SIGN - 1)


@dataclass(frozen=True, order=True)
class Near:
    """A word and how many changes away it is."""

    distance: int
    word: str


def most_apart(length: int) -> int:
    """How many changes a word of this length may be away and still be meant."""
    return 1 if length < 5 else 2 if length < 9 else 3


class Letters:
    """Words of scripts with spaces, or whole phrases of them, by length."""

    def __init__(self) -> None:
        self._by_length: dict[int, list[str]] = {}

    def add(self, word: str) -> None:
        """Take in a word that is not in here yet."""
        self._by_length.setdefault(len(word), []).append(word)

    def near(self, word: str) -> list[Near]:
        """The words near enough to be meant by this one, nearest first; the word itself is not among them."""
        if len(word) < SHORTEST:
            return []
        apart = most_apart(len(word))
        return _nearest(word, self._by_length, apart)

    def like(self, word: str, likeness: float) -> list[str]:
        """The words most like this one, however far away, the likest first. ``likeness`` is between 0 and 1."""
        reach = int(len(word) * (1 - likeness)) + 1
        choices = [one for length in _reached(len(word), reach) for one in self._by_length.get(length, ())]
        return _likest(word, choices, likeness)


class Groups:
    """Words of scripts without spaces: each letter group is compared as if it were a letter.

    They are cut into groups when the first question in such a script comes, or before it: nobody else should wait.
    """

    def __init__(self) -> None:
        self._waiting: list[str] = []
        self._lock = threading.Lock()
        self._signs: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._by_length: dict[int, list[str]] = {}

    def add(self, word: str) -> None:
        """Take in a word that is not in here yet."""
        self._waiting.append(word)

    def cut(self) -> None:
        """Cut the words that came since."""
        with self._lock:
            number, signs = len(self._waiting), self._signs
            for word in self._waiting[:number]:
                written = "".join([signs.setdefault(unit, chr(_FIRST_SIGN + len(signs))) for unit in units(word)])
                self._words[written] = word
                self._by_length.setdefault(len(written), []).append(written)
            # Only now: whoever finds some waiting, waits for the lock.
            del self._waiting[:number]

    def near(self, word: str) -> list[Near]:
        """The words near enough by letter groups and by signs, nearest first; the word itself is not among them."""
        written = self._written(word)
        # Where a group is a single sign, as in Chinese, one of two changed leaves nothing to know the word by.
        if len(word) < SHORTEST or len(written) < 2:
            return []
        found = []
        for one in _nearest(written, self._by_length, most_apart(len(written))):
            other = self._words[one.word]
            signs = DamerauLevenshtein.distance(word, other, score_cutoff=most_apart(len(word)))
            if signs <= most_apart(len(word)):
                found.append(Near(signs, other))
        return sorted(found)

    def like(self, word: str, likeness: float) -> list[str]:
        """The words most like this one by letter groups, the likest first."""
        written = self._written(word)
        reach = int(len(written) * (1 - likeness)) + 1
        choices = [one for length in _reached(len(written), reach) for one in self._by_length.get(length, ())]
        return [self._words[one] for one in _likest(written, choices, likeness)]

    def _written(self, word: str) -> str:
        if self._waiting:
            self.cut()
        return "".join(self._signs.get(unit, _UNKNOWN) for unit in units(word))


def _reached(length: int, reach: int) -> range:
    return range(max(1, length - reach), length + reach + 1)


def _nearest(word: str, by_length: dict[int, list[str]], apart: int) -> list[Near]:
    found: list[Near] = []
    for length in _reached(len(word), apart):
        near = process.extract(
            word,
            by_length.get(length, ()),
            scorer=DamerauLevenshtein.distance,
            processor=None,
            score_cutoff=apart,
            limit=MOST,
        )
        found += [Near(int(distance), other) for other, distance, _place in near if distance]
    return sorted(found)


def _likest(word: str, choices: Sequence[str], likeness: float) -> list[str]:
    found = process.extract(
        word, choices, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=likeness, limit=MOST
    )
    return [other for other, _likeness, _place in found if other != word]
