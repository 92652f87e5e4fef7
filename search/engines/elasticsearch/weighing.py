"""What a text is worth beyond its words, as functions of the cluster: no scripts, since not every cluster runs them.

The figures are those of :mod:`search.engines.worth`.
"""

from __future__ import annotations

import time

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from search.engines.titles import sort_title
from search.engines.worth import EXACT_TITLE, FRESHNESS, HALF_LIFE, SETTLED, SETTLED_TYPES
from search.query import Plan

#: No text is worth more times what its words are.
MOST_BEYOND_WORDS = (1 + FRESHNESS) * SETTLED * EXACT_TITLE
#: After so many half-lives nothing is left of being new.
_HALVED = 8


def beyond_words(query: Query, plan: Plan) -> Query:
    """The texts of a query, worth as much more as they are new, settled, or called exactly what was asked."""
    settled = {"filter": Q("terms", type=[*SETTLED_TYPES]), "weight": SETTLED}
    titled = {"filter": Q("term", sort_title=sort_title(plan.text)), "weight": EXACT_TITLE}
    other = Q("function_score", query=query, functions=[settled, titled], score_mode="multiply", boost_mode="multiply")
    return Q(
        "function_score",
        query=other,
        functions=[*_fresh(time.gmtime().tm_year), {"filter": ~Q("exists", field="year"), "weight": 1.0}],
        score_mode="sum",
        boost_mode="multiply",
    )


def _fresh(year: int) -> list[dict[str, object]]:
    """Functions that add up to :func:`search.engines.worth.freshness`: a straight line between any two half-lives is
    what is left when lines that end at each are added."""
    dated = Q("exists", field="year")
    slopes = [0.5 ** (number + 1) / HALF_LIFE for number in range(_HALVED)]
    # A line that ends here makes the slope less from here on: what is left of the steeper ones after those beyond.
    bends = [slope - beyond for slope, beyond in zip(slopes, [*slopes[1:], 0.0], strict=True)]
    lines: list[dict[str, object]] = [
        {"filter": dated, "weight": 2 * FRESHNESS * bend * end, "linear": {"year": _line(year, end)}}
        for bend, end in ((bend, HALF_LIFE * (number + 1)) for number, bend in enumerate(bends))
    ]
    least = 1 - FRESHNESS + 2 * FRESHNESS * 0.5**_HALVED
    return [{"filter": dated, "weight": least}, *lines]


def _line(year: int, end: int) -> dict[str, object]:
    """From 1 in this year down to nothing so many years ago."""
    return {"origin": year, "scale": end / 2, "decay": 0.5}
