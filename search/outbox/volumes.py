"""Files of a text in an engine that keeps its index elsewhere: what must go at once, and what is to be written."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from portal import indexing
from portal.indexing import Volume
from search.documents import fingerprint
from search.engines.base import Engine
from search.outbox.claiming import Claim
from search.outbox.limits import PARTS_AT_ONCE, PARTS_PER_CLAIM, SENDING_SECONDS
from search.outbox.models import Kind
from search.outbox.versions import draw
from search.outbox.writing import note


def settle_idle_families(claim: Claim, engine: Engine) -> list[str]:
    """Let go of the families that have no files, neither there nor in the index; answers the others.

    Most families have none, and each change of a text asks after them.
    """
    empty = [prefix for prefix in claim.keys if not _volumes_of(prefix)]
    carrying = engine.within(SENDING_SECONDS).carrying(empty) if empty else ()
    idle = {*empty} - {*carrying}
    claim.done(idle)
    return [prefix for prefix in claim.keys if prefix not in idle]


def bring_family(prefix: str, claim: Claim, engine: Engine) -> None:
    """Take out what is of no volume any more, or of other readers; what is missing then is noted volume by volume."""
    volumes = _volumes_of(prefix)
    standing = engine.within(SENDING_SECONDS).restate(prefix, volumes)
    with transaction.atomic():
        for volume in volumes:
            if standing.get(volume.key) != volume.parts:
                note(Kind.VOLUME, volume.key)
        claim.done([prefix])


def bring_volume(volume: str, claim: Claim, engine: Engine) -> None:
    """Bring the next parts of a volume in line; the rest waits for the next claim, so that others come between."""
    keys = list(indexing.parts_of(volume))
    # A row that was added since begins at the first part again.
    start = min(keys.index(row.reached) + 1 if row.reached in keys else 0 for row in claim.rows)
    refused: dict[str, str] = {}
    end = min(len(keys), start + PARTS_PER_CLAIM)
    for begin in range(start, end, PARTS_AT_ONCE):
        refused |= _bring_parts(keys[begin : min(end, begin + PARTS_AT_ONCE)], engine)
        claim.renew()
        engine = engine.at(draw())
    if refused:
        claim.refused({volume: next(f"{key}: {reason}" for key, reason in refused.items())})
    elif end < len(keys):
        claim.reached(volume, keys[end - 1])
    else:
        _take_out(sorted(set(engine.within(SENDING_SECONDS).parts(volume)) - set(keys)), engine)
        claim.done([volume])


def _volumes_of(prefix: str) -> Sequence[Volume]:
    source, _, family = prefix.removesuffix(":").partition(":")
    return indexing.volumes_of(source, family)


def _bring_parts(keys: Sequence[str], engine: Engine) -> dict[str, str]:
    """Write those of these parts that do not stand as they should; answers why, of those that were refused."""
    records = indexing.records_for(keys)
    held = engine.within(SENDING_SECONDS).fingerprints(list(records))
    stale = [record for key, record in records.items() if held.get(key) != fingerprint(record)]
    gone = [key for key in keys if key not in records]
    if not stale and not gone:
        return {}
    ready = [(record, engine.analysed(record)) for record in stale]
    return dict(engine.within(SENDING_SECONDS).send(ready, gone))


def _take_out(keys: Sequence[str], engine: Engine) -> None:
    """Take out parts that are not in the volume any more, as far as that still holds."""
    present = indexing.records_for(keys) if keys else {}
    gone = [key for key in keys if key not in present]
    if gone:
        engine.within(SENDING_SECONDS).send((), gone)
