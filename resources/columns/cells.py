r"""What a cell holds: several values in one, in a way that can be reversed.

Several values stand between semicolons; a semicolon within a value is written ``\;`` and a backslash before either
``\\``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_PIECES = re.compile(r"\\([;\\])|(;)|([^;\\]+|\\)")


def tidy(text: str) -> str:
    """A text without white space around it, and with one kind of line end; so texts are compared."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def split(cell: str) -> list[str]:
    """The values of a cell, each once and in order; what is empty between semicolons is left out."""
    values = [""]
    for escaped, between, text in _PIECES.findall(cell):
        if between:
            values.append("")
        else:
            values[-1] += escaped or text
    return list(dict.fromkeys(value.strip() for value in values if value.strip()))


def join(values: Iterable[str]) -> str:
    """Values in one cell."""
    return "; ".join(tidy(value).replace("\\", "\\\\").replace(";", "\\;") for value in values)
