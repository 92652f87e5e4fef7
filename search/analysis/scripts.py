"""The scripts that write words without spaces between them, as classes for regular expressions."""

from __future__ import annotations

import re
import unicodedata


def _letters_and_marks(*ranges: tuple[int, int]) -> str:
    """The letters and marks between these places; gaps and signs of other kinds are in no token."""
    signs = (chr(code) for first, last in ranges for code in range(first, last + 1))
    return "".join(sign for sign in signs if unicodedata.category(sign)[0] in "LM")


THAI = _letters_and_marks((0x0E01, 0x0E4E))
LAO = _letters_and_marks((0x0E81, 0x0EDF))
KHMER = _letters_and_marks((0x1780, 0x17DD))
BURMESE = _letters_and_marks((0x1000, 0x109F), (0xA9E0, 0xA9FE), (0xAA60, 0xAA7F))
# By blocks as Unicode 14 knows them: a class of ninety thousand single signs would be slow to build and to read.
HAN = (
    "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufa6d\ufa70-\ufad9\U00020000-\U0002a6df\U0002a700-\U0002b738"
    "\U0002b740-\U0002b81d\U0002b820-\U0002cea1\U0002ceb0-\U0002ebe0\U0002f800-\U0002fa1d\U00030000-\U0003134a"
)

#: Every letter and mark of the scripts that are written without spaces; digits are not among them.
UNSPACED = THAI + LAO + KHMER + BURMESE + HAN

_BORDER = re.compile(f"[{UNSPACED}]+|[^{UNSPACED}]+")
_WHOLLY = re.compile(f"[{UNSPACED}]+")


def runs(text: str) -> list[str]:
    """The text cut wherever writing without spaces meets any other."""
    return _BORDER.findall(text)


def is_unspaced(text: str) -> bool:
    """Whether the text is not empty and holds nothing but letters and marks of these scripts."""
    return _WHOLLY.fullmatch(text) is not None
