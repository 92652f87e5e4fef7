"""Vietnamese: one place for the tone in the rhymes OA, OE and UY, which two schools write differently."""

from __future__ import annotations

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_PLACED = re.compile("[\u00c0-\u1ef9]$")
# After Q the U is part of the consonant, and the tone has one place only.
_ON_THE_SECOND = re.compile(f"(?<!q)(o[ae]|uy)([{_TONES}])$")


def one_place(token: str) -> str:
    """The token, in lower case, with the tone on the first vowel of an open OA, OE or UY."""
    if not _PLACED.search(token):
        return token
    apart = unicodedata.normalize("NFD", token)
    moved = _ON_THE_SECOND.sub(lambda found: found[1][0] + found[2] + found[1][1], apart)
    return token if moved == apart else unicodedata.normalize("NFC", moved)
