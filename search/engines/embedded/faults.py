"""Whether rows and words agree: each text has its words in its own partition's table, and no table holds more."""

from __future__ import annotations

from django.db import connection

from search.engines.embedded.tables import standing, words_table
from search.models import IndexedText
from search.partitions import PARTITIONS


def faults() -> list[str]:
    """A sentence for each disagreement; an empty list for a sound index."""
    found = []
    there = standing()
    held = IndexedText.objects.order_by().values_list("partition", flat=True).distinct()
    for partition in sorted(set(held).difference(PARTITIONS, there)):
        number = IndexedText.objects.filter(partition=partition).count()
        found.append(f"{number} texts of {partition} have no words.")
    for partition in [*PARTITIONS, *(each for each in there if each not in PARTITIONS)]:
        table = words_table(partition)
        rows = f"SELECT id FROM search_indexedtext WHERE partition = '{partition}'"
        without_words = _count(f"SELECT COUNT(*) FROM ({rows}) WHERE id NOT IN (SELECT rowid FROM {table})")
        without_row = _count(f"SELECT COUNT(*) FROM (SELECT rowid FROM {table}) WHERE rowid NOT IN ({rows})")
        if without_words:
            found.append(f"{without_words} texts of {partition} have no words.")
        if without_row:
            found.append(f"{without_row} rows of {table} belong to no text of {partition}.")
    return found


def _count(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0])
