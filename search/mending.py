"""Bringing an index in line where it was found to differ from the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from portal import indexing
from portal.progress import Told, silent
from search.engines.base import Engine
from search.index import Drift, rebuild, refresh
from search.outbox.models import Change, Kind
from search.outbox.sending import send_some
from search.outbox.writing import note_many
from search.suggestions import terms, titles
from search.tasks import write_parts

_AT_ONCE = 500


def mend(found: Drift, engine: Engine, told: Told = silent) -> None:
    """Mend every difference. What an engine elsewhere needs goes through the outbox, and is sent from here."""
    if found.faults:
        # Rows that disagree with their own words cannot be told apart one by one: all of them are built anew.
        rebuild(engine, told)
    elif engine.is_transactional:
        for number, key in enumerate(found.keys, 1):
            refresh(key, engine)
            told(number, len(found.keys))
    else:
        note_all(found)
        send_all(told)


def mend_within(found: Drift, engine: Engine, told: Told = silent) -> None:
    """Mend what an engine in the transaction lacks or has too much, text by text, beside whoever writes meanwhile.

    Pages of files are written by the task for them. Where titles or terms are suggested wrongly, all are looked at.
    """
    volumes: set[str] = set()
    for number, key in enumerate(found.keys, 1):
        if indexing.is_part(key) and key not in found.left_over:
            volumes.add(key.rpartition(":")[0])
        else:
            refresh(key, engine)
        told(number, len(found.keys))
    for volume in sorted(volumes):
        write_parts.enqueue(volume)
    if engine.faults():
        rebuild(engine, told)
    elif found.faults:
        keys = [key for key in dict.fromkeys(indexing.all_keys()) if not indexing.is_part(key)]
        titles.rebuild(keys, indexing.record_for)
        terms.renew()


def note_all(found: Drift) -> int:
    """Put whatever differs into the outbox, each volume once; how many changes that are."""
    changes = dict.fromkeys(_changes(found.keys))
    remaining = iter(changes)
    while batch := list(islice(remaining, _AT_ONCE)):
        note_many(batch)
    return len(changes)


def send_all(told: Told = silent) -> None:
    """Send what waits in the outbox, as a worker does, until nothing is due any more."""
    number = Change.objects.filter(given_up__isnull=True).count()
    more = True
    while more:
        more = send_some()
        told(max(0, number - Change.objects.filter(given_up__isnull=True).count()), number)


def _changes(keys: Iterable[str]) -> Iterator[tuple[Kind, str]]:
    for key in keys:
        if not indexing.is_part(key):
            yield Kind.TEXT, key
            continue
        # The key of a part is that of its volume and a number, and that of a volume begins with its family's.
        volume = key.rpartition(":")[0]
        yield Kind.FAMILY, f"{volume.rpartition(':')[0]}:"
        yield Kind.VOLUME, volume
