"""From a record and its readings to the document that Elasticsearch keeps."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from portal.indexing import FACETS, IndexRecord
from search.documents import AnalysedRecord, facets_of, fingerprint, shown_text
from search.engines.codes import as_lines
from search.engines.elasticsearch.tallying import line
from search.engines.titles import sorted_by

Document = dict[str, Any]


def document(record: IndexRecord, analysed: AnalysedRecord) -> Document:
    """The document of a record, by the fields of the mapping; what there is nothing to say of is left out."""
    facets = facets_of(record)
    day = record.issued or record.posted
    volume, number = _place(record)
    told = {
        "key": record.key,
        "family": record.family,
        **{facet: list(facets.get(facet, ())) for facet in FACETS},
        # A text has one of each; what is read back of it is read as it was written.
        "type": record.type,
        "language": record.language,
        "codes": as_lines(facets).splitlines(),
        "tally": line(record),
        "volume": volume,
        "part": number,
        "sort_title": sorted_by(record.title, is_part=record.is_part),
        "fingerprint": fingerprint(record),
        "issued": _iso(record.issued),
        "posted": _iso(record.posted),
        "day": _iso(day),
        "updated": _iso(record.updated),
        "expires": _iso(record.expires),
        "year": day.year if day else None,
        "length": _length(analysed),
        "shown": shown_text(record),
        **_words(analysed),
    }
    return {field: value for field, value in told.items() if value not in (None, [])}


def _words(analysed: AnalysedRecord) -> dict[str, list[str]]:
    """The readings by field, those of the title as often as they count more than those of the rest.

    A title is found by all its readings, each of which is asked for together with the same reading of the whole. They
    stand far from one another, so that no phrase begins in one and ends in the next. How often they stand in a field
    is what :mod:`~search.engines.elasticsearch.measuring` counts on.
    """
    whole = analysed.whole
    every = " ".join(_title(analysed))
    told = {
        "title": [every],
        "w": [*[every] * 2, " ".join(whole.w)],
        "pw": [*[every] * 4, " ".join(whole.w)],
        "s": [*[every] * 5, " ".join(whole.s)],
        "ps": [*[every] * 8, " ".join(whole.s)],
        "g": [*[every] * 8, " ".join(whole.g)] if whole.g else [],
        "x": [" ".join(whole.x)],
        "px": [" ".join(whole.x)],
    }
    return {field: [text for text in texts if text] for field, texts in told.items()}


def _title(analysed: AnalysedRecord) -> tuple[str, ...]:
    title = analysed.title
    return (*title.w, *title.s, *title.g)


def _length(analysed: AnalysedRecord) -> int:
    """How many tokens the row of a text holds in the embedded engine."""
    whole = analysed.whole
    return sum(map(len, (_title(analysed), whole.w, whole.x, whole.s, whole.g)))


def _place(record: IndexRecord) -> tuple[str, int]:
    """The volume a record is of, and its number there; of none for a text of its own."""
    if not record.is_part:
        return "", 0
    volume, _, number = record.key.rpartition(":")
    return volume, int(number)


def _iso(moment: date | datetime | None) -> str | None:
    return moment.isoformat() if moment else None
