"""How words are put together in writing: apostrophes, hyphens, and words said twice.

Tetum writes *ne'e* and *nee*; Malay writes *undang-undang* and, in a hurry, *undang2*; Filipino joins *iba at* to
*iba't*; everybody writes *non-punishment* and *nonpunishment*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_APOSTROPHES = "'’ʼ‘`´ʻ′ꞌ"
_HYPHENS = "-‐‑"

_ANY_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_INNER_APOSTROPHE = re.compile(rf"(?<=\w)[{_APOSTROPHES}](?=\w)")
# Filipino AT and AY, which lose their vowel after another; no English word has these after a vowel.
_CONTRACTED = re.compile(rf"(?<=[aeiouAEIOU])[{_APOSTROPHES}](?=[tTyY](?!\w))")
# TWO after a word says it twice; what follows belongs to the second.
_SAID_TWICE = re.compile(rf"(?<!\w)([{_LATIN}]{{3,40}})[2²](nya|ku|mu|kah|lah|pun|an|kan)?(?!\w)")
# A hyphen at the end of a line joins as well: many a file was a printed page.
_COMPOUND = re.compile(rf"(?<!\w)[{_LATIN}]\w*(?:[{_HYPHENS}](?:\r?\n[ \t]*)?\w+)+")
_JOINTS = re.compile(r"[\W_]+")


def written_out(text: str) -> str:
    """The text without apostrophes inside words, contractions in two, and words said twice written twice."""
    if _ANY_APOSTROPHE.search(text):
        text = _INNER_APOSTROPHE.sub("", _CONTRACTED.sub(" ", text))
    return _SAID_TWICE.sub(r"\1-\1\2", text) if "2" in text or "²" in text else text


def compounds(text: str) -> Iterator[str]:
    """Every word written with hyphens, as it would stand without them."""
    if any(hyphen in text for hyphen in _HYPHENS) or "2" in text or "²" in text:
        for found in _COMPOUND.finditer(written_out(text)):
            yield _JOINTS.sub("", found[0])
