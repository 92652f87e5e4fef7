"""``nodes``: three nodes, one of them killed while people search and write, then another one added."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass

from tests.drills.outcome import Outcome, step
from tests.drills.searching import Searches, ask_each_once, require_found, waits
from tests.drills.site import PREFIX, Site
from tests.drills.truth import require_rest, require_truth, start_writers, written

TITLE = "A node lost and another one added"
NODES = 3
WHAT = """
Three nodes, each text on two of them. While readers search and two writers make changes, the node that leads the
cluster is killed (−9). Some time later another node joins, empty, and gets its share. The readers ask for texts that
are there, and have asked for each of them before; a search fails if it is answered by an error, or without its text.
In the end every document is compared with its row.
"""


@dataclass(frozen=True)
class Size:
    """Changes and searches a second, and seconds before, between and after."""

    per_second: float
    searches: float
    seconds: float


FULL, SHORT = Size(10.0, 5.0, 30.0), Size(5.0, 4.0, 5.0)


def run(site: Site, size: Size, outcome: Outcome) -> None:
    """Search and write; kill one; add one; compare."""
    site.start_web_server()
    for _number in range(2):
        site.start_worker()
    lost = _leader(site)
    ask_each_once(site.port, site.standing)
    with Searches(site.port, site.standing, size.searches) as searches:
        writers = start_writers(site, size.per_second, 2)
        time.sleep(size.seconds)
        with step(f"node-{lost} is killed"):
            copies = _copies(site)
            killed = time.monotonic()
            site.cluster.kill(lost)
            # Bound and not listening: nothing answers there, and nobody else's server can take its place.
            taken = socket.socket()
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            taken.bind(("127.0.0.1", site.cluster.node(lost).http_port))
            time.sleep(size.seconds)
        with step("another node is added"):
            began = time.monotonic()
            added = site.cluster.add()
            site.cluster.await_health("green", nodes=NODES, seconds=180)
            joined = time.monotonic() - began
            given = site.wait_until("the new node has its share", lambda: _copies(site).get(f"node-{added}", 0))
            time.sleep(size.seconds)
        written(writers, outcome)
        drained = site.drained()
        searches.stop()
    taken.close()
    outcome.row("copies of indices on the killed node", "", copies.get(f"node-{lost}", 0))
    outcome.row("until the cluster was green with the new node", "", f"{joined:.0f} s")
    outcome.row("until the new node had its first copy, after that", "", f"{given:.0f} s")
    outcome.row("searches meanwhile", "", f"{len(searches.searches):,}")
    outcome.row("their waits before the loss, p50 / p95 / longest", "", waits(searches.between(0, killed)))
    outcome.row("in the ten seconds after it", "", waits(searches.between(killed, killed + 10)))
    outcome.row("from then on", "", waits(searches.between(killed + 10, time.monotonic())))
    require_found(searches.searches, outcome)
    outcome.none_of("pages of any kind that failed", searches.errors)
    outcome.row("until all was sent, after the last change", "", f"{drained:.1f} s")
    require_rest(site, outcome, 90)
    require_truth(site, outcome)


def _leader(site: Site) -> int:
    """The number of the node that leads."""
    told = site.ask_engine("/_cat/master?format=json")
    return int(told[0]["node"].rpartition("-")[2])


def _copies(site: Site) -> dict[str, int]:
    """How many copies of our indices lie on each node."""
    found: dict[str, int] = {}
    for shard in site.ask_engine(f"/_cat/shards/{PREFIX}-*?format=json"):
        if shard["state"] == "STARTED":
            found[shard["node"]] = found.get(shard["node"], 0) + 1
    return found
