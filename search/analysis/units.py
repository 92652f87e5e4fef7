"""Units: what a reader of a script without spaces would call one letter group, found without a dictionary.

A unit is the same whatever stands around it; that is what makes unit bigrams find words the dictionary cut elsewhere.
Thai and Lao: the vowel before, the consonant, its marks and the vowel after. Khmer: the letter with its subscripts and
signs. Burmese: the letter with stack and signs, and a final consonant that carries an asat. Chinese: one character.
"""

from __future__ import annotations

import re

from search.analysis.scripts import BURMESE, HAN, KHMER, LAO, THAI

_THAI_UNIT = "[\u0e40-\u0e44]{0,2}[\u0e01-\u0e2e][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*[\u0e30\u0e32\u0e33\u0e45]?"
_LAO_UNIT = "[\u0ec0-\u0ec4]{0,2}[\u0e81-\u0eae\u0edc-\u0edf][\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece]*[\u0eb0\u0eb2\u0eb3]?"
_KHMER_UNIT = "[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd])*"
_BURMESE_LETTER = "[\u1000-\u102a\u103f\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081]"
_BURMESE_SIGN = "[\u102b-\u1038\u103a-\u103e\u1056-\u1059\u1062-\u1064\u1071-\u1074\u1082-\u108d]"
_BURMESE_SIGNS = f"(?:\u1039{_BURMESE_LETTER}|{_BURMESE_SIGN})*"
_BURMESE_UNIT = f"{_BURMESE_LETTER}{_BURMESE_SIGNS}(?:{_BURMESE_LETTER}\u1037?\u103a{_BURMESE_SIGNS})*"

_UNIT = re.compile(f"{_THAI_UNIT}|{_LAO_UNIT}|{_KHMER_UNIT}|{_BURMESE_UNIT}|[{THAI}{LAO}{KHMER}{BURMESE}{HAN}]")


def units(run: str) -> list[str]:
    """The units of a run that holds nothing but letters and marks of the scripts without spaces."""
    return _UNIT.findall(run)
