"""A text as the patterns read it: digits of every script as 0 to 9, one hyphen, one space, no invisible signs.

Each sign knows where it stood, so that a place in the text that came can be shown.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_HYPHENS = dict.fromkeys("‐‑‒–—―−－﹣", "-")
_SIGNS = {**_HYPHENS, "／": "/", "．": ".", "：": ":", "（": "(", "）": ")", "＋": "+", "＠": "@", "。": "."}
_SPACES = {"\t": " ", "\v": "\n", "\f": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n"}
#: Invisible, and left out; joiners inside words of Khmer and Burmese too.
_INVISIBLE = {"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"}


@dataclass(frozen=True)
class Reading:
    """``plain`` is what patterns look at; ``places[i]`` is where its sign number i stood."""

    plain: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text that came, for one in ``plain`` that is not empty."""
        return self.places[start], self.places[end - 1] + 1


def read(text: str) -> Reading:
    """How a text reads. AM of Thai and Lao is one sign, however it was typed."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if sign in _INVISIBLE or (unicodedata.category(sign) == "Cf"):
            continue
        if sign in "\u0e32\u0eb2" and signs and signs[-1] in "\u0e4d\u0ecd":
            signs[-1] = "\u0e33" if sign == "\u0e32" else "\u0eb3"
            continue
        signs.append(_plain(sign))
        places.append(place)
    return Reading("".join(signs), tuple(places))


def _plain(sign: str) -> str:
    if sign.isascii():
        return _SPACES.get(sign, sign)
    if sign in _SIGNS:
        return _SIGNS[sign]
    if (digit := unicodedata.decimal(sign, None)) is not None:
        return str(digit)
    if "Ａ" <= sign <= "Ｚ" or "ａ" <= sign <= "ｚ":
        return unicodedata.normalize("NFKC", sign)
    if sign in _SPACES:
        return _SPACES[sign]
    return " " if unicodedata.category(sign) == "Zs" else sign
