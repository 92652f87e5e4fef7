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
#: The fingerprint of a part begins with that of its volume, so many signs long; as many tell of its own body.
COMMON_LENGTH = 32


@dataclass(frozen=True)
class AnalysedRecord:
    """The readings of a record's title (with its reference number) and of everything in it.

    The summary stands twice in everything: what a text is about is worth more than what it also mentions.
    """

    title: Analysed
    whole: Analysed


def analyse_record(record: IndexRecord) -> AnalysedRecord:
    """The readings of a record, all of it in one encoding. A part has no title of its own to be found by."""
    if record.is_part:
        return AnalysedRecord(title=analyse("", record.language), whole=analyse(_body(record), record.language))
    parts = (f"{record.title}\n{record.reference}", record.summary, record.body)
    title, summary, body = normalise_together(parts)
    return AnalysedRecord(
        title=analyse(title, record.language),
        whole=analyse(f"{title}\n{summary}\n{summary}\n{body}", record.language),
    )


def shown_text(record: IndexRecord) -> str:
    """The text passages are taken from: summary and body in one line, in the spelling queries are brought to."""
    if record.is_part:
        return " ".join(_body(record).split())[:LONGEST_SHOWN]
    _title, text = normalise_together((record.title, f"{record.summary}\n{record.body}"))
    return " ".join(text.split())[:LONGEST_SHOWN]


def _body(record: IndexRecord) -> str:
    (body,) = normalise_together((record.body,))
    return body


def facets_of(record: IndexRecord) -> Mapping[str, tuple[str, ...]]:
    """The codes of a record by facet, its type and language among them, each code once."""
    own = {"type": (record.type,), "language": (record.language,)}
    found = {**record.facets, **own}
    return {facet: tuple(dict.fromkeys(found[facet])) for facet in FACETS if found.get(facet)}


def fingerprint(record: IndexRecord) -> str:
    """A hash of all that the index holds of a record and of what analysed it: when it differs, the row is stale.

    That of a part begins with the hash of what its volume has in common, so that one statement may change it for all.
    """
    if record.is_part:
        return (
            common_fingerprint(record)
            + _hash((*_analysed_by(), record.key, record.language, record.body))[:COMMON_LENGTH]
        )
    told = (
        *_analysed_by(),
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
    return _hash(told)


def common_fingerprint(record: IndexRecord) -> str:
    """The first half of the fingerprint of every part of a volume: all that needs no analysis."""
    codes = sorted((facet, found) for facet, found in facets_of(record).items() if facet != "language")
    days = (record.issued, record.posted, record.updated, record.expires)
    return _hash((LAYOUT_VERSION, record.family, record.partition, record.title, days, codes))[:COMMON_LENGTH]


def _analysed_by() -> tuple[object, ...]:
    return LAYOUT_VERSION, ANALYSIS_VERSION, icu4py.icu_version


def _hash(told: tuple[object, ...]) -> str:
    return hashlib.sha256(repr(told).encode("utf-8", "backslashreplace")).hexdigest()
