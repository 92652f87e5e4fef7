"""Where the index disagrees with itself or with this code. All of it is mended by building the index anew."""

from __future__ import annotations

from collections import Counter

from search.engines.elasticsearch import held
from search.engines.elasticsearch.connecting import Cluster
from search.engines.elasticsearch.indices import settle, standing
from search.partitions import PARTITIONS


def faults(cluster: Cluster) -> list[str]:
    """A sentence for each disagreement; an empty list for a sound index."""
    live = Counter(one.name.partition for one in standing(cluster) if one.is_live and one.is_current)
    found = [f"There is no index of {partition} for this version." for partition in PARTITIONS if not live[partition]]
    found += [
        f"{number} indices of {partition} are searched at once." for partition, number in live.items() if number > 1
    ]
    settle(cluster)
    seen: set[str] = set()
    twice: set[str] = set()
    for partition in live:
        keys = {row["key"] for row in held.rows(cluster, partition, [])}
        twice |= seen & keys
        seen |= keys
    if twice:
        found.append(f"{len(twice)} texts stand in more than one partition, for example {min(twice)}.")
    return found
