"""The answer in a hundred words as one cell: what it says, what to do, who it is for, an empty line between them."""

from __future__ import annotations

import re
from typing import Any

from resources.columns.cells import tidy
from resources.columns.table import EMPTIED

PARTS = ("says", "do", "who")
_BETWEEN = re.compile(r"\n[ \t]*\n\s*")


def summary_of(page: Any) -> str:
    """The parts, with a hyphen for an empty one that stands before another."""
    parts = [_BETWEEN.sub("\n", tidy(getattr(page, name) or "")) for name in PARTS]
    while parts and not parts[-1]:
        parts.pop()
    return "\n\n".join(part or EMPTIED for part in parts)


def put_summary(page: Any, text: str) -> None:
    """Take over the parts that are written; those behind them stay as they are.

    A text of more than three paragraphs is not told apart by its parts: all of it is what the publication says.
    """
    parts = _BETWEEN.split(text)
    if len(parts) > len(PARTS):
        parts = ["\n".join(parts)]
    for name, part in zip(PARTS, parts, strict=False):
        setattr(page, name, "" if part == EMPTIED else part)
