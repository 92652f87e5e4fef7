"""Writing rows: the document, the text to show of it and its words, always together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction

from portal.indexing import IndexRecord
from search.documents import AnalysedRecord, facets_of, fingerprint, shown_text
from search.engines.codes import as_lines
from search.engines.embedded.parts import next_part
from search.engines.embedded.tables import (
    COLUMNS,
    gathering,
    is_building,
    make_missing,
    standing_tables,
    words_table,
)
from search.engines.titles import sorted_by
from search.models import IndexedText, ShownText


def write(record: IndexRecord, analysed: AnalysedRecord) -> None:
    """Write a record in one transaction, taking out first what its key held."""
    write_all([(record, analysed)])


def write_all(written: Sequence[tuple[IndexRecord, AnalysedRecord]]) -> None:
    """Write records in one transaction, taking out first what their keys held."""
    with transaction.atomic():
        # Asked under the lock: a rebuild cannot begin between the answer and the write.
        built = (False, True) if is_building() else (False,)
        # Later parts get lower numbers, and FTS5 gathers what comes in the order of its numbers.
        rows = sorted((write_row(record), record.partition, analysed) for record, analysed in written)
        forget_words([row for row, _partition, _analysed in rows])
        tables = {
            words_table(partition, building=building) for _row, partition, _analysed in rows for building in built
        }
        make_missing(tables)
        for row, partition, analysed in rows:
            write_words(row, analysed, [words_table(partition, building=building) for building in built])
        gather(tables)


def told_of(record: IndexRecord) -> dict[str, Any]:
    """What the row of a record tells, beside its key and its fingerprint."""
    return {
        "family": record.family,
        "partition": record.partition,
        "language": record.language,
        "sort_title": sorted_by(record.title, is_part=record.is_part),
        "issued": record.issued,
        "posted": record.posted,
        "day": record.issued or record.posted,
        "updated": record.updated,
        "expires": record.expires,
        "codes": as_lines(facets_of(record)),
    }


def write_row(record: IndexRecord) -> int:
    """Write the document and the text to show of it; answers the row number its words go under."""
    told = {**told_of(record), "fingerprint": fingerprint(record)}
    row = IndexedText.objects.filter(key=record.key).values_list("pk", flat=True).first()
    if row is None:
        row = IndexedText.objects.create(pk=next_part() if record.is_part else None, key=record.key, **told).pk
        ShownText.objects.create(row_id=row, text=shown_text(record))
    else:
        IndexedText.objects.filter(pk=row).update(**told)
        ShownText.objects.update_or_create(row_id=row, defaults={"text": shown_text(record)})
    return int(row)


def write_words(row: int, analysed: AnalysedRecord, tables: Iterable[str]) -> None:
    """Write the words of a row into full-text tables that hold none for it."""
    title, whole = analysed.title, analysed.whole
    # A title is found by all its readings, each of which is asked for in its own column and in this one.
    columns = [" ".join(tokens) for tokens in ((*title.w, *title.s, *title.g), whole.w, whole.x, whole.s, whole.g)]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                f"INSERT INTO {table} (rowid, {', '.join(COLUMNS)}) VALUES (%s, %s, %s, %s, %s, %s)", [row, *columns]
            )


def gather(tables: Iterable[str]) -> None:
    """Join some of the pieces these full-text tables are in, once what was written has made one more."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(gathering(table))


def forget_words(gone: Sequence[int]) -> None:
    """Take the words of rows out of every full-text table, whichever partition they were in."""
    numbers = ", ".join(map(str, gone))
    with connection.cursor() as cursor:
        for table in standing_tables():
            cursor.execute(f"DELETE FROM {table} WHERE rowid IN ({numbers})")


def remove(key: str) -> None:
    """Take a key out in one transaction."""
    with transaction.atomic():
        row = IndexedText.objects.filter(key=key).values_list("pk", flat=True).first()
        if row is not None:
            forget_words([row])
            IndexedText.objects.filter(pk=row).delete()
