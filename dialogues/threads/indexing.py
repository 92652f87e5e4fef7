"""Threads and posts as two sources of the index."""

from __future__ import annotations

from dialogues.threads.finding import freshness
from dialogues.threads.finding.hits import post_hits, thread_hits
from dialogues.threads.finding.records import POST, THREAD, post_keys, post_records, thread_keys, thread_records
from dialogues.threads.finding.words import state_labels, type_labels
from portal import indexing
from portal.indexing import Source

SOURCES = (
    Source(
        name=THREAD,
        record=lambda key: thread_records([key]).get(key),
        keys=thread_keys,
        hits=thread_hits,
        records=thread_records,
    ),
    Source(
        name=POST,
        record=lambda key: post_records([key]).get(key),
        keys=post_keys,
        hits=post_hits,
        records=post_records,
    ),
)


def register() -> None:
    """Join the register of what can be found, and tell it of every change; once, at start."""
    for source in SOURCES:
        indexing.register(source)
    indexing.register_further_labels("type", type_labels)
    indexing.register_labels("state", state_labels)
    freshness.connect()
