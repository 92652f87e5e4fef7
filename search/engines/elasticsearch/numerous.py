"""Questions that many texts answer: counted and put in order by the cluster, a page at a time.

As far as 10,000 families everything is counted exactly, see :mod:`search.engines.elasticsearch.tallying`. Beyond that,
facets are counted on the newest texts, as the embedded engine does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from portal.partitions import label_of
from search.engines.counting import Counted, counted, left_open
from search.engines.elasticsearch.looking import SURELY_MORE, Numbers
from search.engines.elasticsearch.measuring import MARGIN
from search.engines.elasticsearch.questions import Body, Question
from search.engines.elasticsearch.requesting import asked
from search.engines.elasticsearch.rows import READ, READ_MEASURED, Hit, Reading
from search.engines.elasticsearch.tallying import MOST_LINES, lots_for, tallied, tallies
from search.engines.elasticsearch.tallying import READ as TALLIED
from search.engines.elasticsearch.versions import versions_of
from search.engines.elasticsearch.weighing import MOST_BEYOND_WORDS, beyond_words
from search.engines.families import Standing, standing
from search.engines.found import FAMILY, ID, Row
from search.query import Sort, Tier
from search.query.filters import MARKING, VERSION_IN

#: Families are counted exactly as far as this, and pages turned as far: no index answers more.
EXACTLY = 10_000
#: Facets are counted on so many of the newest texts, where there are more families.
SAMPLE = 1_000
#: Of the families of a page so many texts are looked at: a hundred families of an export in every language.
MOST_ON_PAGE = 2_000
#: Of more texts than this nobody is told which is the best of all: cost has a limit, far above EXACTLY.
MOST_RANKED = 2_000_000
_MOST_CODES = 1_000
#: Of each language a cluster tells no more of the best texts than this.
_MOST_BEST = 100
#: So many rows are read for each family of a page, and no more than so many in all: deeper pages take longer.
ROWS_A_FAMILY, MOST_FIRST = 10, 2_000

_BY_FAMILY = {"by": {"terms": {"field": "family", "size": EXACTLY + 1}}}
_NUMBER = {"number": {"stats_bucket": {"buckets_path": "by>_count"}}}
COUNTED = (
    "responses.aggregations.codes.buckets.key",
    "responses.aggregations.codes.buckets.number.count",
)
FIRST = (
    "responses.aggregations.languages.buckets.key",
    "responses.aggregations.languages.buckets.best.hits.hits.fields",
)


@dataclass(frozen=True)
class Told:
    """What is known of a question that many texts answer; ``sample`` is 0 where facets are of all families."""

    total: int
    is_floor: bool
    facets: Mapping[str, Mapping[str, int]]
    sample: int


class Numerous:
    """A question that the strictest tier answers with many rows of enough families; its answer is of that tier."""

    def __init__(self, question: Question, reading: Reading, numbers: Numbers) -> None:
        self._question, self._reading = question, reading
        self._families, self._rows = numbers.families, numbers.rows
        one = question.compiled(Tier.PHRASES)
        self._found, self._worth, self._above = one.must, one.worth, one.above
        self._facets = question.facets
        self._measure = question.measure(Tier.PHRASES)

    def answered(self) -> tuple[Told, list[Standing]]:
        """What there is to tell of all of it, and the families of the plan's page, both asked for together."""
        if self._families > SURELY_MORE:
            return self._of_newest()
        # What misses one filter is counted with the rest where it is not too much, and else by itself.
        is_together = self._rows <= MOST_LINES
        query = self._question.query([self._found]) if is_together else self._query()
        opened = [] if is_together else [name for name in self._opened() if name != VERSION_IN]
        lines = tallies(query, self._question.indices, lots_for(self._rows, self._families))
        bodies = [*lines, *map(self._facet, opened), self._page()]
        *answers, page = self._asked(bodies, (*COUNTED, *TALLIED, *FIRST, "responses.hits.hits"))
        counts = self._counted(tallied(answers[: len(lines)], self._reading))
        if counts.total > EXACTLY:
            return self._of_newest()
        apart = {name: self._codes(name, one) for name, one in zip(opened, answers[len(lines) :], strict=True)}
        facets = {**counts.facets, **apart}
        if not is_together and self._question.versions is not None:
            # They were counted of what passes; of what would pass without that choice there is too much.
            facets.pop(VERSION_IN, None)
        return Told(counts.total, False, facets, 0), self._standing(self._families_of(page), self._before)

    def _counted(self, rows: Sequence[Row]) -> Counted:
        plan, cluster, partitions = self._question.plan, self._reading.cluster, self._reading.partitions
        return counted(plan, rows, partitions, partial(versions_of, cluster))

    def _opened(self) -> list[str]:
        return [facet for facet in left_open(self._question.plan) if facet in self._facets]

    def _asked(self, bodies: Sequence[Body], read: Sequence[str] | None = None) -> list[dict[str, Any]]:
        given = (read,) if read else ()
        return asked(self._reading.cluster, self._reading.partitions, bodies, *given)

    def _query(self, open_facet: str = "", worth: Sequence[Query] = (), more: Sequence[Query] = ()) -> Query:
        """What passes every filter, or every one but that of a facet that is left open."""
        facets = [condition for facet, condition in self._facets.items() if facet != open_facet]
        return self._question.query([self._found, *facets, *more], worth)

    def _facet(self, name: str) -> Body:
        """The search for the families of each code of a facet that is left open."""
        terms = {"field": "_index" if name == MARKING else name, "size": _MOST_CODES}
        aggs = {"codes": {"terms": terms, "aggs": {**_BY_FAMILY, **_NUMBER}}}
        return {"size": 0, "track_total_hits": False, "query": self._query(name).to_dict(), "aggs": aggs}

    def _codes(self, name: str, answer: Mapping[str, Any]) -> dict[str, int]:
        buckets = answer.get("aggregations", {}).get("codes", {}).get("buckets", ())
        found: dict[str, int] = {}
        for bucket in buckets:
            # Several partitions have the same label.
            code = self._label(bucket["key"]) if name == MARKING else bucket["key"]
            found[code] = found.get(code, 0) + int(bucket["number"]["count"])
        return found

    def _label(self, index: str) -> str:
        return label_of(self._reading.partition_named(index)).value

    def _of_newest(self) -> tuple[Told, list[Standing]]:
        """Facets of the newest texts alone: of those that pass, and of those that miss what is left open."""
        newest: Body = {**READ, "size": SAMPLE, "sort": [{"day": "desc"}, {"part": "asc"}], "track_total_hits": False}
        missing = [self._query(facet, more=[~self._facets[facet]]) for facet in self._opened()]
        samples = [{**newest, "query": query.to_dict()} for query in [self._query(), *missing]]
        first = self._first()
        answers = self._asked([*samples, *first])
        counts = self._counted(self._rows_of(answers[: len(samples)]))
        found = self._first_families(answers[len(samples) :]) if first else None
        if found is None:
            # Cost has a limit far above what is counted exactly.
            (page,) = self._asked([{**self._page(), "terminate_after": MOST_RANKED}])
            return Told(EXACTLY, True, counts.facets, counts.total), self._standing(
                self._families_of(page), self._before
            )
        return Told(EXACTLY, True, counts.facets, counts.total), self._standing(found)

    def _rows_of(self, answers: Iterable[Mapping[str, Any]]) -> list[Row]:
        hits = {hit["fields"]["key"][0]: hit for answer in answers for hit in answer["hits"].get("hits", ())}
        self._reading.number(hits.values())
        return self._reading.rows(map(self._measured, hits.values()))

    def _measured(self, hit: Hit) -> Hit:
        """A hit, worth what was measured if it was."""
        if self._measure is None or "length" not in hit["fields"]:
            return hit
        return {**hit, "_score": self._measure.worth(hit)}

    def _first(self) -> list[Body]:
        """The searches for the rows that come first, among which the families of one of the first pages are.

        The cluster skips what cannot come first as long as nothing but rows is asked for: families are made here.
        """
        plan = self._question.plan
        number = plan.page * plan.page_size * ROWS_A_FAMILY
        if number > MOST_FIRST:
            return []
        worth = self._worth if self._question.is_ranked else ()
        # Where versions in the reader's language come first, they are asked for by themselves as well.
        in_own = [[Q("term", language=plan.language)]] if plan.order in (Sort.RELEVANCE, Sort.TITLE) else []
        every: Body = {**READ, "size": number, "sort": _ROWS_FIRST[plan.order], "track_total_hits": False}
        return [{**every, "query": self._query(worth=worth, more=more).to_dict()} for more in [*in_own, []]]

    def _first_families(self, answers: Sequence[Mapping[str, Any]]) -> list[str] | None:
        """The families of the page, by the answers to the searches of :meth:`_first`; None where they do not tell."""
        plan = self._question.plan
        rows = self._rows_of(answers)
        family_of = {row[ID]: row[FAMILY] for row in rows}
        page = standing([(0, row) for row in rows], plan, [Tier.PHRASES], dict.fromkeys(self._reading.partitions, 1.0))
        return [family_of[one.row] for one in page] if len(page) == plan.page_size else None

    def _page(self) -> Body:
        """The search for the families of the plan's page, each by the text that is worth most in it.

        Where texts are measured, for those as well that may come there then.
        """
        plan = self._question.plan
        if self._is_shallow:
            return self._first_of_languages()
        margin = MARGIN if self._measure else 0
        return {
            **READ,
            "docvalue_fields": ["family"],
            "query": self._ordered().to_dict(),
            "collapse": {"field": "family"},
            "from": self._begin - self._before,
            "size": plan.page_size + margin + min(margin, self._before),
            "sort": _SORTS[plan.order],
            "track_total_hits": False,
        }

    @property
    def _begin(self) -> int:
        return (self._question.plan.page - 1) * self._question.plan.page_size

    @property
    def _is_shallow(self) -> bool:
        """Whether so few texts of each language come before the page's end that they are all measured."""
        return self._measure is not None and self._begin + self._question.plan.page_size + MARGIN <= _MOST_BEST

    @property
    def _before(self) -> int:
        """How many of the families asked for stand before those of the page."""
        if self._is_shallow:
            return self._begin
        margin = MARGIN if self._measure else 0
        return self._begin - max(0, min(self._begin, EXACTLY - self._question.plan.page_size - margin) - margin)

    def _first_of_languages(self) -> Body:
        """The search for the best texts of each language: what the cluster makes of two languages is far apart."""
        number = self._begin + self._question.plan.page_size + MARGIN
        best = {"top_hits": {**READ, "docvalue_fields": ["family"], "size": number, "sort": _SORTS[Sort.RELEVANCE]}}
        aggs = {"languages": {"terms": {"field": "language", "size": _MOST_CODES}, "aggs": {"best": best}}}
        return {"size": 0, "track_total_hits": False, "query": self._ordered().to_dict(), "aggs": aggs}

    def _families_of(self, answer: Mapping[str, Any]) -> list[str]:
        """The families that an answer to :meth:`_page` tells of."""
        if not self._is_shallow:
            return _families(answer)
        plan, buckets = self._question.plan, answer.get("aggregations", {}).get("languages", {}).get("buckets", ())
        of_language = {bucket["key"]: _families(bucket["best"]) for bucket in buckets}
        own = of_language.get(plan.language, [])
        enough = len(own) >= self._begin + plan.page_size + MARGIN
        return own if enough else [*dict.fromkeys(one for families in of_language.values() for one in families)]

    def _ordered(self) -> Query:
        """What passes every filter, worth what the order asks for."""
        plan = self._question.plan
        # Not much more than words can be worth: what is added up is kept in seven digits.
        boost = MOST_BEYOND_WORDS * self._above or 1.0
        own = Q("constant_score", filter=Q("term", language=plan.language), boost=boost)
        if plan.order is Sort.TITLE:
            return self._query(worth=[own])
        if plan.order is not Sort.RELEVANCE:
            return self._query()
        worthy = beyond_words(self._query(worth=self._worth), plan)
        return Q("bool", must=[worthy], should=[own])

    def _standing(self, families: Sequence[str], before: int = 0) -> list[Standing]:
        """The versions that stand for these families, in the order in which the families stand, but for so many that
        stand before the page's, and those after them."""
        if not families:
            return []
        question = self._question
        worth = [*self._worth, *self._measure.queries()] if self._measure else self._worth if question.is_ranked else ()
        of_these, pages = Q("terms", family=[*families]), Q("range", part={"gt": 0})
        texts = self._query(worth=worth, more=[of_these, Q("term", part=0)])
        every: Body = {
            **(READ_MEASURED if self._measure else READ),
            "size": MOST_ON_PAGE,
            "sort": ["_score"],
            "query": texts.to_dict(),
            "track_total_hits": False,
        }
        # Of a file with a thousand pages that match one page is enough: the best, in each language that may be shown.
        languages = dict.fromkeys((question.plan.language, "en", ""))
        narrower = [[Q("term", language=language)] if language else [] for language in languages]
        best = [self._query(worth=worth, more=[of_these, pages, *one]).to_dict() for one in narrower]
        one_each = {
            **every,
            "size": len(families),
            "collapse": {"field": "family"},
            "sort": ["_score", {"part": "asc"}],
        }
        bodies = [every, *({**one_each, "query": query} for query in best)]
        rows = self._rows_of(
            asked(self._reading.cluster, self._reading.partitions, bodies, by_name=bool(self._measure))
        )
        plan = replace(question.plan, page=1, page_size=len(families))
        shares = dict.fromkeys(self._reading.partitions, 1.0)
        page = standing([(0, row) for row in rows], plan, [Tier.PHRASES], shares)
        return page[before : before + question.plan.page_size]


def _families(answer: Mapping[str, Any]) -> list[str]:
    return [hit["fields"]["family"][0] for hit in answer.get("hits", {}).get("hits", ())]


_SORTS: dict[Sort, list[Any]] = {
    Sort.RELEVANCE: ["_score", {"day": "desc"}],
    Sort.NEWEST: [{"day": "desc"}, {"updated": "desc"}],
    Sort.UPDATED: [{"updated": "desc"}],
    Sort.TITLE: ["_score", {"sort_title": "asc"}],
}
_ROWS_FIRST: dict[Sort, list[Any]] = {**_SORTS, Sort.RELEVANCE: ["_score"], Sort.TITLE: [{"sort_title": "asc"}]}
