"""Keeping the index true to the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from portal import indexing
from portal.indexing import IndexRecord
from portal.progress import Told, silent
from search.documents import fingerprint
from search.engines.base import Engine
from search.holding import hold
from search.suggestions import terms, titles

#: So many texts are compared at once.
BATCH = 200


def refresh(key: str, engine: Engine) -> IndexRecord | None:
    """Bring one key in line with the database, in the caller's transaction; answers its record.

    For engines in the transaction. Errors are the caller's: a text that cannot be indexed cannot be published.
    """
    with transaction.atomic():
        hold([key])
        record = indexing.record_for(key)
        if record is None:
            engine.remove(key)
        else:
            engine.write(record, engine.analysed(record))
        if not indexing.is_part(key):
            titles.refresh(key, record)
    return record


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


def drift(engine: Engine, told: Told = silent) -> Drift:
    """Compare every text of the database with the index.

    Of an engine outside the transaction, what differs is looked at once more: it may just have been on its way.
    """
    indexed = dict(engine.keys())
    missing: list[str] = []
    stale: list[str] = []
    suggested = titles.Comparison()
    keys = _keys()
    for number, (key, record) in enumerate(_records(keys), 1):
        told(number, len(keys))
        suggested.add(record)
        held = indexed.pop(key, None)
        if engine.is_brief and record.is_part:
            continue
        if held is None:
            missing.append(key)
        elif held != fingerprint(record):
            stale.append(key)
    found = Drift(
        missing=tuple(sorted(missing)),
        stale=tuple(sorted(stale)),
        left_over=tuple(sorted(indexed)),
        faults=(*engine.faults(), *suggested.faults(), *terms.faults()),
    )
    return found if engine.is_transactional or not engine.is_current() else _once_more(found, engine)


def _once_more(found: Drift, engine: Engine) -> Drift:
    """The same differences, as far as they are still there and nothing of them is on its way to the engine."""
    missing: list[str] = []
    stale: list[str] = []
    left_over: list[str] = []
    keys = found.keys
    for begin in range(0, len(keys), BATCH):
        batch = keys[begin : begin + BATCH]
        # In this order: what was sent between two of these looks is held by the third.
        records, sent_later = indexing.records_for(batch), _on_the_way(batch)
        held = engine.fingerprints(batch)
        batch = tuple(key for key in batch if key not in sent_later)
        missing += (key for key in batch if key in records and key not in held)
        stale += (key for key in batch if key in records and key in held and held[key] != fingerprint(records[key]))
        left_over += (key for key in batch if key not in records and key in held)
    return Drift(tuple(sorted(missing)), tuple(sorted(stale)), tuple(sorted(left_over)), found.faults)


def _on_the_way(keys: Sequence[str]) -> set[str]:
    """Those of these keys of which a change waits for the worker."""
    from search.outbox.models import Change, Kind

    changes: dict[str, list[tuple[str, str]]] = {}
    for key in keys:
        volume = key.rpartition(":")[0]
        family = f"{volume.rpartition(':')[0]}:"
        changes[key] = [(Kind.TEXT.value, key), (Kind.VOLUME.value, volume), (Kind.FAMILY.value, family)]
    named = {name for each in changes.values() for _kind, name in each}
    waiting = set(Change.objects.filter(given_up__isnull=True, key__in=named).values_list("kind", "key"))
    return {key for key, each in changes.items() if not waiting.isdisjoint(each)}


def rebuild(engine: Engine, told: Told = silent) -> int:
    """Build the whole index anew from the database; answers how many texts are in it."""
    keys: list[str] = []

    def listed() -> Iterator[str]:
        # Only now, with the new index taking writes: what is published before would be in neither.
        keys.extend(_keys())
        yield from _counted(keys, told)

    texts = engine.rebuild(listed(), indexing.record_for)
    titles.rebuild((key for key in keys if not indexing.is_part(key)), indexing.record_for)
    terms.renew()
    return texts


def _counted(keys: Sequence[str], told: Told) -> Iterator[str]:
    for number, key in enumerate(keys, 1):
        yield key
        told(number, len(keys))


def _keys() -> list[str]:
    """Every key once, though an owner may name one twice."""
    return list(dict.fromkeys(indexing.all_keys()))


def _records(of: Iterable[str]) -> Iterator[tuple[str, IndexRecord]]:
    """Every key with its record, some read together."""
    keys = iter(of)
    while batch := list(islice(keys, BATCH)):
        records = indexing.records_for(batch)
        yield from ((key, records[key]) for key in batch if key in records)
