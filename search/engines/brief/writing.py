"""Writing what the brief engine keeps of a text, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from django.db import transaction

from portal.indexing import IndexRecord
from search.documents import AnalysedRecord, facets_of, fingerprint, shown_text
from search.engines.brief.words import brief, line_of
from search.engines.codes import as_lines
from search.engines.titles import sorted_by
from search.holding import hold
from search.models import BriefText, IndexedText, ShownText

_AT_ONCE = 100


def write(record: IndexRecord, analysed: AnalysedRecord) -> None:
    """Keep a text, in place of what stood under its key. Pages of files are not kept."""
    if record.is_part:
        return
    with transaction.atomic():
        row, _created = IndexedText.objects.update_or_create(
            key=record.key,
            defaults={
                "family": record.family,
                "partition": record.partition,
                "language": record.language,
                "sort_title": sorted_by(record.title, is_part=False),
                "issued": record.issued,
                "posted": record.posted,
                "day": record.issued or record.posted,
                "updated": record.updated,
                "expires": record.expires,
                "codes": as_lines(facets_of(record)),
                "fingerprint": fingerprint(record),
            },
        )
        ShownText.objects.update_or_create(row=row, defaults={"text": shown_text(record)})
        BriefText.objects.update_or_create(row=row, defaults={"words": line_of(analysed.whole)})


def remove(key: str) -> None:
    """Forget a text."""
    IndexedText.objects.filter(key=key).delete()


def rebuild(keys: Iterable[str], read: Callable[[str], IndexRecord | None]) -> int:
    """Write every text anew in short transactions, then forget what is none any more. How many there are."""
    remaining, seen = iter(keys), set[str]()
    while batch := list(islice(remaining, _AT_ONCE)):
        with transaction.atomic():
            hold(batch)
            for key in batch:
                record = read(key)
                if record is not None and not record.is_part:
                    write(record, brief(record))
                    seen.add(key)
    left_over = set(IndexedText.objects.values_list("key", flat=True)) - seen
    for key in left_over:
        with transaction.atomic():
            hold([key])
            record = read(key)
            if record is None or record.is_part:
                remove(key)
    return IndexedText.objects.count()
