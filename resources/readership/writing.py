"""Writing counts into the database, all of a minute together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import F

from resources.models import PublicationFile
from resources.readership.models import ReadCount

if TYPE_CHECKING:
    from resources.readership.tally import Read

_Row = tuple[date, str, UUID, str]


def write(reads: Mapping[Read, int]) -> None:
    """Add these to what stands in the database, or nothing of them. A file counts for every publication it is of."""
    rows: Counter[_Row] = Counter()
    carriers = _carriers({read.token for read in reads if read.token})
    for read, times in reads.items():
        if read.group:
            rows[read.month, read.kind, UUID(read.group), read.language] += times
        for group, language in carriers[read.token]:
            rows[read.month, read.kind, group, language] += times
    # In one order everywhere: two processes that held each what the other needs next would wait for ever.
    ordered = sorted(rows.items())
    empty = [
        ReadCount(month=month, kind=kind, group=group, language=code) for (month, kind, group, code), _n in ordered
    ]
    with transaction.atomic():
        # Two processes may begin the same row: whoever comes second finds it there.
        ReadCount.objects.bulk_create(empty, ignore_conflicts=True)
        for (month, kind, group, code), times in ordered:
            same = ReadCount.objects.filter(month=month, kind=kind, group=group, language=code)
            same.update(times=F("times") + times)


def _carriers(tokens: set[str]) -> defaultdict[str, set[tuple[UUID, str]]]:
    """The publications that carry each file, with the language of the file."""
    carriers: defaultdict[str, set[tuple[UUID, str]]] = defaultdict(set)
    carried = PublicationFile.objects.filter(document__token__in=tokens)
    for token, group, language in carried.values_list("document__token", "page__translation_key", "language"):
        carriers[token].add((group, language))
    return carriers
