"""The versions that families found have in other languages, whether or not those hold the words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from search.engines.embedded.narrowing import Sql, current, placeholders
from search.engines.embedded.rows import rows


def versions_of(families: Collection[str], partitions: Sequence[str]) -> dict[str, int]:
    """How many of these families have a version in each language, as a reader of these partitions may read them."""
    if not families:
        return {}
    unexpired = current()
    # The plus keeps SQLite from looking through the whole partition.
    statement = Sql(
        "SELECT d.language, COUNT(DISTINCT d.family) FROM search_indexedtext d"
        f" WHERE d.family IN ({placeholders(list(families))}) AND +d.partition IN ({placeholders(partitions)})"
        f" AND {unexpired.text} GROUP BY d.language",
        [*families, *partitions, *unexpired.parameters],
    )
    return dict(rows(statement))


def texts_in(language: str, families: Sequence[str], partitions: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Key and shown text, by family, of the versions in a language that a reader of these partitions may read."""
    if not families or not partitions:
        return {}
    # Parts have numbers below zero: a page of a file is no version of the text.
    statement = Sql(
        "SELECT d.family, d.key, s.text FROM search_indexedtext d JOIN search_showntext s ON s.row_id = d.id"
        f" WHERE d.family IN ({placeholders(families)}) AND d.language = %s"
        f" AND +d.partition IN ({placeholders(partitions)}) AND d.id > 0 AND {current().text}",
        [*families, language, *partitions, *current().parameters],
    )
    return {family: (key, text) for family, key, text in rows(statement)}
