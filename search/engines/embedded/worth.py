"""What a text is worth beyond its words: how new it is, what it is, whether its title is the question."""

from __future__ import annotations

import time
from functools import lru_cache

from search.engines.embedded.narrowing import Sql
from search.engines.embedded.titles import sort_title
from search.query import Plan

#: Between the newest text and the oldest lies so much on either side of what their words are worth.
FRESHNESS = 0.15
#: After so many years half of the advantage is gone.
HALF_LIFE = 10
#: A text whose title is the question counts so much more; texts of these types a little.
EXACT_TITLE = 3.0
SETTLED, SETTLED_TYPES = 1.1, ("legal-instrument", "guideline")

_AGE = "MAX(0, %s - CAST(d.day AS INTEGER))"
# Halved at every half-life and along a straight line between, since not every SQLite knows powers.
_LEFT = f"1.0 / (1 << MIN(30, {_AGE} / {HALF_LIFE})) * (1 - {_AGE} %% {HALF_LIFE} / {2.0 * HALF_LIFE})"
_FRESH = f"(1 + {FRESHNESS} * COALESCE(2 * {_LEFT} - 1, 0))"
# The type stands near the beginning: each code by itself would be looked for to the end.
_TYPED = " OR ".join(
    f"substr(d.codes, instr(d.codes, 'type='), {len(f'type={code}')}) = 'type={code}'" for code in SETTLED_TYPES
)
_SETTLED = f"CASE WHEN {_TYPED} THEN {SETTLED} ELSE 1 END"
_TITLED = f"CASE WHEN d.sort_title = %s THEN {EXACT_TITLE} ELSE 1 END"


# Asked for anew by every tier.
_sort_title = lru_cache(maxsize=256)(sort_title)


def worth(score: str, plan: Plan) -> Sql:
    """What the row ``d`` is worth whose words are worth ``score``; as in ``bm25``, the lower the better."""
    year = time.gmtime().tm_year
    return Sql(f"{score} * {_FRESH} * {_SETTLED} * {_TITLED}", [year, year, _sort_title(plan.text)])
