"""One spelling for what reads the same: the first step for every text and every query.

Never NFKC: it takes the Thai and Lao vowel AM apart, and with it every dictionary word that holds one. The result
looks like the original, so it may be stored and shown.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from icu4py.breakers import WordBreaker

from search.analysis.burmese import order_burmese
from search.analysis.controls import without_controls
from search.analysis.khmer import order_khmer
from search.analysis.thai_lao import order_thai_and_lao
from search.analysis.zawgyi import BURMESE_SIGN, evidence, to_unicode

#: Evidence between these leaves the encoding of a text open, if it is no longer than so many signs.
UNICODE, ZAWGYI, SHORT = -1.0, 2.0, 200


def normalise(text: str) -> str:
    """The text in Unicode and NFC without invisible signs, the marks of Thai, Lao, Khmer and Burmese in one order.

    Takes time in proportion to the length; doing it twice changes nothing.
    """
    if text.isascii():
        return text
    bare = without_controls(text)
    tidy = _tidied(bare)
    # Tidying may bring to light that a text is in Zawgyi. It is converted only where that settles the question, or
    # else a second time would convert it again.
    for seen in (bare, tidy):
        converted = _from_zawgyi(seen)
        if converted is not None and _from_zawgyi(converted) is None:
            return converted
    return tidy


def in_unicode(text: str) -> str:
    """The text as it stands, or in Unicode where it is in Zawgyi: so that everybody's letters show it."""
    if text.isascii():
        return text
    read = normalise(text)
    return text if read == _tidied(without_controls(text)) else read


def normalise_together(parts: Sequence[str]) -> tuple[str, ...]:
    """The parts of one document, each normalised: a title too short to tell its encoding has that of the whole."""
    if all(part.isascii() for part in parts) or evidence(without_controls("\n".join(parts))) <= 0:
        return tuple(map(normalise, parts))
    return tuple(normalise(_tidied(to_unicode(without_controls(part)))) for part in parts)


def _tidied(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    return unicodedata.normalize("NFC", order_burmese(order_khmer(order_thai_and_lao(text))))


def _from_zawgyi(text: str) -> str | None:
    """The text in Unicode if it is in Zawgyi, else None. Where a short text hardly tells, the dictionary does."""
    told = evidence(text)
    if told <= UNICODE or not BURMESE_SIGN.search(text):
        return None
    is_open = told < ZAWGYI and len(text) <= SHORT
    if told <= 0 and not is_open:
        return None
    converted = _tidied(to_unicode(text))
    if is_open:
        # The right reading has fewer and longer words; when both have as many, the signs decide after all.
        gained = _pieces(_tidied(text)) - _pieces(converted)
        if gained < 0 or (gained == 0 and told <= 0):
            return None
    return converted


def _pieces(text: str) -> int:
    return sum(1 for _piece in WordBreaker(text, "en"))
