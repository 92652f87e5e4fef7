"""Zawgyi: the encoding of Burmese that many texts and phones still use.

It gives Unicode's places to other signs and writes them in the order they are seen. A text is told by sequences of
signs that only one of the two encodings can produce, and brought to Unicode letter by letter.
"""

from __future__ import annotations

import re

_CONSONANT = "\u1000-\u1021\u103f"
_LETTER = _CONSONANT + "\u1023-\u1027\u1029\u102a"
_VOWEL = "\u102b-\u1030\u1032\u1036"
# Places that are subscripts and ready-made joins here, and letters of Shan and Karen in Unicode.
_OF_ZAWGYI = "\u1033\u1034\u105a\u1060-\u1074\u107a-\u107e\u1080-\u1086\u1088-\u108f\u1091-\u1097"

# A subscript stands below a letter of its own row of five, or below itself; whatever else seems to be one is a letter
# without a vowel and the beginning of the next word.
_ROWS = ("\u1000-\u1004", "\u1005-\u100a", "\u100b-\u100f", "\u1010-\u1014", "\u1015-\u1019")
_BELOW = "|".join(f"(?<=[{row}]\u1039)[{row}]" for row in _ROWS)

#: What Unicode text does not say, each with what it weighs.
_SAYS_ZAWGYI = (
    # The vowel E before its letter, the medial RA before its letter.
    (
        1.5,
        re.compile(f"(?<![{_LETTER}\u1022\u1028\u1040\u1047\u1075-\u1081\u103b-\u103e])\u1031(?=\u103b?[{_LETTER}])"),
    ),
    (1.5, re.compile(f"(?<![{_LETTER}\u1040\u1047\u1075-\u1081\u1039-\u103e])\u103b(?=[{_LETTER}])")),
    # A joiner that joins nothing, or what nothing is joined to.
    (1.0, re.compile(f"\u1039(?![{_CONSONANT}\u1050-\u108e])")),
    (1.0, re.compile(f"(?<![{_CONSONANT}\u1025\u103a])\u1039|\u1004\u1039")),
    (0.5, re.compile(rf"([{_CONSONANT}])\u1039(?!\1|{_BELOW})(?=[{_CONSONANT}])")),
    # A silent letter that has a vowel, WA with a vowel no tongue can join to it, RA with letters that never take it.
    (1.0, re.compile(f"\u103a(?=[{_VOWEL}\u103c\u103d])|\u103d(?=[\u102f\u1030])")),
    (0.5, re.compile("\u103d\u102d(?!\u102f)")),
    (1.0, re.compile("[\u1005-\u100a\u1011\u1014\u101a\u101b\u101c\u101d\u1021]\u103c")),
    (2.0, re.compile(f"(?<=[{_LETTER}\u102b-\u103e])[{_OF_ZAWGYI}]|[{_OF_ZAWGYI}](?=[{_LETTER}])")),
)
#: What Zawgyi text does not say.
_SAYS_UNICODE = (
    (1.0, re.compile("\u103e")),
    (1.0, re.compile(f"\u1031(?!\u103b?[{_LETTER}\u1040\u1047\u106a\u106b\u107e-\u1084\u108f\u1090])")),
    (1.0, re.compile(f"(?<=[{_LETTER}])\u103b(?![{_LETTER}\u1031])")),
    (1.0, re.compile("\u103a[\u1037\u1039\u1087-\u108a]|(?<=[\u1037\u102b\u102c\u1062\u1075-\u1081])\u103a")),
    # A silent letter that no tongue can join to a YA, which is how Zawgyi would read it; then any silent letter.
    (1.0, re.compile("[\u1004\u1007\u1009-\u1014\u101a\u101b\u101d\u101f-\u1021]\u103a")),
    (0.5, re.compile(f"(?<=[{_LETTER}])\u103a(?![{_VOWEL}\u103c\u103d])")),
    # A visarga before other signs: whoever types in any order makes what only seems to be Zawgyi.
    (1.5, re.compile(f"\u1038[{_VOWEL}\u103c-\u103e]")),
    # Shan and Karen, which begin words with what are subscripts in Zawgyi.
    (2.0, re.compile("(?<![\u1000-\u109f])[\u1060-\u107c]|(?<=[\u1062\u1075-\u1081])[\u1062\u1083-\u108a\u103a]")),
)

_KINZI = "\u1004\u103a\u1039"
_SUBSCRIPTS = {
    **dict(zip(range(0x1060, 0x1064), "\u1000\u1001\u1002\u1003", strict=True)),
    **dict(zip(range(0x1065, 0x106A), "\u1005\u1006\u1006\u1007\u1008", strict=True)),
    **dict(zip((0x106C, 0x106D, 0x1070), "\u100b\u100c\u100f", strict=True)),
    **dict(
        zip(
            range(0x1071, 0x107D),
            "\u1010\u1010\u1011\u1011\u1012\u1013\u1014\u1015\u1016\u1017\u1018\u1019",
            strict=True,
        )
    ),
    **dict(zip((0x1085, 0x1093), "\u101c\u1018", strict=True)),
}
_LETTERS = {
    "\u106a": "\u1009",
    "\u106b": "\u100a",
    "\u106e": "\u100d\u1039\u100d",
    "\u106f": "\u100d\u1039\u100e",
    "\u1086": "\u103f",
    "\u108f": "\u1014",
    "\u1090": "\u101b",
    "\u1091": "\u100f\u1039\u100d",
    "\u1092": "\u100b\u1039\u100c",
    "\u1097": "\u100b\u1039\u100b",
}
_SIGNS = {
    **{chr(code): f"\u1039{letter}" for code, letter in _SUBSCRIPTS.items()},
    "\u1096": "\u1039\u1010\u103d",
    "\u1064": _KINZI,
    "\u108b": _KINZI + "\u102d",
    "\u108c": _KINZI + "\u102e",
    "\u108d": _KINZI + "\u1036",
    "\u1033": "\u102f",
    "\u1034": "\u1030",
    "\u1039": "\u103a",
    "\u103a": "\u103b",
    "\u107d": "\u103b",
    "\u103c": "\u103d",
    "\u103d": "\u103e",
    "\u1087": "\u103e",
    "\u1088": "\u103e\u102f",
    "\u1089": "\u103e\u1030",
    "\u108a": "\u103d\u103e",
    "\u108e": "\u102d\u1036",
    "\u1094": "\u1037",
    "\u1095": "\u1037",
    "\u105a": "\u102b\u103a",
}
_BEFORE = "\u1031\u103b\u107e-\u1084"
_BASE = f"{_LETTER}\u1040\u1047\u104e{''.join(_LETTERS)}"
_AFTER = f"\u102b-\u1030\u1032\u1036-\u1038{''.join(_SIGNS)}"
_CLUSTER = re.compile(f"([{_BEFORE}]{{0,4}})([{_BASE}])([{_AFTER}]*)")
_SHORT_ALSO = re.compile("\u104e(?!\u1004)")
# Where a silent letter is followed by the medial YA, YA belongs to what is silent.
_MEDIAL = re.compile("\u103a?\u103b|[\u103d\u103e]|\u1039[\u1000-\u1021]")


#: A sign whose meaning differs between the encodings: a text without one reads the same in both.
BURMESE_SIGN = re.compile("[\u1031-\u1034\u1039-\u103d\u105a\u1060-\u1097]")
#: So many signs, from the first telling one on, are looked at: nobody changes the encoding later than that.
ENOUGH = 20_000


def evidence(text: str) -> float:
    """How much more a text says that only Zawgyi can say than what only Unicode can; below nought it is Unicode."""
    first = BURMESE_SIGN.search(text)
    if not first:
        return 0.0
    begin = max(0, first.start() - 1)
    looked_at = text[begin : begin + ENOUGH]
    zawgyi, unicode = (
        sum(weight * _times(sequence, looked_at) for weight, sequence in said) for said in (_SAYS_ZAWGYI, _SAYS_UNICODE)
    )
    return zawgyi - unicode


def _times(sequence: re.Pattern[str], text: str) -> int:
    return sum(1 for _match in sequence.finditer(text))


def to_unicode(text: str) -> str:
    """A text in Zawgyi as Unicode writes it; the order of vowels is left to ``burmese``."""
    text = text.replace("\u1005\u103a", "\u1008")
    return _CLUSTER.sub(_cluster, _SHORT_ALSO.sub("\u104e\u1004\u1039\u1038", text))


def _cluster(match: re.Match[str]) -> str:
    before, letter, after = match.groups()
    signs = "".join(_SIGNS.get(sign, sign) for sign in after)
    kinzi = _KINZI if _KINZI in signs else ""
    signs = signs.replace(_KINZI, "")
    medials = sorted(_MEDIAL.findall(signs), key=_place_of_medial)
    if before.strip("\u1031"):
        medials.insert(sum(map(_stands_before_ra, medials)), "\u103c")
    vowel = "\u1031" if "\u1031" in before else ""
    return kinzi + _LETTERS.get(letter, letter) + "".join(medials) + vowel + _MEDIAL.sub("", signs)


def _place_of_medial(medial: str) -> int:
    """Subscripts, then YA, WA, HA; RA, which Zawgyi writes before the letter, comes after YA."""
    return 0 if medial[0] == "\u1039" else "\u103b\u103d\u103e".index(medial[-1]) + 1


def _stands_before_ra(medial: str) -> bool:
    return medial[-1] not in "\u103d\u103e"
