"""How much there is to find, looked up before anything is read: rows and families by tier, and how rare words are."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from search.engines import asking
from search.engines.elasticsearch.compiling import all_asked
from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.questions import MOST, Body, Question
from search.engines.elasticsearch.requesting import asked
from search.engines.elasticsearch.statistics import MEAN_LENGTH, StatisticsAsked, mean_length, statistics_asked
from search.engines.elasticsearch.versions import chosen_versions
from search.engines.tiers import families_enough, tiers
from search.query import Plan, Tier
from search.query.filters import VERSION_IN

#: What no more rows than this answer is read row by row.
FEW = 1_500
#: Among more texts than this, pages of files counted in, questions are asked leanly: see :func:`asking.wanted`.
LARGE = 100_000
#: What was estimated to be more families than this is more than is counted exactly.
SURELY_MORE = 11_000
#: So many texts of an index are looked at before it is asked whether that is enough.
FAR = 60_000
#: For so many seconds it is believed how many texts there are.
BELIEVED = 30.0


class _Size(NamedTuple):
    """How many texts there are, and how many tokens one has on average; asked at a moment of the monotonic clock."""

    asked_at: float
    texts: int
    mean_length: float


_sizes: dict[tuple[str, ...], _Size] = {}


@dataclass(frozen=True)
class Numbers:
    """How many rows and families a tier and those stricter find."""

    rows: int
    families: int


@dataclass(frozen=True)
class LookedUp:
    """A question with what is known of it: the tiers that may be needed, and what those but the loosest find."""

    question: Question
    tried: Sequence[Tier]
    numbers: Sequence[Numbers]

    @property
    def needed(self) -> int:
        """How many tiers are needed for sure, as far as families were counted."""
        plan = self.question.plan
        # Else it is known once the rows are.
        if not self._versions_are_known:
            return 1
        enough = families_enough(plan)
        found = (number for number, one in enumerate(self.numbers, 1) if one.families >= enough)
        return next(found, len(self.numbers))

    @property
    def is_numerous(self) -> bool:
        """Whether the strictest tier alone finds enough families, in more rows than are read."""
        return self.needed == 1 and self.numbers[0].rows > FEW and self._versions_are_known

    @property
    def _versions_are_known(self) -> bool:
        """Whether it is known which families have a version that was chosen, if any was."""
        return self.question.versions is not None or not self.question.plan.selection(VERSION_IN)


def looked_up(plan: Plan, partitions: Sequence[str], cluster: Cluster) -> LookedUp:
    """What there is to know of a plan for readers of these partitions.

    Among very many texts first only how much the strictest tier finds, which is mostly enough.
    """
    indices = {partition: cluster.alias(partition) for partition in partitions}
    size = _size_of(cluster, partitions)
    lean = size.texts > LARGE
    question, tried = Question(plan, indices, datetime.now(UTC), lean), tiers(plan)
    if lean:
        looked = LookedUp(question, tried, _strictest(question, tried[:1], partitions, cluster))
        if looked.numbers[0].families >= families_enough(plan):
            return looked
    counting = [tier for tier in tried if tier is not Tier.PARTS]
    statistics = _statistics(question, tried)
    bodies: list[Body] = [
        question.numbers_of(counting),
        *([statistics.body(with_length=not lean)] if plan.wanted else []),
    ]
    answers = asked(cluster, partitions, bodies)
    if plan.wanted:
        known, held = statistics.told(answers[1])
        # Of very many texts the average hardly changes, and takes long to reckon.
        known = replace(known, mean_length=size.mean_length) if lean else known
        question = replace(question, known=known, held=held)
    numbers, selection = _numbers(answers[0], len(counting)), plan.selection(VERSION_IN)
    if selection and not lean and numbers[0].rows > MOST:
        # More rows than are read: only who knows which families have a version can count what passes.
        question = replace(question, versions=chosen_versions(cluster, selection, partitions))
        if question.versions is not None:
            numbers = _numbers(asked(cluster, partitions, [question.numbers_of(counting)])[0], len(counting))
    return LookedUp(question, tried, numbers)


def _strictest(
    question: Question, strictest: Sequence[Tier], partitions: Sequence[str], cluster: Cluster
) -> list[Numbers]:
    """How much the strictest tier finds; where that is very much, only that it is."""
    body = question.numbers_of(strictest)
    (answer,) = asked(cluster, partitions, [{**body, "terminate_after": FAR}])
    numbers = _numbers(answer, 1)
    if answer.get("terminated_early") and numbers[0].families <= SURELY_MORE:
        (answer,) = asked(cluster, partitions, [body])
    return _numbers(answer, 1)


def _statistics(question: Question, tried: Sequence[Tier]) -> StatisticsAsked:
    plan = question.plan
    if not plan.wanted:
        return statistics_asked([])
    parts = [*asking.parts(plan), *asking.near(plan).values()] if Tier.PARTS in tried else []
    return statistics_asked(all_asked(plan, tried, lean=question.lean), parts)


def _numbers(answer: dict[str, Any], tiers: int) -> list[Numbers]:
    buckets = answer["aggregations"]["tiers"]["buckets"]
    each = [buckets[str(number)] for number in range(tiers)]
    return [Numbers(bucket["doc_count"], bucket["passing"]["families"]["value"]) for bucket in each]


def _size_of(cluster: Cluster, partitions: Sequence[str]) -> _Size:
    """About how many texts and pages of files there are in these partitions, and about how long they are."""
    names, now = tuple(cluster.alias(partition) for partition in partitions), time.monotonic()
    known = _sizes.get(names)
    if known is None or now - known.asked_at >= BELIEVED:
        (answer,) = asked(cluster, partitions, [{"size": 0, "track_total_hits": True, "aggs": MEAN_LENGTH}])
        known = _sizes[names] = _Size(now, int(answer["hits"]["total"]["value"]), mean_length(answer))
    return known
