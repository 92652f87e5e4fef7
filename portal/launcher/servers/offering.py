"""``make elasticsearch``: a real Elasticsearch for whoever changes the code, until Ctrl-C."""

from __future__ import annotations

import time
from pathlib import Path

from portal.launcher.children import Children
from portal.launcher.servers.elasticsearch import SearchCluster
from portal.launcher.trouble import TroubleError, require_writable

#: More than that many nodes do not fit on one machine, and nothing is learnt from them.
_MOST = 9

_READY = """
Elasticsearch is ready after {seconds:.0f} s, {nodes}. In another window:

PORTAL_SEARCH_URL={urls} make run

The index is {kept}. Ctrl-C stops it."""


def offer_elasticsearch(children: Children, nodes_text: str, data: Path | None) -> int:
    """Keep a cluster running until StoppedError. Raises TroubleError when it cannot be started, or no longer runs."""
    began = time.monotonic()
    count = nodes_number(nodes_text)
    if data is not None:
        require_writable(data, "DATA")
    with SearchCluster(count, folder=data, children=children) as cluster:
        told = {
            "seconds": time.monotonic() - began,
            "nodes": "one node" if count == 1 else f"{count} nodes",
            "urls": ",".join(cluster.urls),
            "kept": f"kept in {data}" if data else "gone when it stops (DATA=FOLDER keeps it)",
        }
        print(_READY.format(**told), flush=True)
        for node in cluster.nodes:
            print(f"{node.name}: {node.url}, process {node.process_number}, log in {node.folder}/logs", flush=True)
        lost: set[int] = set()
        while len(lost) < count:
            for node in cluster.nodes:
                if not node.is_running and node.number not in lost:
                    # Whoever tries what happens without a node ends one from outside: the others stay.
                    lost.add(node.number)
                    print(f"{node.name} has ended; its last words:\n{node.last_words()}", flush=True)
            children.rest()
    raise TroubleError("No node of Elasticsearch is left; the lines above say why.")


def nodes_number(text: str) -> int:
    """How many nodes were asked for. Raises TroubleError for anything that is no such number."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST:
        return int(text)
    raise TroubleError(
        f"NODES={text!r} will not do: give a number from 1 to {_MOST}, as in: make elasticsearch NODES=3"
    )
