"""A row found: what an engine tells of a text that matches, read as a plain tuple because there may be thousands."""

from __future__ import annotations

from typing import Any

#: One row that matches, and the places of what it says. ID is a number, greater the newer, and below zero for a page of
#: a file. WORTH is the lower the better, or the name of a facet where the row misses nothing but what is chosen of that
#: one. DAY is a number, as 20260131.
Row = tuple[Any, ...]
ID, FAMILY, LANGUAGE, PARTITION, DAY, WORTH, CODES, SORTED_BY = range(8)


def missed(row: Row) -> str:
    """The facet that must be left open for the row to pass; empty for a row that passes every filter."""
    value = row[WORTH]
    return value if isinstance(value, str) else ""


def is_part(row: int) -> bool:
    """Whether a row number is that of a part.

    So what looks at the newest rows first, or cuts very many off, sees the texts themselves before any page of their
    files, and no column has to say which is which.
    """
    return row < 0
