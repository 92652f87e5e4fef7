"""What could be found before there were watches is new to nobody."""

from datetime import UTC, datetime
from typing import Any

from django.db import migrations

_LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def _note_what_was_there(apps: Any, _editor: Any) -> None:
    """Write down every text of the library that the index knows as having come long ago."""
    indexed, arrival = apps.get_model("search", "IndexedText"), apps.get_model("watches", "Arrival")
    # A key in three parts or more is that of a page of a file.
    texts = indexed.objects.filter(posted__isnull=False).exclude(key__regex=r":.*:")
    rows = texts.values("key", "family", "partition", "language", "posted").iterator(chunk_size=500)
    arrival.objects.bulk_create((arrival(at=_LONG_AGO, **row) for row in rows), batch_size=500, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("watches", "0001_initial"), ("search", "0005_brief_texts")]

    operations = [migrations.RunPython(_note_what_was_there, migrations.RunPython.noop)]
