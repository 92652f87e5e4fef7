"""Writing rows: the document, the text to show of it and its words, always together."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction

from portal.indexing import IndexRecord
from search.documents import AnalysedRecord, facets_of, fingerprint, shown_text
from search.engines.embedded.counting import as_lines
from search.engines.embedded.tables import COLUMNS, gathering, is_building, words_table
from search.engines.embedded.titles import sort_title
from search.models import IndexedText, ShownText
from search.partitions import PARTITIONS


def write(record: IndexRecord, analysed: AnalysedRecord) -> None:
    """Write a record in one transaction, taking out first what its key held."""
    with transaction.atomic():
        # Asked under the lock: a rebuild cannot begin between the answer and the write.
        built = (False, True) if is_building() else (False,)
        tables = [words_table(record.partition, building=building) for building in built]
        row = write_row(record)
        forget_words(row)
        write_words(row, analysed, tables)


def write_row(record: IndexRecord) -> int:
    """Write the document and the text to show of it; answers the row number its words go under."""
    told = {
        "family": record.family,
        "partition": record.partition,
        "language": record.language,
        "sort_title": sort_title(record.title),
        "issued": record.issued,
        "posted": record.posted,
        "day": record.issued or record.posted,
        "updated": record.updated,
        "expires": record.expires,
        "fingerprint": fingerprint(record),
        "codes": as_lines(facets_of(record)),
    }
    text, _created = IndexedText.objects.update_or_create(key=record.key, defaults=told)
    ShownText.objects.update_or_create(row=text, defaults={"text": shown_text(record)})
    return int(text.pk)


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
            cursor.execute(gathering(table))


def forget_words(row: int) -> None:
    """Take the words of a row out of every full-text table, whichever partition it was in."""
    built = (False, True) if is_building() else (False,)
    with connection.cursor() as cursor:
        for partition in PARTITIONS:
            for building in built:
                cursor.execute(f"DELETE FROM {words_table(partition, building=building)} WHERE rowid = %s", [row])


def remove(key: str) -> None:
    """Take a key out in one transaction."""
    with transaction.atomic():
        row = IndexedText.objects.filter(key=key).values_list("pk", flat=True).first()
        if row is not None:
            forget_words(row)
            IndexedText.objects.filter(pk=row).delete()
