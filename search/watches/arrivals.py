"""Noticing that a text can be read for the first time, in the transaction that opens it."""

from __future__ import annotations

from django.utils import timezone

from portal.indexing import IndexRecord
from search.partitions import PARTITIONS
from search.watches.models import Arrival


def note(record: IndexRecord | None) -> None:
    """Write down when the readers of its partition first found this text; of a text that is known, nothing changes.

    Only what was posted into the library is watched: no page about the portal itself, no part of a volume, nothing
    that is said in closed spaces.
    """
    if record is None or record.is_part or record.posted is None or record.partition not in PARTITIONS:
        return
    Arrival.objects.bulk_create(
        [
            Arrival(
                key=record.key,
                family=record.family,
                partition=record.partition,
                language=record.language,
                posted=record.posted,
                at=timezone.now(),
            )
        ],
        ignore_conflicts=True,
    )
