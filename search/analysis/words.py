"""Words: from a normalised text to canonical tokens.

A token holds letters, marks and digits only, so that no engine cuts it again; digits are ASCII digits, letters are in
lower case, accents are still there. Word borders come from ICU, which knows the dictionary scripts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from icu4py.breakers import WordBreaker

from search.analysis.scripts import runs

#: Longer tokens are cut: no word is that long, and engines have limits of their own.
LONGEST_TOKEN = 100

_INNER_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ‘`](?=\w)")
# ICU answers the same borders for our scripts whatever the locale; it has to be told one.
_ANY_LOCALE = "en"


class _Canonical(dict[str, str]):
    """Each sign as it stands in a token; a space for what cannot stand in one."""

    def __missing__(self, sign: str) -> str:
        category = unicodedata.category(sign)
        if category == "Nd":
            kept = str(unicodedata.decimal(sign))
        elif category[0] in "LMN":
            kept = "".join(one for one in sign.casefold() if unicodedata.category(one)[0] in "LMN")
        else:
            kept = " "
        self[sign] = kept
        return kept


_CANONICAL = _Canonical()


def words(text: str) -> Iterator[str]:
    """The canonical tokens of a normalised text, in order."""
    # ``segments()`` counts in UTF-16 and would cut wrongly after any emoji: the breaker itself answers strings.
    for piece in WordBreaker(_INNER_APOSTROPHE.sub("", text), _ANY_LOCALE):
        if piece.isascii():
            if piece.isalnum():
                yield piece.lower()[:LONGEST_TOKEN]
                continue
            if not any(sign.isalnum() for sign in piece):
                continue
        for part in "".join(map(_CANONICAL.__getitem__, piece)).split():
            # ICU leaves a dictionary word and the Latin letters or digits that touch it in one piece.
            yield from (run[:LONGEST_TOKEN] for run in runs(part))
