"""From hits to rows, as the functions that both engines share read them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from portal.partitions import label_of
from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.naming import live_alias
from search.engines.found import Row
from search.engines.titles import sort_title
from search.engines.worth import EXACT_TITLE, SETTLED, SETTLED_TYPES, freshness
from search.query import Plan, Sort
from search.query.filters import MARKING, VERSION_IN

#: What is read of a text that matches. Nothing of it is stored beside the columns, so that no document is opened.
COLUMNS: tuple[Any, ...] = ("key", "family", "language", "part", "codes", "sort_title", "year", "updated")
FIELDS = [*COLUMNS[:-1], {"field": "updated", "format": "epoch_millis"}, {"field": "day", "format": "uuuuMMdd"}]
READ = {"_source": False, "stored_fields": "_none_", "docvalue_fields": FIELDS}
#: What is read of a text to measure its words, and of one that is measured where it is found.
MEASURED = {**READ, "docvalue_fields": ["key", "length"]}
READ_MEASURED = {**READ, "docvalue_fields": [*FIELDS, "length"]}

_NUMBERS = re.compile(r"\d+")

Hit = Mapping[str, Any]


@dataclass
class Reading:
    """Reads the hits of one search; rows get numbers in the order of their keys, parts below zero.

    ``versions`` are the languages that each family has a version in, where one was chosen.
    """

    plan: Plan
    cluster: Cluster
    partitions: Sequence[str]
    versions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)
    partition_of: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._title = sort_title(self.plan.text)
        self._year = time.gmtime().tm_year
        self._begins = {
            partition: live_alias(self.cluster.prefix, partition, self.cluster.version) + "-"
            for partition in self.partitions
        }

    def number(self, hits: Iterable[Hit]) -> None:
        """Give a number to each of the texts that were not seen before: whoever's key is greater is newer."""
        told = {hit["fields"]["key"][0]: hit for hit in hits}
        new = sorted((key for key in told if key not in self._numbers), key=_order)
        parts = [key for key in new if _value(told[key], "part", 0)]
        for number, key in enumerate(parts, 1 + sum(number < 0 for number in self.keys)):
            self._keep(-number, key, told[key])
        texts = [key for key in new if not _value(told[key], "part", 0)]
        for number, key in enumerate(texts, 1 + sum(number > 0 for number in self.keys)):
            self._keep(number, key, told[key])

    def _keep(self, number: int, key: str, hit: Hit) -> None:
        self._numbers[key], self.keys[number] = number, key
        self.partition_of[number] = self.partition_named(hit["_index"])

    def partition_named(self, name: str) -> str:
        """The partition of an index."""
        return next(partition for partition, begin in self._begins.items() if name.startswith(begin))

    def rows(self, hits: Iterable[Hit]) -> list[Row]:
        """The rows of hits that were numbered, leaving out those that miss more than one filter."""
        return [row for row in map(self._row, hits) if row is not None]

    def _row(self, hit: Hit) -> Row | None:
        fields = hit["fields"]
        number = self._numbers[fields["key"][0]]
        family, language, partition = fields["family"][0], fields["language"][0], self.partition_of[number]
        codes = "".join([f"{code}\n" for code in fields.get("codes", ())])
        missed = self._missed(family, language, partition, codes) if self.plan.selections else ()
        if len(missed) > 1:
            return None
        codes = self._marked(codes, partition)
        day = int(_value(hit, "day", 0))
        worth = missed[0] if missed else -(hit.get("_score") or 0.0) * self._beyond_words(fields)
        return number, family, language, partition, day, worth, codes, self._sorted_by(hit)

    def tallied(self, line: str, partition: str) -> Row | None:
        """The row of a line of :mod:`search.engines.elasticsearch.tallying`, good for counting alone; None as above."""
        family, language, codes = line.split("\n", 2)
        missed = self._missed(family, language, partition, codes) if self.plan.selections else ()
        if len(missed) > 1:
            return None
        return 0, family, language, partition, 0, missed[0] if missed else 0.0, self._marked(codes, partition), None

    def _marked(self, codes: str, partition: str) -> str:
        # Who may read one partition alone learns nothing of labels, not even that of what they read.
        return f"{codes}{MARKING}={label_of(partition).value}" if len(self.partitions) > 1 else codes

    def _sorted_by(self, hit: Hit) -> Any:
        if self.plan.order is Sort.TITLE:
            return _value(hit, "sort_title", "")
        return int(_value(hit, "updated", 0)) if self.plan.order in (Sort.UPDATED, Sort.NEWEST) else None

    def _beyond_words(self, fields: Mapping[str, Sequence[Any]]) -> float:
        fresh = freshness(self._year - int(fields["year"][0])) if "year" in fields else 1.0
        codes = fields.get("codes", ())
        settled = SETTLED if any(f"type={code}" in codes for code in SETTLED_TYPES) else 1.0
        return fresh * settled * (EXACT_TITLE if fields.get("sort_title", [""])[0] == self._title else 1.0)

    def _missed(self, family: str, language: str, partition: str, codes: str) -> list[str]:
        """The facets of which this row has nothing that was chosen, or something that was not to be."""

        def has(facet: str, wanted: Sequence[str]) -> bool:
            if facet == VERSION_IN:
                return not self.versions.get(family, frozenset()).isdisjoint(wanted)
            if facet == MARKING:
                return label_of(partition).value in wanted
            if facet == "language":
                return language in wanted
            return any(f"{facet}={code}\n" in codes for code in wanted)

        return [
            one.facet
            for one in self.plan.selections
            if (one.wanted and not has(one.facet, one.wanted)) or (one.unwanted and has(one.facet, one.unwanted))
        ]


def _order(key: str) -> tuple[list[int], str]:
    return [int(number) for number in _NUMBERS.findall(key)], key


def _value(hit: Hit, name: str, default: Any) -> Any:
    return hit["fields"].get(name, (default,))[0]
