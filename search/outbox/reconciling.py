"""Looking once a day whether the engine holds what the database does, whatever went wrong meanwhile."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from search.engines import engine_named, engine_within
from search.engines.base import EngineDownError
from search.outbox.keeping import enqueue_once
from search.outbox.limits import SENDING_SECONDS
from search.outbox.models import Comparison

if TYPE_CHECKING:
    from search.index import Drift

logger = logging.getLogger("search.outbox")

#: A little less than a day, so that it stays at about the same hour.
EVERY = timedelta(hours=23)


def have_compared() -> None:
    """Have index and database compared by a worker if that is due. An engine that is down is compared once it is up."""
    from search.tasks import compare_index

    due = timezone.now() - EVERY
    if not engine_named().is_transactional and not Comparison.objects.filter(at__gt=due).exists():
        enqueue_once(compare_index)


def write_down(found: Drift) -> None:
    """Write down that index and database were compared just now, and in how many keys they differ."""
    with transaction.atomic():
        Comparison.objects.update_or_create(pk=1, defaults={"at": timezone.now(), "keys": len(found.keys)})


def reconcile() -> int | None:
    """Compare, write down how many keys differ, and put those into the outbox; how many there were.

    None while the engine does not answer, or has no index yet. What answers in its place is compared and mended first.
    """
    from search.index import drift
    from search.mending import note_all
    from search.outbox.sending import between

    engine = engine_named()
    if engine.is_transactional:
        return None
    _mend_within()
    try:
        if not engine.within(SENDING_SECONDS).is_current():
            return None
        found = drift(engine, between())
    except EngineDownError as down:
        logger.warning("Index and database are compared later: %s", down)
        return None
    write_down(found)
    if found:
        logger.warning("Index and database differed in %d texts; they are sent again", len(found.keys))
        for fault in found.faults:
            logger.warning("%s", fault)
        note_all(found)
    return len(found.keys)


def _mend_within() -> None:
    """Compare what answers in the engine's place, and the titles that are suggested; mend what differs."""
    from search.index import drift
    from search.mending import mend_within
    from search.outbox.sending import between

    engine = engine_within()
    found = drift(engine, between())
    if found:
        logger.warning("What answers in the place of the search engine differed in %d texts", len(found.keys))
        for fault in found.faults:
            logger.warning("%s", fault)
        mend_within(found, engine, between())
