"""The titles that may be suggested: those of documents anybody may read, kept true with the index itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from itertools import islice

from django.db import connection, transaction

from portal.indexing import IndexRecord
from portal.marking import Label
from search.holding import hold
from search.partitions import PARTITION_OF
from search.suggestions.models import Kind, Suggestible
from search.suggestions.rows import Entry, entry_from, keep

BATCH = 20
#: Between batches, for whoever waits to write.
PAUSE_SECONDS = 0.03

_PUBLIC = PARTITION_OF[Label.CLEAR]


def entry_of(record: IndexRecord | None) -> Entry | None:
    """What may be suggested of a document; None for one that is not there, not for everybody, or without a title."""
    title = " ".join(record.title.split()) if record and not record.is_part else ""
    if record is None or record.partition != _PUBLIC or not title:
        return None
    return Entry(
        owner=record.key,
        kind=Kind.DOCUMENT,
        family=record.family,
        language=record.language,
        text=title,
        # Of two titles that begin alike the newer one stands first.
        weight=record.issued.year if record.issued else 0,
        expires=record.expires,
    )


def refresh(key: str, record: IndexRecord | None) -> None:
    """Bring the title of one key in line with its record, in the caller's transaction."""
    entry = entry_of(record)
    keep({key: [entry] if entry else []})


def rebuild(keys: Iterable[str], read: Callable[[str], IndexRecord | None]) -> None:
    """Bring every title in line, in short transactions with pauses in which writers write."""
    remaining, seen = iter(keys), set[str]()
    while batch := list(islice(remaining, BATCH)):
        _refresh_all(batch, read)
        seen.update(batch)
    present = Suggestible.objects.filter(kind=Kind.DOCUMENT).values_list("owner", flat=True)
    left_over = iter(sorted(set(present) - seen))
    while batch := list(islice(left_over, BATCH)):
        _refresh_all(batch, read)


def _refresh_all(keys: list[str], read: Callable[[str], IndexRecord | None]) -> None:
    with transaction.atomic():
        hold(keys)
        for key in keys:
            refresh(key, read(key))
    if not connection.in_atomic_block:
        time.sleep(PAUSE_SECONDS)


class Comparison:
    """Compares the titles with the records of the database, which are told one by one."""

    def __init__(self) -> None:
        rows = Suggestible.objects.filter(kind=Kind.DOCUMENT)
        self._present: dict[str, list[Entry]] = {}
        for row in rows.iterator():
            self._present.setdefault(row.owner, []).append(entry_from(row))
        self._wrong = 0

    def add(self, record: IndexRecord) -> None:
        """Look whether the title of this record is suggested exactly if it may be."""
        entry = entry_of(record)
        self._wrong += self._present.pop(record.key, []) != ([entry] if entry else [])

    def faults(self) -> list[str]:
        """A sentence for each way in which they differ, once every record was told."""
        found = [f"{self._wrong} titles are suggested wrongly or not at all."] if self._wrong else []
        if self._present:
            found.append(f"{len(self._present)} titles are suggested of documents that are not there.")
        return found
