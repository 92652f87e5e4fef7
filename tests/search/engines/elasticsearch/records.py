"""Records to write, and a database of them in memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import count

from portal.indexing import IndexRecord
from search.documents import AnalysedRecord, analyse_record

versions = count(1)


def record(number: int, title: str = "Labour", **given: object) -> IndexRecord:
    """A text that can be found."""
    told: dict[str, object] = {
        "family": f"family-{number}",
        "partition": "clear",
        "language": "en",
        "type": "tool",
        "summary": "",
        "body": "",
        "issued": date(2026, 1, 1),
        **given,
    }
    return IndexRecord(key=f"thing:{number}", title=title, **told)  # type: ignore[arg-type]


def ready(*records: IndexRecord) -> Sequence[tuple[IndexRecord, AnalysedRecord]]:
    """Records with their readings."""
    return [(one, analyse_record(one)) for one in records]
