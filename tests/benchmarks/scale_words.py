"""Words that no language has, as many and as unevenly used as those of a language.

A word's number is its rank: the word of rank 1 is used twice as often as that of rank 2 and ten times as often as that
of rank 10. They stand in texts of every language alike, so that their shares of an index are known beforehand.
"""

from __future__ import annotations

import random
from functools import lru_cache
from itertools import accumulate

VOCABULARY = 200_000
#: So many of them are strewn into each paragraph.
IN_PARAGRAPH = 30

_SYLLABLES = [consonant + vowel for consonant in "bdfghjklmnprstvwz" for vowel in "aeiou"]
_SHORT = len(_SYLLABLES) ** 2
# No factor in common with the number of syllables, so that neighbours in rank do not begin alike.
_STRIDE = 4_111


def made_word(rank: int) -> str:
    """The word of a rank from 1: two syllables for the most frequent seven thousand, three for all others."""
    place, length = (rank - 1, 2) if rank <= _SHORT else (rank - 1 - _SHORT, 3)
    place = place * _STRIDE % len(_SYLLABLES) ** length
    found = []
    for _syllable in range(length):
        place, syllable = divmod(place, len(_SYLLABLES))
        found.append(_SYLLABLES[syllable])
    return "".join(found)


@lru_cache(maxsize=1)
def vocabulary() -> tuple[list[str], list[float]]:
    """Every word by rank, and the running sums of their shares, as drawing by chance wants them."""
    ranks = range(1, VOCABULARY + 1)
    return [made_word(rank) for rank in ranks], list(accumulate(1 / rank for rank in ranks))


def strewn(chance: random.Random, number: int) -> list[str]:
    """So many words, drawn by their shares."""
    words, sums = vocabulary()
    return chance.choices(words, cum_weights=sums, k=number)
