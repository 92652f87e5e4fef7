"""What a text is worth beyond its words, in SQL: the figures are those of :mod:`search.engines.worth`."""

from __future__ import annotations

import time

from search.engines.embedded.narrowing import Sql
from search.engines.kept import once_each
from search.engines.titles import sort_title
from search.engines.worth import EXACT_TITLE, FRESHNESS, HALF_LIFE, MOST_HALVED, SETTLED, SETTLED_TYPES
from search.query import Plan

_AGE = "MAX(0, %s - CAST(d.day AS INTEGER))"
# As in search.engines.worth.freshness.
_LEFT = f"1.0 / (1 << MIN({MOST_HALVED}, {_AGE} / {HALF_LIFE})) * (1 - {_AGE} %% {HALF_LIFE} / {2.0 * HALF_LIFE})"
_FRESH = f"(1 + {FRESHNESS} * COALESCE(2 * {_LEFT} - 1, 0))"
# The type stands near the beginning: each code by itself would be looked for to the end.
_TYPED = " OR ".join(
    f"substr(d.codes, instr(d.codes, 'type='), {len(f'type={code}')}) = 'type={code}'" for code in SETTLED_TYPES
)
_SETTLED = f"CASE WHEN {_TYPED} THEN {SETTLED} ELSE 1 END"
_TITLED = f"CASE WHEN d.sort_title = %s THEN {EXACT_TITLE} ELSE 1 END"


@once_each
def _asked_title(plan: Plan) -> str:
    return sort_title(plan.text)


def worth(score: str, plan: Plan) -> Sql:
    """What the row ``d`` is worth whose words are worth ``score``; as in ``bm25``, the lower the better."""
    year = time.gmtime().tm_year
    return Sql(f"{score} * {_FRESH} * {_SETTLED} * {_TITLED}", [year, year, _asked_title(plan)])
