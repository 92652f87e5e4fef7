"""The full-text tables: one a partition, so that each has its own statistics and vocabulary.

The categories matter: SQLite's default takes the vowel signs of Thai, Lao, Khmer and Burmese for gaps and cuts most
of their words apart.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from search.partitions import PARTITIONS

#: The columns, in the order of their weights in ``bm25``.
COLUMNS = ("title", "w", "x", "s", "g")
WEIGHTS = (8.0, 4.0, 2.0, 1.5, 1.0)
#: Where a text need not hold every word, how often it holds one tells more.
PART_WEIGHTS = (8.0, 2.0, 1.0, 1.0, 1.0)

_TOKENS = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
_BUILDING = "_next"
_PAGES_GATHERED = 64


def words_table(partition: str, *, building: bool = False) -> str:
    """The full-text table of a partition, or the one being built to take its place."""
    if partition not in PARTITIONS:
        raise ValueError(f"There is no partition {partition!r}.")
    return f"search_words_{partition}" + (_BUILDING if building else "")


def creation(table: str) -> str:
    """The statement that creates a full-text table."""
    return f'CREATE VIRTUAL TABLE {table} USING fts5({", ".join(COLUMNS)}, tokenize="{_TOKENS}")'


def beginning(table: str) -> tuple[str, str]:
    """The statements that create a full-text table and tell it to join any two of the pieces it will be in."""
    return creation(table), f"INSERT INTO {table} ({table}, rank) VALUES ('usermerge', 2)"


def gathering(table: str) -> str:
    """The statement that joins some of the pieces a full-text table is in. Every write leaves one more to look through.

    So many pages at a time: less than a write takes itself.
    """
    return f"INSERT INTO {table} ({table}, rank) VALUES ('merge', {_PAGES_GATHERED})"


def is_building() -> bool:
    """Whether a rebuild has begun and not ended: then every write goes to both tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = %s",
            [words_table(PARTITIONS[0], building=True)],
        )
        return cursor.fetchone() is not None


def texts_in(partitions: Iterable[str]) -> dict[str, int]:
    """How many texts and pages of files each of these partitions holds, without looking through them.

    FTS5 keeps the number for its own statistics: it is the first in the record of averages, and stands as long as the
    format of the table does.
    """
    told = " UNION ALL ".join(
        f"SELECT '{each}', block FROM {words_table(each)}_data WHERE id = 1" for each in partitions
    )
    with connection.cursor() as cursor:
        cursor.execute(told)
        return {partition: _first_number(bytes(block)) for partition, block in cursor.fetchall()}


def _first_number(block: bytes) -> int:
    """The number a record begins with: seven bits a byte, the last byte the first that is below 128."""
    number = 0
    for byte in block:
        number = number << 7 | byte & 127
        if byte < 128:
            break
    return number
