"""What texts are worth for their words to the last digit, told once more of those few that may come first.

Lucene keeps how long a text is in a few bits and weighs each field by itself, so its order is nearly that of the
embedded engine and not quite. For the first texts the cluster tells how often each phrase stands in each field, and
how many tokens the text has; from that their worth is reckoned here as FTS5 reckons it. No script is needed: a query
of intervals that counts places by a known curve is named, and the cluster tells what each named query is worth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from search.engines.elasticsearch.compiling import K1, PARTS, WHOLE, Statistics, added, rarity, times_of
from search.engines.expressions import Expression, Phrase
from search.engines.found import ID, LANGUAGE, WORTH, Row, missed

#: So much less than what a text is worth does a query add that is there to be told of alone.
_LITTLE = 1e-9
_B = 0.75
#: Beyond the last place of a page so many texts of each language are measured, since they may stand before it.
MARGIN = 30
#: No more texts than this are measured for a page. Only a page far behind the first needs as many.
MOST_MEASURED = 2_000

#: By columns the fields of :mod:`~search.engines.elasticsearch.documents` in which places are counted, with the weight
#: of one. Words of the title stand in most of them already, so often that they weigh there what they should.
_WHOLE_COUNTED = {
    ("title",): (("title", 8.0),),
    ("title", "w"): (("w", 4.0),),
    ("title", "x"): (("x", 2.0), ("title", 8.0)),
    ("title", "s"): (("s", 1.5), ("title", 0.5)),
    ("title", "g"): (("g", 1.0),),
}
_PARTS_COUNTED = {
    **_WHOLE_COUNTED,
    ("title", "w"): (("pw", 2.0),),
    ("title", "x"): (("x", 1.0), ("title", 8.0)),
    ("title", "s"): (("ps", 1.0),),
}


@dataclass(frozen=True)
class _Asked:
    """A phrase with how many times it counts; ``name`` begins the names of its queries."""

    name: str
    phrase: Phrase
    often: float


class Measure:
    """The yardstick for what some expressions ask: queries to put beside a search, and what their answers tell."""

    def __init__(
        self, expressions: Iterable[tuple[Expression, float]], known: Statistics, *, of_parts: bool = False
    ) -> None:
        self._known = known
        self._counted, self._fields = (_PARTS_COUNTED, PARTS) if of_parts else (_WHOLE_COUNTED, WHOLE)
        told = times_of(expressions).items()
        self._asked = [
            _Asked(str(number), phrase, often)
            for number, (phrase, often) in enumerate(told)
            if known.held.get(phrase, 1)
        ]

    def queries(self) -> list[Query]:
        """What adds next to nothing to the worth of a text, and is told of by name."""
        return [query for one in self._asked for query in self._of(one)]

    def _of(self, one: _Asked) -> list[Query]:
        if one.phrase.open:
            # What begins so may be more words than are counted: what the cluster makes of them has to do.
            return [Q("bool", must=[added(one.phrase, one.often * _LITTLE, self._known, self._fields)], _name=one.name)]
        match = {"query": " ".join(one.phrase.tokens), "ordered": True, "max_gaps": 0}
        return [
            Q("intervals", **{field: {"match": match, "boost": _LITTLE, "_name": f"{one.name} {field}"}})
            for field, _weight in self._counted[one.phrase.columns]
        ]

    def worth(self, hit: Mapping[str, Any]) -> float:
        """What the text of a hit is worth for its words."""
        told: Mapping[str, float] = hit.get("matched_queries", {})
        tokens, mean = (hit["fields"].get("length") or (0,))[0], self._known.mean_length
        long = K1 * (1 - _B + _B * (tokens / mean if mean else 1.0))
        return sum(self._worth(one, told, long) for one in self._asked)

    def _worth(self, one: _Asked, told: Mapping[str, float], long: float) -> float:
        if one.phrase.open:
            return told.get(one.name, 0.0) / _LITTLE
        columns = self._counted[one.phrase.columns]
        places = sum(weight * _places(told.get(f"{one.name} {field}", 0.0)) for field, weight in columns)
        rare = rarity(self._known.held.get(one.phrase, 0), self._known.texts)
        return one.often * rare * places * (1 + K1) / (places + long)


def _places(told: float) -> float:
    """How many places a query of intervals found, which is worth ``n / (n + 1)``."""
    share = min(told / _LITTLE, 1 - 1e-6)
    return share / (1 - share)


def first_of(rows: Sequence[Row], language: str, last: int) -> list[int]:
    """The numbers of the rows that may stand before the place ``last``: the first of each language.

    What the cluster makes of texts of one language is nearly right, and of two it may be far apart.
    """
    passing = sorted((row for row in rows if not missed(row)), key=lambda row: row[WORTH])
    of_language: dict[str, list[int]] = defaultdict(list)
    for row in passing:
        if len(of_language[row[LANGUAGE]]) < last + MARGIN:
            of_language[row[LANGUAGE]].append(row[ID])
    if len(of_language[language]) == last + MARGIN:
        return of_language[language][:MOST_MEASURED]
    return [number for numbers in of_language.values() for number in numbers][:MOST_MEASURED]


def corrected(rows: Iterable[Row], times: Mapping[int, float]) -> list[Row]:
    """Rows worth as many times more as was measured; those that were not measured stay behind, in their order."""
    least = min(times.values(), default=1.0)
    return [
        row if missed(row) else (*row[:WORTH], row[WORTH] * times.get(row[ID], least), *row[WORTH + 1 :])
        for row in rows
    ]
