"""In which languages the families found have a version, whether or not that version holds the words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from search.engines.embedded.narrowing import Sql, current, placeholders
from search.engines.embedded.rows import rows

#: Versions of more families than this are better not counted: each has to be looked up.
MOST_FAMILIES = 1_000


def versions_of(families: Collection[str], partitions: Sequence[str]) -> dict[str, int]:
    """How many of these families have a version in each language, as a reader of these partitions may read them."""
    if not families:
        return {}
    # The plus keeps SQLite from looking through the whole partition.
    statement = Sql(
        "SELECT d.language, COUNT(DISTINCT d.family) FROM search_indexedtext d"
        f" WHERE d.family IN ({placeholders(list(families))}) AND +d.partition IN ({placeholders(partitions)})"
        f" AND {current().text} GROUP BY d.language",
        [*families, *partitions, *current().parameters],
    )
    return dict(rows(statement))
