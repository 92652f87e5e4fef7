"""The same queries as other keyboards, programs and habits write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from tests.benchmarks.zawgyi import in_zawgyi

_AM = {"\u0e33": "\u0e4d\u0e32", "\u0eb3": "\u0ecd\u0eb2"}
_THAI_LAO_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd]{2,}")
_KHMER_MARKS = re.compile("((?:\u17d2[\u1780-\u17a2])+)([\u17b6-\u17d1]+)")
_BURMESE_MARKS = re.compile("[\u102b-\u1038\u103b-\u103e]{2,}")
_LETTER = re.compile("(?<!\u17d2)(?<!\u1039)(?=[\u0e01-\u0e2e\u0e81-\u0eae\u1780-\u17b3\u1000-\u1021\u4e00-\u9fff])")
_VOWEL_BEFORE = "\u0e40-\u0e44\u0ec0-\u0ec4"


def am_taken_apart(query: str) -> str:
    """The Thai and Lao vowel AM as two signs, as programs leave it that tidy text in the other way."""
    return "".join(_AM.get(sign, sign) for sign in query)


def with_zero_width_spaces(query: str) -> str:
    """An unseen space before every letter that begins a letter group."""
    return re.sub(f"(?<=[{_VOWEL_BEFORE}])\u200b", "", _LETTER.sub("\u200b", query))


def marks_in_another_order(query: str) -> str:
    """The marks of each Thai, Lao or Burmese letter backwards, and the Khmer vowel before what stands below."""
    query = _THAI_LAO_MARKS.sub(lambda found: found[0][::-1], query)
    query = _KHMER_MARKS.sub(r"\2\1", query)
    return _BURMESE_MARKS.sub(lambda found: found[0][::-1], query)


def without_accents(query: str) -> str:
    """Vietnamese as it is typed on a keyboard without its letters."""
    apart = unicodedata.normalize("NFD", query.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


#: Name to how, and for which languages.
WAYS: dict[str, tuple[Callable[[str], str], tuple[str, ...]]] = {
    "AM taken apart": (am_taken_apart, ("th", "lo")),
    "zero-width spaces": (with_zero_width_spaces, ("th", "lo", "km", "my", "zh")),
    "marks in another order": (marks_in_another_order, ("th", "lo", "km", "my")),
    "in Zawgyi": (in_zawgyi, ("my",)),
}
