"""Rows of parts have numbers below zero.

So what looks at the newest rows first, or cuts very many off, sees the texts themselves before any page of their files,
and no column has to say which is which.
"""

from __future__ import annotations

from search.engines.embedded.narrowing import Sql
from search.engines.embedded.rows import rows


def next_part() -> int:
    """The number for the next row of a part; for a caller who holds the lock of writers."""
    ((lowest,),) = rows(Sql("SELECT MIN(id) FROM search_indexedtext"))
    return min(0, int(lowest or 0)) - 1
