"""Versions, one higher than the other: which of two states of a text an engine should keep.

Whoever writes draws one after claiming what to write and before reading its state. Then a version that is refused
because a higher one is there always means that something at least as new was written.
"""

from __future__ import annotations

import time

from django.db import connection, transaction

from search.outbox.models import Counter

_ONLY = 1
_DRAW = (
    "UPDATE outbox_counter SET value = CASE WHEN value >= %s THEN value + 1 ELSE %s END WHERE id = %s RETURNING value"
)


def draw() -> int:
    """A version higher than every one drawn before, in one statement that is done when this returns.

    Inside a transaction it stands or falls with it, and others wait for its end: draw outside. A version is at least
    the time in milliseconds, so that a database that was restored draws none that the index has seen already.
    """
    now = time.time_ns() // 1_000_000
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, [now, now, _ONLY])
        drawn = cursor.fetchone()
    if drawn is None:
        # A database that was emptied, as by a test, lacks the row.
        with transaction.atomic():
            Counter.objects.get_or_create(pk=_ONLY)
        return draw()
    return int(drawn[0])
