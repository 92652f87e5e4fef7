"""Words: from a normalised text to canonical tokens.

A token holds letters, marks and digits only, so that no engine cuts it again; digits are ASCII digits, letters are in
lower case, accents are still there. Word borders come from ICU, which knows the dictionary scripts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from icu4py.breakers import WordBreaker

from search.analysis.scripts import runs
from search.analysis.vietnamese import one_place
from search.analysis.writing import written_out

#: Longer tokens are cut: no word is that long, and engines have limits of their own.
LONGEST_TOKEN = 100

# Words come again and again; only what may be one is remembered.
_REMEMBERED = 40
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

# Latin letters and ordinary punctuation, and nothing else: in such a text a word ends where its letters end, and ICU,
# which takes ten times as long, would say the same.
_LATIN_ONLY = re.compile("[\0-\x7f\xa0\xab\xbb\u00c0-\u024f\u1e00-\u1eff\u2010-\u2015\u2018-\u201f\u2022\u2026]*")


def words(text: str) -> Iterator[str]:
    """The canonical tokens of a normalised text, in order."""
    written = written_out(text)
    if _LATIN_ONLY.fullmatch(written):
        for token in canonical(written).split():
            yield token[:LONGEST_TOKEN] if token.isascii() else _known_place(token)[:LONGEST_TOKEN]
        return
    # ``segments()`` counts in UTF-16 and would cut wrongly after any emoji: the breaker itself answers strings.
    for piece in WordBreaker(written, _ANY_LOCALE):
        if piece.isascii():
            if piece.isalnum():
                yield piece.lower()[:LONGEST_TOKEN]
                continue
            if not any(sign.isalnum() for sign in piece):
                continue
        yield from _known_tokens(piece) if len(piece) <= _REMEMBERED else _tokens(piece)


def _tokens(piece: str) -> tuple[str, ...]:
    """The tokens of what ICU takes for one word."""
    # It leaves a dictionary word and the Latin letters or digits that touch it in one piece.
    return tuple(one_place(run)[:LONGEST_TOKEN] for part in canonical(piece).split() for run in runs(part))


_known_tokens = lru_cache(maxsize=50_000)(_tokens)
_known_place = lru_cache(maxsize=50_000)(one_place)


def canonical(text: str) -> str:
    """The text with its letters and digits as they stand in tokens, and spaces for all that cannot."""
    return "".join(map(_CANONICAL.__getitem__, text))
