"""Whether the cluster holds what the database does, found out without any of the portal's own comparing.

``python -m tests.drills.comparing`` reads every document of what is searched, and every publication; its last line
tells in JSON the keys that are missing, stale (the rare word of the text is not that of the page), left over, or there
twice.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any


def compared() -> dict[str, Any]:
    """What differs, by kind; and how many texts were compared."""
    held = _held()
    should = _should()
    return {
        "texts": len(should),
        "missing": sorted(should.keys() - held.keys()),
        "left over": sorted(held.keys() - should.keys()),
        "stale": sorted(key for key, word in should.items() if key in held and not _says(held[key], word)),
        "twice": sorted(key for key, found in held.items() if len(found) > 1),
    }


def _says(found: list[tuple[str, str]], told: tuple[str, str]) -> bool:
    return any(partition == told[0] and told[1] in shown for partition, shown in found)


def _held() -> dict[str, list[tuple[str, str]]]:
    """Partition and text of every publication in what is searched, by key."""
    from search.engines.elasticsearch import connecting
    from search.partitions import PARTITIONS

    cluster = connecting.cluster()
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for partition in PARTITIONS:
        index = cluster.alias(partition)
        cluster.client.indices.refresh(index=index)
        told = cluster.client.search(
            index=index, size=10_000, query={"term": {"type": "tool"}}, source_includes=["shown"]
        )
        for hit in told["hits"]["hits"]:
            found[hit["_id"]].append((partition, hit["_source"]["shown"]))
    return found


def _should() -> dict[str, tuple[str, str]]:
    """Partition and rare word of every publication that should be found, by key."""
    from portal.markings.models import Marking
    from resources.models import ToolPage

    labels = dict(Marking.objects.values_list("group", "label"))
    partitions = {"CLEAR": "clear", "GREEN": "green"}
    return {
        f"page:{page.pk}": (partitions[labels[page.translation_key]], page.title.rpartition(" ")[2])
        for page in ToolPage.objects.filter(live=True)
    }


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(compared()))
