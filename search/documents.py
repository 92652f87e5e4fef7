"""From a record of the registry to what an engine stores."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import icu4py

from portal.indexing import FACETS, IndexRecord
from search.analysis import ANALYSIS_VERSION, Analysed, analyse, normalise_together

#: Written into every fingerprint; whoever changes what is told of a record to an engine raises it.
LAYOUT_VERSION = 3

#: How much of a text is kept for passages; all of it is searched.
LONGEST_SHOWN = 100_000


@dataclass(frozen=True)
class AnalysedRecord:
    """The readings of a record's title (with its reference number) and of everything in it.

    The summary stands twice in everything: what a text is about is worth more than what it also mentions.
    """

    title: Analysed
    whole: Analysed


def analyse_record(record: IndexRecord) -> AnalysedRecord:
    """The readings of a record, all of it in one encoding."""
    parts = (f"{record.title}\n{record.reference}", record.summary, record.body)
    title, summary, body = normalise_together(parts)
    return AnalysedRecord(
        title=analyse(title, record.language),
        whole=analyse(f"{title}\n{summary}\n{summary}\n{body}", record.language),
    )


def shown_text(record: IndexRecord) -> str:
    """The text passages are taken from: summary and body in one line, in the spelling queries are brought to."""
    _title, text = normalise_together((record.title, f"{record.summary}\n{record.body}"))
    return " ".join(text.split())[:LONGEST_SHOWN]


def facets_of(record: IndexRecord) -> Mapping[str, tuple[str, ...]]:
    """The codes of a record by facet, its type and language among them, each code once."""
    own = {"type": (record.type,), "language": (record.language,)}
    found = {**record.facets, **own}
    return {facet: tuple(dict.fromkeys(found[facet])) for facet in FACETS if found.get(facet)}


def fingerprint(record: IndexRecord) -> str:
    """A hash of all that the index holds of a record and of what analysed it: when it differs, the row is stale."""
    told = (
        LAYOUT_VERSION,
        ANALYSIS_VERSION,
        icu4py.icu_version,
        record.key,
        record.family,
        record.partition,
        record.language,
        record.type,
        record.title,
        record.summary,
        record.body,
        record.reference,
        record.issued,
        record.posted,
        record.updated,
        record.expires,
        sorted(facets_of(record).items()),
    )
    return hashlib.sha256(repr(told).encode("utf-8", "backslashreplace")).hexdigest()
