"""The full-text tables: one a partition, so that each has its own statistics and vocabulary.

The categories matter: SQLite's default takes the vowel signs of Thai, Lao, Khmer and Burmese for gaps and cuts most
of their words apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.db import connection

from portal.partitions import is_partition
from search.partitions import PARTITIONS

#: The columns, in the order of their weights in ``bm25``.
COLUMNS = ("title", "w", "x", "s", "g")
WEIGHTS = (8.0, 4.0, 2.0, 1.5, 1.0)
#: Where a text need not hold every word, how often it holds one tells more.
PART_WEIGHTS = (8.0, 2.0, 1.0, 1.0, 1.0)

_TOKENS = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
_WORDS, _BUILDING = "search_words_", "_next"
#: How the name of a table ends that was put aside.
ASIDE = "_old"
_TABLE = re.compile(rf"{_WORDS}(?P<partition>.+?)(?P<building>{_BUILDING})?(?P<aside>{ASIDE})?")
_PAGES_GATHERED = 64


def words_table(partition: str, *, building: bool = False) -> str:
    """The full-text table of a partition, or the one being built to take its place."""
    if not is_partition(partition):
        raise ValueError(f"There is no partition {partition!r}.")
    return f"{_WORDS}{partition}" + (_BUILDING if building else "")


def standing(*, building: bool = False) -> list[str]:
    """The partitions that have a full-text table, or one being built: those that always are, then the others."""
    found = {told["partition"] for told in _tables() if bool(told["building"]) == building and not told["aside"]}
    return [*(each for each in PARTITIONS if each in found), *sorted(found.difference(PARTITIONS))]


def standing_of(partitions: Iterable[str]) -> Sequence[str]:
    """Those of these partitions that can be searched: one without a table holds nothing."""
    asked = set(partitions)
    if asked <= set(PARTITIONS):
        return sorted(asked)
    return sorted(asked.intersection(standing()))


def standing_tables() -> list[str]:
    """Every full-text table that is searched or being built."""
    return [told.string for told in _tables() if not told["aside"]]


def tables_aside() -> list[str]:
    """Every full-text table that was put aside."""
    return [told.string for told in _tables() if told["aside"]]


def _tables() -> list[re.Match[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name >= %s AND name < %s ORDER BY name",
            [_WORDS, _WORDS[:-1] + chr(ord(_WORDS[-1]) + 1)],
        )
        found = [_TABLE.fullmatch(name) for (name,) in cursor.fetchall()]
    # Beside each stand the tables it keeps its words in, whose names are longer.
    return [told for told in found if told is not None and is_partition(told["partition"])]


def make_missing(tables: Iterable[str]) -> None:
    """Create those of these full-text tables that there are not yet. For the caller's transaction."""
    missing = set(tables).difference(standing_tables())
    with connection.cursor() as cursor:
        for table in sorted(missing):
            for statement in beginning(table):
                cursor.execute(statement)


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
