"""The lines that families are counted by say all there is to count, and none is left out of an answer."""

from __future__ import annotations

from elasticsearch.dsl import Q

from search.engines.elasticsearch.tallying import MOST_LINES, line, lots_for, tallies
from tests.search.engines.elasticsearch.records import record

INDICES = {"clear": "balai-clear", "green": "balai-green"}


class TallyingTests:
    def test_a_line_says_family_language_and_codes(self) -> None:
        told = line(record(1, "Title", family="family-1", language="th", facets={"country": ("TH", "KH")}))
        family, language, *codes = told.splitlines()
        assert (family, language) == ("family-1", "th")
        assert {"country=TH", "country=KH"} <= set(codes)

    def test_lines_are_parted_where_there_may_be_more_than_are_answered(self) -> None:
        assert (lots_for(MOST_LINES, 11_000), lots_for(MOST_LINES + 1, 11_000)) == (1, 2)
        assert lots_for(10**6, 10) == 1

    def test_each_partition_is_asked_by_itself_and_the_only_one_as_it_is(self) -> None:
        query = Q("term", w="word")
        conditions = [body["query"]["bool"]["filter"][1:] for body in tallies(query, INDICES)]
        assert conditions == [[{"term": {"_index": "balai-clear"}}], [{"term": {"_index": "balai-green"}}]]
        (alone,) = tallies(query, {"clear": "balai-clear"})
        assert alone["query"] == {"bool": {"filter": [{"term": {"w": "word"}}]}}
