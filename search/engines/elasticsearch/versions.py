"""The versions that families found have in other languages, whether or not those hold the words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from elasticsearch.dsl import Q

from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.narrowing import current
from search.engines.elasticsearch.questions import Body
from search.engines.elasticsearch.requesting import asked
from search.query import Selection

#: No index holds texts in more languages than this, nor answers more buckets than so many at once.
MOST_LANGUAGES, MOST_BUCKETS = 50, 60_000
#: No more families than this are named in a question.
MOST_NAMED = 60_000
#: So many families are asked about at once.
_AT_ONCE = MOST_BUCKETS // MOST_LANGUAGES
_READ = ("responses.error", "responses.status", "responses.aggregations.by.buckets")


def versions_of(cluster: Cluster, families: Collection[str], partitions: Sequence[str]) -> dict[str, int]:
    """How many of these families have a version in each language, as a reader of these partitions may read them."""
    counted: dict[str, int] = {}
    for languages in languages_of(cluster, families, partitions).values():
        for language in languages:
            counted[language] = counted.get(language, 0) + 1
    return counted


def languages_of(cluster: Cluster, families: Collection[str], partitions: Sequence[str]) -> dict[str, frozenset[str]]:
    """The languages of each of these families, as a reader of these partitions may read them."""
    languages = LanguagesAsked.of(families)
    bodies = languages.bodies()
    return languages.told(asked(cluster, partitions, bodies, _READ)) if bodies else {}


def chosen_versions(
    cluster: Cluster, selection: Selection, partitions: Sequence[str]
) -> dict[str, frozenset[str]] | None:
    """The families that have a version in a language that is chosen or unwanted, with those of these languages that
    each has; None where they are too many to be named."""
    languages = sorted({*selection.wanted, *selection.unwanted})
    told = asked(cluster, partitions, [_families_in(language) for language in languages], _READ)
    found: dict[str, set[str]] = {}
    for language, answer in zip(languages, told, strict=True):
        for bucket in answer["aggregations"]["by"]["buckets"]:
            found.setdefault(bucket["key"], set()).add(language)
    return {family: frozenset(some) for family, some in found.items()} if len(found) < MOST_NAMED else None


def _families_in(language: str) -> Body:
    return {
        "size": 0,
        "track_total_hits": False,
        "query": Q("bool", filter=[Q("term", language=language), current(datetime.now(UTC))]).to_dict(),
        "aggs": {"by": {"terms": {"field": "family", "size": MOST_NAMED}}},
    }


@dataclass(frozen=True)
class LanguagesAsked:
    """The searches for the languages of many families."""

    families: Sequence[str]

    @classmethod
    def of(cls, families: Collection[str]) -> LanguagesAsked:
        """The searches for these."""
        return cls(sorted(families))

    def bodies(self) -> list[Body]:
        """As many as are needed for the buckets they make."""
        return [_languages(self.families[begin : begin + _AT_ONCE]) for begin in range(0, len(self.families), _AT_ONCE)]

    def told(self, answers: Sequence[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
        """By family."""
        buckets = (bucket for answer in answers for bucket in answer["aggregations"]["by"]["buckets"])
        return {bucket["key"]: frozenset(one["key"] for one in bucket["in"]["buckets"]) for bucket in buckets}


def _languages(families: Sequence[str]) -> Body:
    within = {"in": {"terms": {"field": "language", "size": MOST_LANGUAGES}}}
    return {
        "size": 0,
        "track_total_hits": False,
        "query": Q("bool", filter=[Q("terms", family=[*families]), current(datetime.now(UTC))]).to_dict(),
        "aggs": {"by": {"terms": {"field": "family", "size": len(families)}, "aggs": within}},
    }


def texts_in(
    language: str, families: Sequence[str], partitions: Sequence[str], cluster: Cluster
) -> dict[str, tuple[str, str]]:
    """Key and shown text, by family, of the versions in a language that a reader of these partitions may read."""
    if not families or not partitions:
        return {}
    # A page of a file is no version of the text.
    conditions = [Q("terms", family=[*families]), Q("term", language=language), Q("term", part=0)]
    body = {
        "size": len(families) * len(partitions),
        "query": Q("bool", filter=[*conditions, current(datetime.now(UTC))]).to_dict(),
        "_source": ["key", "family", "shown"],
    }
    (answer,) = asked(cluster, partitions, [body])
    told = [hit["_source"] for hit in answer["hits"].get("hits", ())]
    return {one["family"]: (one["key"], one.get("shown", "")) for one in told}
