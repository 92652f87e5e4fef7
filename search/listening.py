"""The one place where writing a page reaches the index: in its transaction, never after it.

An engine in the database is written here. For one elsewhere a row of the outbox is: the worker sends what changed, and
what must not be found any longer leaves before the request answers.
"""

from __future__ import annotations

from django.db import transaction

from search.engines import engine_named, engine_within
from search.holding import hold
from search.index import refresh
from search.models import IndexedText
from search.outbox import withdrawing
from search.outbox.models import Kind
from search.outbox.writing import note
from search.watches import arrivals


def on_changed(key: str) -> None:
    """Called by the registry whenever the text under this key may have changed."""
    if engine_named().is_transactional:
        arrivals.note(refresh(key, engine_named()))
        return
    with transaction.atomic():
        hold([key])
        was = IndexedText.objects.filter(key=key).values_list("partition", flat=True).first()
        record = refresh(key, engine_within())
        arrivals.note(record)
        change = note(Kind.TEXT, key)
        if was is not None and (record is None or record.partition != was):
            withdrawing.hides(change)
