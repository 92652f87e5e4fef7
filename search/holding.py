"""One writer of a text at a time: who waits here reads the database only after the other has ended."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from portal.locks import alone
from search.models import IndexedText


def hold(keys: Iterable[str]) -> None:
    """Keep others from writing down these texts until the caller's transaction ends. Call it before they are read.

    Else whoever read that a text is open to all, and then waited for the one who has closed it, would write it down as
    open once more. SQLite holds the whole database from the start of a transaction, so there is nothing to do there.
    Raises RuntimeError outside a transaction.
    """
    if not connection.features.has_select_for_update:
        return
    # Always in the same order, that of their numbers: so of two who want several none waits for the other in a circle.
    for key in sorted(set(keys), key=lambda key: (len(key), key)):
        # As a rule there is a row, and rows may be held by the thousand. Where there is none, it may come meanwhile.
        if not _held(key):
            alone(f"index {key}")
            _held(key)


def _held(key: str) -> bool:
    return bool(IndexedText.objects.select_for_update().filter(key=key).values_list("pk", flat=True))
