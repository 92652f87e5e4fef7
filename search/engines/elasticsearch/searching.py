"""Answering a plan: how much there is to find, then the rows of as many tiers as are needed, then one page of families.

What few texts answer is read row by row and told by the functions that both engines share. What many answer is counted
and put in order by the cluster; see :mod:`search.engines.elasticsearch.numerous`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from elasticsearch.dsl import Q

from search.engines.base import Found, FoundText
from search.engines.counting import MOST_FAMILIES, counted
from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.gathering import Gatherer
from search.engines.elasticsearch.looking import LookedUp, looked_up
from search.engines.elasticsearch.numerous import EXACTLY, Numerous
from search.engines.elasticsearch.questions import Body, Question
from search.engines.elasticsearch.requesting import asked
from search.engines.elasticsearch.rows import Reading
from search.engines.elasticsearch.versions import LanguagesAsked
from search.engines.families import Standing, standing
from search.engines.found import FAMILY, missed
from search.engines.gathered import Gathered
from search.query import Plan
from search.query.filters import VERSION_IN

#: What is read of the answers with the texts of a page.
READ_TOGETHER = (
    "responses.error",
    "responses.status",
    "responses.hits.hits._source",
    "responses.aggregations.by.buckets",
)


def search(plan: Plan, partitions: Sequence[str], cluster: Cluster) -> Found:
    """Answer a plan from these partitions: what the strictest tier finds, and as long as that is little the looser."""
    if not partitions or plan.is_unsearchable:
        return Found()
    looked = looked_up(plan, partitions, cluster)
    if looked.is_numerous:
        return _of_many(looked, Reading(plan, cluster, partitions, looked.question.versions or {}))
    gatherer = Gatherer(looked.question, cluster, partitions, looked.tried)
    return _of_all(looked.question, gatherer.reading, gatherer.gathered(looked.needed))


def _of_many(looked: LookedUp, reading: Reading) -> Found:
    """The answer where many texts match: counted and put in order by the cluster."""
    numbers, plan = looked.numbers[0], looked.question.plan
    told, page = Numerous(looked.question, reading, numbers).answered()
    if plan.page > (clamped := within(plan, told.total)).page:
        plan = clamped
        told, page = Numerous(replace(looked.question, plan=plan), reading, numbers).answered()
    return Found(
        hits=texts(reading, page),
        total=told.total,
        facets=told.facets,
        page=plan.page,
        reach=told.total,
        is_floor=told.is_floor,
        sample=told.sample,
    )


def _of_all(question: Question, reading: Reading, told: Gathered) -> Found:
    """The answer where every row was read that there is to tell of."""
    plan = within(question.plan, len({row[FAMILY] for _tier, row in told.found}))
    page = standing(told.found, plan, told.tried, dict.fromkeys(reading.partitions, 1.0))
    # Versions are counted of what passes, and of what would if it did not matter in which languages it is.
    families = {row[FAMILY] for row in told.rows if missed(row) in ("", VERSION_IN)}
    hits, languages = _texts_and_languages(reading, page, families if len(families) <= MOST_FAMILIES else ())
    counts = counted(plan, told.rows, reading.partitions, lambda some, _partitions: _versions(languages, some))
    return Found(
        hits=hits,
        total=min(counts.total, EXACTLY) if told.is_floor else counts.total,
        facets=counts.facets,
        tier=told.tried[min((tier for tier, _row in told.found), default=0)],
        page=plan.page,
        reach=counts.total,
        is_floor=told.is_floor,
        # Of rows that were not all read, the counts are those of some.
        sample=counts.total if told.is_floor else 0,
    )


def within(plan: Plan, families: int) -> Plan:
    """The plan on a page that exists: a page beyond the end is the last."""
    last = max(1, -(-families // plan.page_size))
    return plan if plan.page <= last else replace(plan, page=last)


def _versions(languages: Mapping[str, frozenset[str]], families: Collection[str]) -> dict[str, int]:
    return dict(Counter(language for family in families for language in languages.get(family, ())))


def texts(reading: Reading, page: Sequence[Standing]) -> tuple[FoundText, ...]:
    """The texts of a page, in its order. Read last, so that no text is carried through the sorting."""
    return _texts_and_languages(reading, page, ())[0]


def _texts_and_languages(
    reading: Reading, page: Sequence[Standing], families: Collection[str]
) -> tuple[tuple[FoundText, ...], Mapping[str, frozenset[str]]]:
    """The texts of a page, and the languages of these families, asked for together."""
    keys = [reading.keys[one.row] for one in page]
    languages = LanguagesAsked.of(families)
    bodies = [*([_shown(reading, keys)] if keys else []), *languages.bodies()]
    answers = asked(reading.cluster, reading.partitions, bodies, READ_TOGETHER) if bodies else []
    told = answers[0]["hits"].get("hits", ()) if keys else ()
    shown = {hit["_source"]["key"]: {"shown": "", **hit["_source"]} for hit in told}
    found = []
    for one, key in zip(page, keys, strict=True):
        # What was taken out a moment ago is left out.
        if text := shown.get(key):
            page_key = reading.keys.get(one.page, "")
            about = text["family"], text["language"], one.score, text["shown"], one.tier
            found.append(FoundText(key, *about, page_key, one.carrier))
    return tuple(found), languages.told(answers[len(bodies) - len(languages.bodies()) :])


def _shown(reading: Reading, keys: Sequence[str]) -> Body:
    return {
        "query": Q("ids", values=[*keys]).to_dict(),
        "size": len(keys) * len(reading.partitions),
        "_source": ["key", "family", "language", "shown"],
    }
