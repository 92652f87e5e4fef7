"""What each tier asks and finds by itself, for whoever wonders about a result: a search counts all tiers at once."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence

from elasticsearch.dsl.query import Query

from search.engines import asking
from search.engines.base import TierTold
from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.looking import looked_up
from search.engines.elasticsearch.questions import FAMILIES, Question
from search.engines.elasticsearch.requesting import asked
from search.engines.tiers import enough_parts
from search.query import Plan, Tier


def told(plan: Plan, partitions: Sequence[str], cluster: Cluster) -> Iterator[TierTold]:
    """Every tier of a plan, the strictest first; none for a plan without words or a reader without partitions."""
    if not plan.wanted or not partitions:
        return
    looked = looked_up(plan, partitions, cluster)
    question = looked.question
    for tier in looked.tried:
        needed = enough_parts(len(asking.parts(plan))) if tier is Tier.PARTS else 1
        parts = question.parts() if tier is Tier.PARTS else None
        conditions = [*parts.must] if parts else [question.compiled(tier).must]
        began = time.perf_counter()
        families = _families(question, parts.holding(needed) if parts else conditions[0], partitions, cluster)
        took = round((time.perf_counter() - began) * 1000, 1)
        yield TierTold(tier, tuple(map(_written, conditions)), needed, families, took)


def _written(condition: Query) -> str:
    return json.dumps(condition.to_dict(), ensure_ascii=False)


def _families(question: Question, found: Query, partitions: Sequence[str], cluster: Cluster) -> int:
    """How many families are found so and pass the filters."""
    query = question.query([found, question.passing()]).to_dict()
    body = {"size": 0, "track_total_hits": False, "query": query, "aggs": {"families": FAMILIES}}
    (answer,) = asked(cluster, partitions, [body])
    return int(answer["aggregations"]["families"]["value"])
