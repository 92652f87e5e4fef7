"""The worker's side: what changed is brought to the engine as the database stands now.

A claim comes first, then a version is drawn, then the state is read: so whatever the engine holds under a higher
version is at least as new. Doing all of it twice, or by two at once, changes nothing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence

from django.db import DatabaseError

from portal import indexing
from portal.indexing import IndexRecord
from portal.progress import Told
from search.documents import AnalysedRecord
from search.engines import engine_named
from search.engines.base import Engine, EngineDownError
from search.outbox import claiming
from search.outbox.claiming import Claim
from search.outbox.keeping import have_built
from search.outbox.limits import AMONG_TEXTS, LEASE, MOST_REST, PING_SECONDS, REST_TIMES, SENDING_SECONDS, TURN
from search.outbox.models import Kind
from search.outbox.versions import draw
from search.outbox.volumes import bring_family, bring_volume, settle_idle_families

logger = logging.getLogger("search.outbox")

_down = ""
_rest_until = 0.0


def send_some(turn: float = TURN) -> bool:
    """Send what is due for at most a turn; whether there is more to do at once."""
    global _rest_until
    engine = engine_named()
    began = time.monotonic()
    if engine.is_transactional or began < _rest_until:
        return False
    until = began + turn
    sent = False
    try:
        if _down:
            # One that hangs is found out in two seconds, not only when a whole batch was sent in vain.
            engine.within(PING_SECONDS).is_current()
        while claim := claiming.take():
            try:
                _bring(claim, engine)
            except EngineDownError as down:
                claim.put_off(str(down))
                raise
            sent = True
            began = time.monotonic()
            if began > until:
                return True
        if sent:
            # Else it would be found with the engine's next look of its own, a second later.
            engine.within(SENDING_SECONDS).settle()
    except EngineDownError as down:
        waited = time.monotonic() - began
        _rest_until = time.monotonic() + min(REST_TIMES * waited, MOST_REST) if waited > 1 else 0.0
        _tell(str(down))
        if down.needs_index:
            have_built()
        return False
    if sent:
        _tell("")
    return False


def between() -> Told:
    """What to call again and again while this worker is at long work: changes are sent each second or so."""
    last = time.monotonic()

    def told(_done: int, _all: int) -> None:
        nonlocal last
        if time.monotonic() - last > 1:
            send_some()
            last = time.monotonic()

    return told


def _bring(claim: Claim, engine: Engine) -> None:
    """Bring what a claim is about to the engine, and settle its rows."""
    engine = engine.at(draw())
    if claim.kind is Kind.TEXT:
        _bring_texts(claim, engine)
        return
    is_families = claim.kind is Kind.FAMILY
    keys = settle_idle_families(claim, engine) if is_families else claim.keys
    until = time.monotonic() + AMONG_TEXTS
    for number, key in enumerate(keys):
        if number and time.monotonic() > until:
            # Whoever published a text meanwhile waits for it to be found.
            claim.let_go(keys[number:])
            return
        try:
            (bring_family if is_families else bring_volume)(key, claim, engine)
        except (EngineDownError, DatabaseError):
            raise
        except Exception as error:
            logger.error("%s could not be sent to the search engine: %s", key, type(error).__name__)
            claim.refused({key: _reason(error)})


def _bring_texts(claim: Claim, engine: Engine) -> None:
    records, refused = _read(claim.keys)
    ready: list[tuple[IndexRecord, AnalysedRecord]] = []
    renewed = time.monotonic()
    for key, record in records.items():
        try:
            ready.append((record, engine.analysed(record)))
        except Exception as error:
            logger.error("%s could not be analysed: %s", key, type(error).__name__)
            refused[key] = _reason(error)
        if time.monotonic() - renewed > LEASE.total_seconds() / 3:
            claim.renew()
            renewed = time.monotonic()
    gone = [key for key in claim.keys if key not in records and key not in refused]
    refused = {**_sent(engine, ready, gone), **refused}
    claim.done([key for key in claim.keys if key not in refused])
    claim.refused({key: reason for key, reason in refused.items() if key in claim.keys})


def _sent(engine: Engine, ready: Sequence[tuple[IndexRecord, AnalysedRecord]], gone: Sequence[str]) -> dict[str, str]:
    """Send; why by key, of what was refused. Where all fail together for no known reason, each is sent by itself."""
    try:
        return dict(engine.within(SENDING_SECONDS).send(ready, gone))
    except (EngineDownError, DatabaseError):
        raise
    except Exception as error:
        keys = [*(record.key for record, _analysed in ready), *gone]
        # What it says may quote a text: that is for the list, not for the log.
        logger.error("%d changes could not be sent to the search engine: %s", len(keys), type(error).__name__)
        if len(keys) == 1:
            return {keys[0]: _reason(error)}
    refused: dict[str, str] = {}
    for one in ready:
        refused |= _sent(engine, [one], ())
    for key in gone:
        refused |= _sent(engine, (), [key])
    return refused


def _read(keys: Sequence[str]) -> tuple[dict[str, IndexRecord], dict[str, str]]:
    """The records of keys as the database stands; and why, of those that cannot be read."""
    try:
        return indexing.records_for(keys), {}
    except DatabaseError:
        raise
    except Exception:
        # One that cannot be read must not hold up the others.
        return _read_each(keys)


def _read_each(keys: Sequence[str]) -> tuple[dict[str, IndexRecord], dict[str, str]]:
    records: dict[str, IndexRecord] = {}
    refused: dict[str, str] = {}
    for key in keys:
        try:
            record = indexing.record_for(key)
        except DatabaseError:
            raise
        except Exception as error:
            logger.error("%s could not be read for the search engine: %s", key, type(error).__name__)
            refused[key] = _reason(error)
        else:
            if record is not None:
                records[key] = record
    return records, refused


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _tell(down: str) -> None:
    """Say once that the engine takes nothing, and once that it does again."""
    global _down
    if down and not _down:
        logger.warning("Changes wait for the search engine: %s", down)
    elif _down and not down:
        logger.warning("The search engine takes changes again")
    _down = down
