"""Burmese: one order of signs on a letter and one letter for what looks the same, however it was typed.

Order: medials YA RA WA HA, vowel E, vowels above, vowels below, AA, anusvara, dot below, visarga. The asat stays where
it was typed, because before and after a vowel it says different things.
"""

from __future__ import annotations

import re

_ORDER = "\u103b\u103c\u103d\u103e\u1031\u102d\u102e\u1032\u1033\u1034\u1035\u102f\u1030\u102b\u102c\u1036\u1037\u1038"
_RANK = {sign: place for place, sign in enumerate(_ORDER)}
_SIGNS = re.compile(f"[{_ORDER}]{{2,}}")
# The same sign twice on one letter is printed once.
_TWICE = re.compile("([\u102b-\u1032\u1036-\u1038\u103a-\u103e])\\1+")

_LETTER = "\u1000-\u102a\u103f"
_DIGIT = "\u1040-\u1049"
#: What was typed for a letter it looks like and lies beside on keyboards, and that letter.
_LOOK_ALIKES = (
    # A digit carries no signs and stands in no word: seven with signs is RA, nought by itself among letters is WA.
    (re.compile("\u1047(?=[\u102b-\u103e])"), "\u101b"),
    (re.compile("\u1044(?=\u1004\u103a\u1038)"), "\u104e"),
    (re.compile(f"(?<![{_DIGIT}])\u1040(?=[{_LETTER}\u102b-\u103e])"), "\u101d"),
    (re.compile(f"(?<=[{_LETTER}\u102b-\u103e])\u1040(?![{_DIGIT}])"), "\u101d"),
    # The vowel U and the letter NYA; only NYA takes an asat, a subscript or a long vowel.
    (re.compile("\u1025(?=\u1037?\u103a|\u1039|\u102c)"), "\u1009"),
    # SA with a medial RA and the vowels O and AU.
    (re.compile("\u101e\u103c\u1031\u102c\u103a"), "\u102a"),
    (re.compile("\u101e\u103c(?![\u102b-\u1032\u1037-\u103e])"), "\u1029"),
)


def _ordered(match: re.Match[str]) -> str:
    return "".join(sorted(match[0], key=_RANK.__getitem__))


def order_burmese(text: str) -> str:
    """The text with the signs of each Burmese letter in one order and its look-alikes told apart."""
    if not re.search("[\u1000-\u104f]", text):
        return text
    text = _TWICE.sub(r"\1", _SIGNS.sub(_ordered, text))
    for typed, meant in _LOOK_ALIKES:
        text = typed.sub(meant, text)
    return text
