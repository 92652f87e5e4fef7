"""In how many texts stands what a question asks for: asked first, so that words weigh what they weigh elsewhere.

Lucene takes a phrase to be as rare as its words together, and what stands in most texts to be worth something still.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from search.engines.elasticsearch.compiling import WHOLE, Statistics, condition, holding
from search.engines.expressions import Expression, Phrase, phrases_of

MEAN_LENGTH = {"length": {"avg": {"field": "length"}}}
_SEVERAL_FIELDS = {"w": ("w", "pw"), "s": ("s", "ps")}


@dataclass(frozen=True)
class StatisticsAsked:
    """What is asked of the statistics, each by a number of its own."""

    phrases: Sequence[Phrase]
    tokens: Sequence[tuple[str, str]]
    fields: Sequence[str]
    others: Sequence[Expression]

    def body(self, *, with_length: bool = True) -> dict[str, Any]:
        """The search that counts all of it, and how long texts are, unless that is known."""
        counted: dict[str, Query] = {
            **{f"p{number}": holding(phrase) for number, phrase in enumerate(self.phrases)},
            **{f"t{number}": Q("term", **{name: token}) for number, (name, token) in enumerate(self.tokens)},
            **{f"f{number}": Q("exists", field=name) for number, name in enumerate(self.fields)},
            **{f"o{number}": condition(other) for number, other in enumerate(self.others)},
        }
        filters = {name: query.to_dict() for name, query in counted.items()}
        held: dict[str, Any] = {"held": {"filters": {"filters": filters}}}
        return {"size": 0, "track_total_hits": True, "aggs": {**held, **(MEAN_LENGTH if with_length else {})}}

    def told(self, answer: Mapping[str, Any]) -> tuple[Statistics, dict[Expression, int]]:
        """The statistics, and in how many texts each of the other expressions stands."""
        buckets = answer["aggregations"]["held"]["buckets"]

        def number(kind: str, place: int) -> int:
            return int(buckets[f"{kind}{place}"]["doc_count"])

        with_token: dict[tuple[str, str], int] = {}
        for place, (name, token) in enumerate(self.tokens):
            for same in _SEVERAL_FIELDS.get(name, (name,)):
                with_token[same, token] = number("t", place)
        with_field = {
            same: number("f", place)
            for place, name in enumerate(self.fields)
            for same in (*_SEVERAL_FIELDS.get(name, (name,)), *(("px",) if name == "x" else ()))
        }
        held = {phrase: number("p", place) for place, phrase in enumerate(self.phrases)}
        texts = int(answer["hits"]["total"]["value"])
        known = Statistics(texts, held, with_field, with_token, mean_length(answer))
        return known, {other: number("o", place) for place, other in enumerate(self.others)}


def mean_length(answer: Mapping[str, Any]) -> float:
    """How many tokens a text has on average; 0 where that was not asked, or there is no text."""
    return float(answer.get("aggregations", {}).get("length", {}).get("value") or 0.0)


def statistics_asked(expressions: Sequence[Expression], others: Sequence[Expression] = ()) -> StatisticsAsked:
    """What has to be known to weigh these expressions; ``others`` are counted as a whole."""
    phrases = list(dict.fromkeys(phrase for one in expressions for phrase in phrases_of(one)))
    several = [phrase for phrase in phrases if len(phrase.tokens) > 1 and not phrase.open]
    tokens = list(dict.fromkeys((WHOLE[phrase.columns], token) for phrase in several for token in phrase.tokens))
    fields = list(dict.fromkeys(WHOLE[phrase.columns] for phrase in phrases))
    return StatisticsAsked(phrases, tokens, fields, list(dict.fromkeys(others)))
