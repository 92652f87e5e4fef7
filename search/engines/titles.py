"""Titles in an order a reader of each script expects, as far as comparing sign by sign can tell it."""

from __future__ import annotations

import re

from search.analysis import normalise
from search.analysis.folding import fold
from search.analysis.words import words

LONGEST_TITLE = 200
#: Stands at the end of what a part is sorted by: right behind the text itself, and equal to no title.
BEHIND = "\x01"

# Thai and Lao dictionaries sort by the consonant, though the vowel is written before it.
_VOWEL_BEFORE = re.compile("([\u0e40-\u0e44\u0ec0-\u0ec4])([\u0e01-\u0e2e\u0e81-\u0eae\u0edc-\u0edf])")


def sort_title(title: str) -> str:
    """What a title is sorted by: its folded words, numbers by their value."""
    folded = (fold(token) for token in words(normalise(title)))
    key = " ".join(token.zfill(6) if token.isdecimal() else token for token in folded)
    return _VOWEL_BEFORE.sub(r"\2\1", key)[:LONGEST_TITLE]


def sorted_by(title: str, *, is_part: bool) -> str:
    """What a record is sorted by: pages of a file stand behind the text itself, and their title is not the one asked
    for."""
    key = sort_title(title)
    return key[: LONGEST_TITLE - 1] + BEHIND if is_part else key
