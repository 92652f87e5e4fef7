"""The order of an index of terms, and the letter each stands under, in every script of the portal.

Thai and Lao write some vowels before the consonant they belong to; dictionaries sort by the consonant. Latin letters
sort without their accents. Chinese terms stand under no letter: their index goes by group.
"""

from __future__ import annotations

import unicodedata

_LEADING_VOWELS = "เแโใไເແໂໃໄ"


def sort_key(term: str) -> str:
    """A text that sorts as a dictionary of its language would, near enough for an index."""
    letters = list(unicodedata.normalize("NFD", term.casefold()))
    for place in range(len(letters) - 1):
        if letters[place] in _LEADING_VOWELS:
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
    kept = [letter for letter in letters if letter.isalnum() or not letter.isascii()]
    return "".join(letter for letter in kept if not (unicodedata.combining(letter) and ord(letter) < 0x0370)).replace(
        "đ", "d"
    )


def letter_of(term: str) -> str:
    """The letter a term stands under, or nothing for scripts that have no letters."""
    key = sort_key(term)
    first = key[:1]
    if not first or "CJK" in unicodedata.name(first, ""):
        return ""
    return first.upper()
