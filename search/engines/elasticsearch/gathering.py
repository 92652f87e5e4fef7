"""The rows a question finds, tier after tier, until there are families enough; for questions that few texts answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.looking import LARGE
from search.engines.elasticsearch.measuring import corrected, first_of
from search.engines.elasticsearch.questions import Question, measured
from search.engines.elasticsearch.requesting import asked
from search.engines.elasticsearch.rows import Hit, Reading
from search.engines.elasticsearch.tallying import READ as TALLIED
from search.engines.elasticsearch.tallying import lots_for, tallied, tallies
from search.engines.elasticsearch.versions import languages_of
from search.engines.found import Row, missed
from search.engines.gathered import Gathered, Gathering
from search.engines.tiers import families_enough
from search.query import Tier
from search.query.filters import VERSION_IN

#: Where questions are not asked leanly, the lines of no more texts than this are counted.
_LOTS = lots_for(LARGE, LARGE)


class Gatherer:
    """Asks for the rows of tiers, and reads them."""

    def __init__(self, question: Question, cluster: Cluster, partitions: Sequence[str], tried: Sequence[Tier]) -> None:
        self._question, self._cluster, self._partitions = question, cluster, partitions
        self.reading = Reading(question.plan, cluster, partitions, question.versions or {})
        self._gathering = Gathering(question.plan, tried)
        self._is_floor = False
        self._lines: list[Row] = []

    def gathered(self, together: int) -> Gathered:
        """The rows of all tiers that are needed. It is known already that so many of them are, if not more."""
        tried = self._gathering.tried
        enough = families_enough(self._question.plan)
        first = [tier for tier in tried[:together] if tier is not Tier.PARTS]
        bodies = [self._question.rows_of(tier, tried[:number]) for number, tier in enumerate(first)]
        self._take(list(enumerate(asked(self._cluster, self._partitions, bodies))))
        for number in range(len(first), len(tried)):
            if self._gathering.families() >= enough:
                break
            if tried[number] is Tier.PARTS:
                self._take([(number, answer) for answer in self._of_parts()])
            else:
                body = self._question.rows_of(tried[number], tried[:number])
                self._take([(number, answer) for answer in asked(self._cluster, self._partitions, [body])])
        told = self._gathering.all(self._is_floor)
        return replace(told, rows=[*told.rows, *self._lines])

    def _of_parts(self) -> Sequence[Mapping[str, Any]]:
        alone = self._gathering.is_empty
        answers = asked(self._cluster, self._partitions, self._question.rows_of_parts(alone=alone))
        best = answers[1]["hits"].get("max_score") if len(answers) > 1 else None
        if not best:
            return answers[:1]
        weighty = self._question.rows_of_weighty_parts(float(best))
        return [answers[0], *asked(self._cluster, self._partitions, [weighty])]

    def _take(self, answers: Sequence[tuple[int, Mapping[str, Any]]], *, may_part: bool = True) -> None:
        hits = [(number, list(answer["hits"].get("hits", ()))) for number, answer in answers]
        every = [hit for _number, some in hits for hit in some]
        self.reading.number(every)
        self._look_up_versions(every)
        for number in dict.fromkeys(number for number, _some in hits):
            found = [hit for one, some in hits if one == number for hit in some]
            self._gathering.take(number, self._measured(self._gathering.tried[number], found))
        totals = [answer["hits"]["total"]["value"] for _number, answer in answers]
        cut = [number for total, (number, some) in zip(totals, hits, strict=True) if total > len(some)]
        for number in dict.fromkeys(cut):
            if may_part and self._can_be_parted(number):
                self._take_apart(number)
            else:
                self._is_floor = True

    def _can_be_parted(self, number: int) -> bool:
        """Whether fewer rows of a tier pass than were found, and a condition tells which."""
        question = self._question
        is_told = question.versions is not None or not question.plan.selection(VERSION_IN)
        return is_told and bool(question.facets) and self._gathering.tried[number] is not Tier.PARTS

    def _take_apart(self, number: int) -> None:
        """Of a tier that finds more rows than are read, all those that pass every filter; those that miss one are only
        counted, which takes no more than their lines."""
        question, tier, stricter = self._question, self._gathering.tried[number], self._gathering.tried[:number]
        passing = question.rows_of(tier, stricter, missing=False)
        self._take([(number, one) for one in asked(self._cluster, self._partitions, [passing])], may_part=False)
        if question.lean:
            self._is_floor = True
            return
        query = question.query([question.compiled(tier).must], (), [question.compiled(one).must for one in stricter])
        lines = tallies(query, question.indices, _LOTS)
        told = tallied(asked(self._cluster, self._partitions, lines, TALLIED), self.reading)
        self._lines += [row for row in told if missed(row)]

    def _measured(self, tier: Tier, hits: Sequence[Hit]) -> list[Row]:
        """The rows of a tier, those that may come first worth what the embedded engine takes them to be worth."""
        rows, measure = self.reading.rows(hits), self._question.measure(tier)
        plan = self._question.plan
        numbers = first_of(rows, plan.language, plan.page * plan.page_size) if measure else []
        if measure is None or not numbers:
            return rows
        keys = [self.reading.keys[number] for number in numbers]
        (answer,) = asked(self._cluster, self._partitions, [measured(measure, keys)], by_name=True)
        worth = {hit["fields"]["key"][0]: measure.worth(hit) for hit in answer["hits"].get("hits", ())}
        before = {hit["fields"]["key"][0]: hit.get("_score") or 0.0 for hit in hits}
        told = ((number, key) for number, key in zip(numbers, keys, strict=True) if worth.get(key) and before[key])
        return corrected(rows, {number: worth[key] / before[key] for number, key in told})

    def _look_up_versions(self, hits: Sequence[Hit]) -> None:
        if self._question.plan.selection(VERSION_IN) and self._question.versions is None:
            families = {hit["fields"]["family"][0] for hit in hits} - self.reading.versions.keys()
            found = languages_of(self._cluster, families, self._partitions)
            self.reading.versions = {**self.reading.versions, **found}
