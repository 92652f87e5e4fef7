"""Building the index anew beside the live one.

New full-text tables are filled in short transactions with pauses, so that writers get their turn; from the moment the
tables exist, whoever writes a text writes it to both. One last short transaction swaps the names, and only then are the
tables taken away that were live until then.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.db import connection, transaction

from portal.indexing import IndexRecord
from search.documents import AnalysedRecord, analyse_record
from search.engines.embedded.discarding import discard, put_aside
from search.engines.embedded.tables import beginning, make_missing, standing, words_table
from search.engines.embedded.writing import gather, write_row, write_words
from search.models import IndexedText
from search.partitions import PARTITIONS

BATCH = 20
#: Between batches, for whoever waits to write.
PAUSE_SECONDS = 0.03

Read = Callable[[str], IndexRecord | None]


def rebuild(keys: Iterable[str], read: Read) -> int:
    """Fill new tables with these keys, then put them in place of the live ones. Answers how many texts there are."""
    _begin()
    remaining = iter(keys)
    while batch := list(islice(remaining, BATCH)):
        _write_batch(batch, read)
        if not connection.in_atomic_block:
            time.sleep(PAUSE_SECONDS)
    _swap()
    return IndexedText.objects.count()


def _execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _begin() -> None:
    discard()
    with transaction.atomic():
        for partition in standing(building=True):
            # A rebuild that was broken off has left it behind.
            put_aside(words_table(partition, building=True))
    discard()
    with transaction.atomic():
        for partition in PARTITIONS:
            _execute(*beginning(words_table(partition, building=True)))


def _analysed(keys: Iterable[str], read: Read) -> Iterator[tuple[IndexRecord, AnalysedRecord]]:
    for key in keys:
        record = read(key)
        if record is not None:
            yield record, analyse_record(record)


def _write_batch(keys: list[str], read: Read) -> None:
    # Analysing takes long and is done before the lock is taken; what changed in the meantime is analysed again.
    ready = list(_analysed(keys, read))
    with transaction.atomic():
        for seen, analysed in ready:
            record = read(seen.key)
            if record is None:
                continue
            row = write_row(record)
            table = words_table(record.partition, building=True)
            built = [words_table(one, building=True) for one in standing(building=True)]
            _execute(*(f"DELETE FROM {one} WHERE rowid = {row}" for one in built))
            make_missing([table])
            write_words(row, analysed if record == seen else analyse_record(record), [table])
            gather([table])


def _swap() -> None:
    with transaction.atomic():
        # Every row has its line here, which is short; the table itself would be read from end to end.
        built = standing(building=True)
        known = " UNION ALL ".join(f"SELECT id FROM {words_table(each, building=True)}_docsize" for each in built)
        gone = f"SELECT id FROM search_indexedtext WHERE id NOT IN ({known})"
        _execute(
            f"DELETE FROM search_showntext WHERE row_id IN ({gone})",
            f"DELETE FROM search_indexedtext WHERE id NOT IN ({known})",
        )
        # Of a partition that holds nothing any more no table was built, and none is left.
        for partition in standing():
            put_aside(words_table(partition))
        for partition in built:
            _execute(f"ALTER TABLE {words_table(partition, building=True)} RENAME TO {words_table(partition)}")
    discard()
