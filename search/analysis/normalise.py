"""One spelling for what reads the same: the first step for every text and every query.

Never NFKC: it takes the Thai and Lao vowel AM apart, and with it every dictionary word that holds one. The result
looks like the original, so it may be stored and shown.
"""

from __future__ import annotations

import unicodedata

from search.analysis.burmese import order_burmese
from search.analysis.controls import without_controls
from search.analysis.khmer import order_khmer
from search.analysis.thai_lao import order_thai_and_lao


def normalise(text: str) -> str:
    """The text in NFC without invisible signs, the marks of Thai, Lao, Khmer and Burmese in one order.

    Takes time in proportion to the length; doing it twice changes nothing.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", without_controls(text))
    return unicodedata.normalize("NFC", order_burmese(order_khmer(order_thai_and_lao(text))))
