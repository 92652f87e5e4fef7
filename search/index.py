"""Keeping the index true to the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from portal import indexing
from portal.indexing import IndexRecord
from search.documents import analyse_record, fingerprint
from search.engines.base import Engine
from search.suggestions import terms, titles

#: So many texts are compared at once.
BATCH = 200


def refresh(key: str, engine: Engine) -> None:
    """Bring one key in line with the database, in the caller's transaction. Errors are the caller's: a text that
    cannot be indexed cannot be published."""
    with transaction.atomic():
        record = indexing.record_for(key)
        if record is None:
            engine.remove(key)
        else:
            engine.write(record, analyse_record(record))
        if not indexing.is_part(key):
            titles.refresh(key, record)


@dataclass(frozen=True)
class Drift:
    """Where index and database differ."""

    missing: tuple[str, ...]
    stale: tuple[str, ...]
    left_over: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that has to be refreshed."""
        return (*self.missing, *self.stale, *self.left_over)

    def __bool__(self) -> bool:
        return bool(self.keys or self.faults)


def drift(engine: Engine) -> Drift:
    """Compare every text of the database with the index."""
    indexed = dict(engine.keys())
    missing: list[str] = []
    stale: list[str] = []
    suggested = titles.Comparison()
    for key, record in _records():
        suggested.add(record)
        found = indexed.pop(key, None)
        if found is None:
            missing.append(key)
        elif found != fingerprint(record):
            stale.append(key)
    return Drift(
        missing=tuple(sorted(missing)),
        stale=tuple(sorted(stale)),
        left_over=tuple(sorted(indexed)),
        faults=(*engine.faults(), *suggested.faults(), *terms.faults()),
    )


def rebuild(engine: Engine) -> int:
    """Build the whole index anew from the database; answers how many texts are in it."""
    texts = engine.rebuild(_keys(), indexing.record_for)
    titles.rebuild((key for key in _keys() if not indexing.is_part(key)), indexing.record_for)
    terms.renew()
    return texts


def _keys() -> list[str]:
    """Every key once, though an owner may name one twice."""
    return list(dict.fromkeys(indexing.all_keys()))


def _records() -> Iterator[tuple[str, IndexRecord]]:
    """Every key with its record, some read together."""
    keys = iter(_keys())
    while batch := list(islice(keys, BATCH)):
        records = indexing.records_for(batch)
        yield from ((key, records[key]) for key in batch if key in records)
