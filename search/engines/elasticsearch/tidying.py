"""What the index is rid of once a day: indices that were put aside, and words of what was taken out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.indices import Standing, drop, standing

#: So long an index is kept that was searched until another took its place.
KEPT_ASIDE = timedelta(days=1)
#: A rebuild that has not ended by then has been broken off.
LONGEST_REBUILD = timedelta(days=2)


def tidy(cluster: Cluster, now: datetime | None = None) -> list[str]:
    """Delete what nobody needs any more, and have words of deleted texts taken out of the statistics.

    Answers the names of the indices that were deleted. The cluster goes on with the words by itself.
    """
    now = now or datetime.now(UTC)
    there = standing(cluster)
    gone = [str(one.name) for one in there if _is_done_with(one, now)]
    drop(cluster, gone)
    if live := [str(one.name) for one in there if one.is_live and str(one.name) not in gone]:
        cluster.writer.indices.forcemerge(index=live, only_expunge_deletes=True, wait_for_completion=False)
    return gone


def _is_done_with(one: Standing, now: datetime) -> bool:
    if one.aside_since:
        return now - one.aside_since > KEPT_ASIDE
    return one.is_stray or (one.is_next and not one.is_live and now - one.name.made > LONGEST_REBUILD)
