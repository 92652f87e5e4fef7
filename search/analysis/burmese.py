"""Burmese: one order of signs on a letter, whatever order they were typed in.

Order: medials YA RA WA HA, vowel E, vowels above, vowels below, AA, anusvara, dot below, visarga. The asat stays where
it was typed, because before and after a vowel it says different things.
"""

from __future__ import annotations

import re

_ORDER = "\u103b\u103c\u103d\u103e\u1031\u102d\u102e\u1032\u1033\u1034\u1035\u102f\u1030\u102b\u102c\u1036\u1037\u1038"
_RANK = {sign: place for place, sign in enumerate(_ORDER)}
_SIGNS = re.compile(f"[{_ORDER}]{{2,}}")
# A digit nought carries no signs: with one it is the letter WA, which looks the same and lies beside it on keyboards.
_NOUGHT_AS_WA = re.compile("\u1040(?=[\u102b-\u103e])")


def _ordered(match: re.Match[str]) -> str:
    return "".join(sorted(match[0], key=_RANK.__getitem__))


def order_burmese(text: str) -> str:
    """The text with the signs of each Burmese letter in one order."""
    if not re.search("[\u1000-\u104f]", text):
        return text
    text = _NOUGHT_AS_WA.sub("\u101d", text)
    # The vowel U and the letter NYA look alike; only NYA takes an asat.
    text = text.replace("\u1025\u103a", "\u1009\u103a")
    return _SIGNS.sub(_ordered, text)
