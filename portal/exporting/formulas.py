"""Texts that no spreadsheet takes for a formula, for every table that leaves the portal.

The mark is one apostrophe, and it can be taken away again: a text that itself begins with apostrophes before a sign of
formulas gets one more.
"""

from __future__ import annotations

import re

#: What a spreadsheet takes for the beginning of a formula, in narrow and wide letters; some drop blanks, and what has
#: no width, before they look. A tab or the end of a line would begin a cell of its own.
_FORMULA = r"(?:[\s\u200b-\u200f\u2060\ufeff]*[=+\-@|＝＋－＠｜]|[\t\r\n])"
_DANGEROUS = re.compile(rf"'*{_FORMULA}")
_MARKED = re.compile(rf"'+{_FORMULA}")


def harmless(text: str) -> str:
    """A text as it may stand in a cell of a file that others open."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def meant(cell: str) -> str:
    """The text that was meant by a cell: the apostrophe that :func:`harmless` put before it is taken away."""
    return cell[1:] if _MARKED.match(cell) else cell
