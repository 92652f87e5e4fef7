"""Questions that very many texts answer: what is asked of the database then, so that nobody waits.

Nothing here but :func:`looked_up` is asked while no more rows match than one statement reads, or of a small index. All
of it depends on what the reader may read alone, the guards too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.engines import asking
from search.engines.embedded import match
from search.engines.embedded.matching import source_of
from search.engines.embedded.narrowing import Sql, joined, narrowing
from search.engines.embedded.rows import rows
from search.engines.embedded.source import MOST, Source, matched
from search.engines.embedded.tables import texts_in, words_table
from search.engines.embedded.worth import worth
from search.engines.expressions import weight
from search.engines.families import Standing
from search.engines.worth import shares_of
from search.query import Plan, Tier

#: Of more rows than this nobody is told which is the best: that would take too long, and most are worth the same. With
#: a concept in thirteen languages every row takes as long as many.
MOST_RANKED, MOST_WEIGHED = 20_000, 100_000
#: A question that asks for so few phrases is quickly gone through again: before the first row is ranked, every phrase
#: is counted in every text.
LIGHT = 20
#: So many rows of a looser tier are read where there are very many texts, fewer the more phrases it asks for.
MOST_LOOSE, LEAST_LOOSE = 60_000, 2_000
#: Families are counted exactly as far as this.
EXACTLY = 10_000
#: An index of no more texts than this, pages of files counted in, is small: all that matches is read, and counted
#: exactly.
SMALL = 25_000
#: Among more texts than this, pages of files counted in, questions are asked leanly: see :func:`match.wanted`.
LARGE = 100_000


@dataclass(frozen=True)
class Matched:
    """What the strictest tier matches before any filter, as far as it was looked at.

    ``number`` goes up to one more than MOST in each partition; it is 0 for an index that holds no more than that
    anyway, and every text for a plan without words. ``newest`` are the row numbers by partition, the newest first.
    ``lean`` says that there are very many texts, ``is_known`` that any were counted. ``shares`` says by partition how
    its scores are brought to those of the whole. ``size`` is the number of all rows there are.
    """

    number: int
    newest: Mapping[str, Sequence[int]]
    lean: bool
    is_known: bool
    shares: Mapping[str, float]
    size: int = 0

    @property
    def partitions(self) -> list[str]:
        """The partitions that were asked."""
        return [*self.newest]

    @property
    def is_read_whole(self) -> bool:
        """Whether all that matches is read, however much of the index it is."""
        return self.number <= MOST or self.size <= SMALL


def looked_up(plan: Plan, partitions: Sequence[str]) -> Matched:
    """How many rows the strictest tier matches."""
    texts = texts_in(partitions)
    size, shares = sum(texts.values()), shares_of(texts)
    lean, is_known = size > LARGE, bool(plan.wanted) and size > MOST
    newest: dict[str, list[int]] = {partition: [] for partition in partitions}
    if not is_known:
        return Matched(0 if plan.wanted else size, newest, lean, is_known, shares, size)
    arms = [_newest(plan, number, partition, lean) for number, partition in enumerate(partitions)]
    for number, row in rows(joined(arms, " UNION ALL ")):
        newest[partitions[number]].append(row)
    return Matched(sum(map(len, newest.values())), newest, lean, is_known, shares, size)


def _newest(plan: Plan, number: int, partition: str, lean: bool) -> Sql:
    table = words_table(partition)
    found = matched(plan, partition, match.wanted(plan, Tier.PHRASES, lean=lean, bare=lean))
    select = f"SELECT {number}, rowid FROM {table} WHERE {found.text} ORDER BY rowid DESC LIMIT {MOST + 1}"
    return Sql(f"SELECT * FROM ({select})", found.parameters)


def can_be_ranked(plan: Plan, partitions: Sequence[str], lean: bool) -> bool:
    """Whether the rows that the strictest tier matches, more than MOST, can be ranked while somebody waits."""
    most = min(MOST_RANKED, MOST_WEIGHED // weight_of(plan, lean)) if plan.wanted else 0
    if most <= MOST:
        return False
    number = _all_matches(plan, partitions, most, lean)
    return int(rows(Sql(f"SELECT {number.text}", number.parameters))[0][0]) <= most


def weight_of(plan: Plan, lean: bool) -> int:
    """How many phrases the strictest tier asks for; 1 without words."""
    return weight(asking.wanted(plan, Tier.PHRASES, lean=lean)) if plan.wanted else 1


def most_of(plan: Plan, tier: Tier, known: Matched) -> int:
    """How many rows of a tier are read. Of what very many texts hold loosely nobody reads all."""
    if known.size <= SMALL:
        return SMALL
    if not known.lean or tier is Tier.PHRASES or not plan.wanted:
        return MOST
    asked = asking.parts(plan) if tier is Tier.PARTS else (asking.wanted(plan, tier, lean=known.lean),)
    return max(LEAST_LOOSE, min(MOST, MOST_LOOSE // sum(map(weight, asked))))


def _all_matches(plan: Plan, partitions: Sequence[str], most: int, lean: bool) -> Sql:
    expression = match.wanted(plan, Tier.PHRASES, lean=lean, bare=lean)
    return joined([_matches(table, expression, most) for table in map(words_table, partitions)], " + ")


def _matches(table: str, expression: str, most: int) -> Sql:
    matched = f"SELECT 1 FROM {table} WHERE {table} MATCH %s LIMIT {most + 1}"
    return Sql(f"(SELECT COUNT(*) FROM ({matched}))", [expression])


def families_up_to(plan: Plan, partitions: Sequence[str], lean: bool) -> int:
    """How many families the strictest tier finds that pass every filter, up to one more than EXACTLY."""
    told = joined(
        [_rows(plan, source, partitions, "d.family") for source in _sources(plan, partitions, lean)], " UNION ALL "
    )
    distinct = f"SELECT DISTINCT family FROM ({told.text}) LIMIT {EXACTLY + 1}"
    return int(rows(Sql(f"SELECT COUNT(*) FROM ({distinct})", told.parameters))[0][0])


def families_of(rows_matched: Sequence[int]) -> int:
    """Of how many families these rows are: without their words, which in a concept take longer to look through."""
    told = "SELECT COUNT(DISTINCT family) FROM search_indexedtext WHERE id IN (SELECT value FROM json_each(%s))"
    return int(rows(Sql(told, [json.dumps([*rows_matched])]))[0][0])


def best_of_many(plan: Plan, found: Matched) -> list[Standing]:
    """The families of a page of the strictest tier, the best first, without reading all that match into memory."""
    last = plan.page * plan.page_size
    wanted = max(4 * plan.page_size, 2 * last)
    while True:
        best = _best_rows(plan, wanted, found)
        families: dict[str, Standing] = {}
        for row, family, score in best:
            families.setdefault(family, Standing(row, -score, Tier.PHRASES))
        if len(families) >= last or len(best) < wanted:
            return list(families.values())[last - plan.page_size : last]
        wanted *= 4


def _best_rows(plan: Plan, number: int, found: Matched) -> list[tuple[int, str, float]]:
    """The best rows of all partitions: row number, family and worth."""
    best, partitions = [], found.partitions
    for partition, source in zip(partitions, _sources(plan, partitions, found.lean, ranked=True), strict=True):
        value = worth(source.score, plan)
        told = Sql(f"d.id, d.family, {value.text} AS worth, d.language = %s AS own", [*value.parameters, plan.language])
        asked = _rows(plan, source, partitions, told.text)
        order = f" ORDER BY own DESC, worth, d.day DESC, d.id DESC LIMIT {number}"
        answered = rows(Sql(asked.text + order, [*told.parameters, *asked.parameters]))
        best += [(not own, score * found.shares[partition], family, row) for row, family, score, own in answered]
    # Sorting keeps what is worth the same in its order, the newest first.
    best.sort(key=lambda one: one[:2])
    return [(row, family, score) for _other, score, family, row in best[:number]]


def _sources(plan: Plan, partitions: Sequence[str], lean: bool, *, ranked: bool = False) -> list[Source]:
    return [source_of(plan, Tier.PHRASES, partition, lean=lean, ranked=ranked) for partition in partitions]


def _rows(plan: Plan, source: Source, partitions: Sequence[str], told: str) -> Sql:
    where = narrowing(plan, partitions)
    return joined([Sql(f"SELECT {told}"), source.text, Sql(" AND "), where], "")
