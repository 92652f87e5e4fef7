"""Folding: what is left of a token when its accents, and spellings that are both in use, are not looked at.

Only Latin, Greek and Cyrillic accents go; the vowel signs of Asian scripts are letters in all but name. Lao writes
LO LOOT and LO LING, and the high LO with a letter or with a sign; Khmer writes one vowel of its own in two shapes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")
_WHOLE_LETTERS = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"}
)
# Beyond these no letter of ours carries an accent: Hebrew is the first block after, Vietnamese and Greek the last.
_ACCENTED = re.compile("[\u0080-\u058f\u1ab0-\u1fff\u20d0-\u20ff]")
_TWO_SPELLINGS = re.compile("[\u0ea3\u0eab\u17b2]")
_ONE_SPELLING = str.maketrans({"\u0ea3": "\u0ea5", "\u17b2": "\u17b1"})
_HIGH_LO = "\u0eab\u0ea5", "\u0eab\u0ebc"


def fold(token: str) -> str:
    """The token, already in lower case, without accents and with plain letters for crossed ones.

    A token of accents alone stays as it is, so that no token is ever empty.
    """
    return token if token.isascii() else _folded(token)


@lru_cache(maxsize=50_000)
def _folded(token: str) -> str:
    if _ACCENTED.search(token):
        plain = _ACCENTS.sub("", unicodedata.normalize("NFD", token)).translate(_WHOLE_LETTERS)
        return unicodedata.normalize("NFC", plain) or token
    return fold_unspaced(token)


def fold_unspaced(text: str) -> str:
    """The text in one of two spellings that are both in use, as long as before."""
    return text.translate(_ONE_SPELLING).replace(*_HIGH_LO) if _TWO_SPELLINGS.search(text) else text


class _EachSign(dict[int, str]):
    """A table for ``str.translate`` that folds each sign into exactly one and remembers the answer."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if sign.isdecimal():
            plain = str(unicodedata.decimal(sign))
        else:
            lower = sign.casefold()
            folded = fold(lower)
            plain = next((one for one in (folded, lower) if len(one) == 1), sign)
        self[code] = plain
        return plain


_EACH_SIGN = _EachSign()


def fold_each(text: str) -> str:
    """The text folded sign by sign, as long as before, so that a place found in it is the same place in the text."""
    return fold_unspaced(text.translate(_EACH_SIGN))
