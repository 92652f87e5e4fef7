"""Khmer: one order of signs on a letter, whatever order they were typed in.

Order: letter, robat, register shifter, subscripts with RO last, vowel, other signs. Subscript DA looks like subscript
TA in most words and is read as TA.
"""

from __future__ import annotations

import re

_COENG = "\u17d2"
_LETTERS = "\u1780-\u17b3"
_ROBAT, _SHIFTER, _SUBSCRIPT, _SUBSCRIPT_RO, _VOWEL, _SIGN = range(6)
_CLUSTER = re.compile(f"([{_LETTERS}])((?:{_COENG}[{_LETTERS}]|[\u17b6-\u17d1\u17d3\u17dd]){{2,}})")
_PART = re.compile(f"{_COENG}?.", re.DOTALL)
_SPELLINGS = (
    ("\u17a3", "\u17a2"),  # two deprecated letters
    ("\u17a4", "\u17a2\u17b6"),
    ("\u17a8", "\u17a7\u1780"),
    ("\u17d8", "\u17d4\u179b\u17d4"),  # "and so on" as one sign
    (_COENG + "\u178a", _COENG + "\u178f"),  # subscript DA as TA
)
# The same sign twice on one letter is printed once.
_TWICE = re.compile("([\u17b6-\u17d1\u17dd])\\1+")
_COMPOSED = (("\u17c1\u17b8", "\u17be"), ("\u17c1\u17b6", "\u17c4"))


def _place(part: str) -> tuple[int, bool]:
    """Where a sign stands on its letter; among vowels the one before the letter comes first."""
    if part[0] == _COENG:
        return (_SUBSCRIPT_RO if part[1:] == "\u179a" else _SUBSCRIPT, False)
    if part == "\u17cc":
        return (_ROBAT, False)
    if part in "\u17c9\u17ca":
        return (_SHIFTER, False)
    if "\u17b6" <= part <= "\u17c5":
        return (_VOWEL, part != "\u17c1")
    return (_SIGN, False)


def _ordered(match: re.Match[str]) -> str:
    signs = "".join(sorted(_PART.findall(match[2]), key=_place))
    for pair, vowel in _COMPOSED:
        signs = signs.replace(pair, vowel)
    return match[1] + _TWICE.sub(r"\1", signs)


def order_khmer(text: str) -> str:
    """The text with the signs of each Khmer letter in one order and composed vowels."""
    if not re.search(f"[{_LETTERS}]", text):
        return text
    for typed, meant in _SPELLINGS:
        text = text.replace(typed, meant)
    return _CLUSTER.sub(_ordered, text)
