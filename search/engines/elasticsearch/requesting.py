"""Asking the cluster several things at once, and hearing of each that fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.wording import TooLateError, refusal
from search.engines.outside import require_outside

Body = Mapping[str, Any]
#: What takes longer is given up by the cluster itself: that somebody stopped waiting may not reach it through a proxy.
LONGEST = "2s"
_LATE = "responses.timed_out"
#: What is read of an answer: nothing more is sent.
_READ = (
    "responses.error",
    "responses.status",
    "responses.terminated_early",
    "responses.hits.total",
    "responses.hits.max_score",
    "responses.hits.hits",
    "responses.aggregations.*.value",
    "responses.aggregations.*.doc_count",
    "responses.aggregations.*.buckets",
)


def asked(
    cluster: Cluster,
    partitions: Sequence[str],
    bodies: Sequence[Body],
    read: Sequence[str] = _READ,
    *,
    by_name: bool = False,
) -> list[dict[str, Any]]:
    """The answers to several searches of these partitions, sent together. Raises what the first that failed says.

    Words are weighed over all partitions together; a part of the index that does not answer fails the question: nobody
    is shown half of what there is. ``by_name`` asks of each hit what every named query is worth by itself.
    """
    require_outside()
    header = {
        "index": [cluster.searched(partition) for partition in partitions],
        "search_type": "dfs_query_then_fetch",
        "allow_partial_search_results": False,
    }
    lines = [line for body in bodies for line in (header, {"timeout": LONGEST, **body})]
    told = cluster.reader.msearch(searches=lines, filter_path=[*read, _LATE], include_named_queries_score=by_name)
    answers = told["responses"]
    for answer in answers:
        if error := answer.get("error"):
            raise refusal(int(answer.get("status", 500)), str(error))
        if answer.get("timed_out"):
            raise TooLateError("The search server took too long to answer.")
    return list(answers)
