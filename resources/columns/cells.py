r"""What a cell holds: several values in one, and texts that no spreadsheet takes for a formula.

Both ways are reversible. Several values stand between semicolons; a semicolon within a value is written ``\;`` and a
backslash before either ``\\``. A text that begins with a sign of formulas gets an apostrophe before it, and so does
one that begins with apostrophes before such a sign; reading takes exactly one away again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

#: What a spreadsheet takes for the beginning of a formula, in narrow and in wide letters.
_SIGNS = r"=+\-@\t\r\n＝＋－＠"
_DANGEROUS = re.compile(rf"'*[{_SIGNS}]")
_MARKED = re.compile(rf"'+[{_SIGNS}]")
_PIECES = re.compile(r"\\([;\\])|(;)|([^;\\]+|\\)")


def harmless(text: str) -> str:
    """A text as it may stand in a cell of a file that others open."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def meant(cell: str) -> str:
    """The text that was meant by a cell: the apostrophe that :func:`harmless` put before it is taken away."""
    return cell[1:] if _MARKED.match(cell) else cell


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
