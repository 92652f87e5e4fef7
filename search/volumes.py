"""Volumes in the index: what must go goes with the change itself, what is missing is written by the worker.

A file may have thousands of pages, and each takes some milliseconds to analyse. So nothing is analysed in the
transaction of whoever publishes; but nothing that must not be found any more outlives it.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from django.db import connection, transaction

from portal import indexing
from portal.indexing import IndexRecord
from search.documents import AnalysedRecord, analyse_record, fingerprint
from search.engines import engine_named, engine_within
from search.engines.base import Engine
from search.outbox import withdrawing
from search.outbox.models import Kind
from search.outbox.writing import note

#: Parts that are written in one transaction, and seconds between two of them for whoever waits to write.
BATCH, PAUSE_SECONDS = 10, 0.03
#: Seconds after which a task makes room for others and goes on later.
TURN = 20.0


def on_volumes_changed(source: str, family: str, rewritten: str) -> None:
    """Called by the registry inside the transaction of whatever changes the volumes of a family."""
    from search.tasks import write_parts

    with transaction.atomic():
        volumes = indexing.volumes_of(source, family)
        standing = engine_within().restate(f"{source}:{family}:", volumes)
        for volume in volumes:
            # What else is missing of the family waits for the worker already: its own change has seen to that.
            is_due = volume.key == rewritten if rewritten else standing[volume.key] != volume.parts
            if is_due and not engine_within().is_brief:
                write_parts.enqueue(volume.key)
        if not engine_named().is_transactional:
            change = note(Kind.FAMILY, f"{source}:{family}:")
            withdrawing.beside(change)
            if rewritten and rewritten not in standing:
                withdrawing.hides_files(change)
            if rewritten:
                note(Kind.VOLUME, rewritten)


def write_some(volume: str, after: str, turn: float = TURN) -> str:
    """Bring the parts of a volume that follow one in line with the database, for at most a turn.

    Answers the last part that was looked at when time was up, or nothing when there is no more to do. What stands as
    it should is left alone, so it may be done twice, and by two at once.
    """
    until = time.monotonic() + turn
    engine = engine_within()
    keys = list(indexing.parts_of(volume))
    start = keys.index(after) + 1 if after in keys else 0
    for begin in range(start, len(keys), BATCH):
        batch = keys[begin : begin + BATCH]
        _write(batch, engine)
        if time.monotonic() > until and begin + BATCH < len(keys):
            return batch[-1]
    _take_out(sorted(set(engine.parts(volume)) - set(keys)), engine)
    return ""


def _write(keys: Sequence[str], engine: Engine) -> None:
    held = engine.fingerprints(keys)
    records = indexing.records_for(keys)
    stale = {key: record for key, record in records.items() if held.get(key) != fingerprint(record)}
    if not stale:
        return
    # Analysing takes long and is done before the lock is taken; what has changed meanwhile is analysed again.
    ready = {key: analyse_record(record) for key, record in stale.items()}
    with transaction.atomic():
        there = indexing.records_for(list(stale)).items()
        engine.write_all([(record, _still(record, stale[key], ready[key])) for key, record in there])
    _pause()


def _still(record: IndexRecord, seen: IndexRecord, analysed: AnalysedRecord) -> AnalysedRecord:
    same = (record.body, record.language) == (seen.body, seen.language)
    return analysed if same else analyse_record(record)


def _take_out(keys: Sequence[str], engine: Engine) -> None:
    """Take out parts that are not in the volume any more, as far as that still holds."""
    for begin in range(0, len(keys), BATCH):
        with transaction.atomic():
            batch = keys[begin : begin + BATCH]
            present = indexing.records_for(batch)
            for key in batch:
                if key not in present:
                    engine.remove(key)
        _pause()


def _pause() -> None:
    if not connection.in_atomic_block:
        time.sleep(PAUSE_SECONDS)
