"""Which codes of a facet the texts carry that a reader may read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from elasticsearch.dsl import Q

from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.narrowing import current
from search.engines.elasticsearch.requesting import asked

#: No facet has more codes.
MOST_CODES = 10_000


def codes_in(facet: str, partitions: Sequence[str], cluster: Cluster) -> frozenset[str]:
    """The codes of a facet that stand in unexpired texts of these partitions; none for no partition."""
    if not partitions:
        return frozenset()
    # Pages of files have the codes of the text that carries them.
    texts = Q("bool", filter=[Q("term", part=0), current(datetime.now(UTC))])
    codes = {"codes": {"terms": {"field": facet, "size": MOST_CODES}}}
    (answer,) = asked(cluster, partitions, [{"size": 0, "query": texts.to_dict(), "aggs": codes}])
    return frozenset(bucket["key"] for bucket in answer["aggregations"]["codes"]["buckets"])
