"""Questions that everybody relies on: the examples of the help, what staff pinned, the terms of the concepts.

What stands first for one of them must not be lost by a new index, unless it is gone from the database or reads
otherwise now.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from portal.glossary import thesaurus
from portal.indexing import IndexRecord
from portal.languages import LANGUAGES
from search.concepts import expanded
from search.documents import fingerprint
from search.engines.base import EngineDownError, QuestionRefusedError
from search.engines.elasticsearch import held, searching
from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.indices import live_partitions, settle, standing
from search.engines.elasticsearch.wording import told_in_words
from search.help.reading import help_in
from search.partitions import PARTITIONS
from search.pins.models import PinnedPhrase
from search.query import Plan, plan_of_text

logger = logging.getLogger("search.elasticsearch")

#: So many of the terms are asked, chosen by lot: there are thousands.
MOST_TERMS = 100
#: A question that seems to lose its first hit is asked so often again, each time when all that was written is found.
LOOKS = 3
#: Seconds for one question. Nobody waits for it.
SECONDS = 20.0

Read = Callable[[str], IndexRecord | None]


def lost(live: Cluster, built: Cluster, read: Read) -> list[str]:
    """A sentence for each question that the built index answers without the first hit of the live one.

    Nothing where nothing of this version is live yet; then the index before it is asked as far as it understands, and
    what it would find first is only noted in the log: what is found may be meant to change with the code.
    """
    version = _last_version(live)
    if version is None:
        return []
    before, is_alike = replace(live, version=version), version == live.version
    found = []
    for plan in _plans():
        if (missing := _lastingly_missing(before, built, plan, read, is_alike=is_alike)) is not None:
            found.append(f"“{plan.text}” does not find {missing} any more.")
    if found and not is_alike:
        logger.warning("The new version of the index finds other things: %s", " ".join(found))
        return []
    return found


def _last_version(cluster: Cluster) -> str | None:
    """The version of the index that is searched now, by this code or else by the code before it."""
    if len(live_partitions(cluster)) == len(PARTITIONS):
        return cluster.version if cluster.client.count(index=[*map(cluster.alias, PARTITIONS)])["count"] else None
    others = [one.name for one in standing(cluster) if one.is_live and not one.aside_since]
    versions = [name.version for name in others if name.partition in PARTITIONS]
    complete = [name for name in others if versions.count(name.version) == len(PARTITIONS)]
    return max(complete, key=lambda name: name.stamp).version if complete else None


def _plans() -> Iterator[Plan]:
    """The questions, each once in each language it is asked in."""
    seen: set[tuple[str, str]] = set()
    for language, text in chain(_examples(), _pinned(), _terms()):
        if text and (language, text) not in seen:
            seen.add((language, text))
            yield expanded(plan_of_text(text, language))


def _examples() -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        for section in help_in(language.code).sections:
            yield from ((language.code, example.query) for example in section.examples)


def _pinned() -> Iterator[tuple[str, str]]:
    yield from (("en", text) for text in PinnedPhrase.objects.values_list("text", flat=True).order_by("pk"))


def _terms() -> Sequence[tuple[str, str]]:
    terms = [term for concept in thesaurus.concepts() for term in concept.terms]
    return secrets.SystemRandom().sample(terms, min(MOST_TERMS, len(terms)))


def _lastingly_missing(before: Cluster, built: Cluster, plan: Plan, read: Read, *, is_alike: bool) -> str | None:
    """What :func:`_missing` answers each time it is asked.

    People go on writing, and what they wrote a moment ago is found in what is live and not yet in what is built.
    """
    missing = _missing(before, built, plan, read, is_alike=is_alike)
    for _again in range(LOOKS):
        if missing is None:
            return None
        settle(built)
        missing = _missing(before, built, plan, read, is_alike=is_alike)
    return missing


def _missing(before: Cluster, built: Cluster, plan: Plan, read: Read, *, is_alike: bool) -> str | None:
    """The key that stood first and is not among what is shown first now, though it should be."""
    try:
        with told_in_words():
            hits = searching.search(plan, sorted(PARTITIONS), before.within(SECONDS)).hits
    except (EngineDownError, QuestionRefusedError, LookupError, ValueError):
        # What is live may be broken: that may be why it is built anew. An older one may not understand the question.
        return None
    if not hits:
        return None
    first, record = hits[0], read(hits[0].key)
    if record is None or (is_alike and held.fingerprints(before, [first.key]).get(first.key) != fingerprint(record)):
        return None
    now = searching.search(plan, sorted(PARTITIONS), built.within(SECONDS)).hits
    return None if first.family in {hit.family for hit in now} else first.key
