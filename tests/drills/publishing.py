"""Somebody who publishes and looks, again and again, until it is found.

``python -m tests.drills.publishing --port 8000 --times 40 --seed 1`` publishes a new text each time, after a pause by
lot, and asks the results page for it until it is there; then takes it down and asks the engine for it at once. Its last
line tells in JSON how long each took, in seconds from the moment the publishing had returned, and what was still there.
"""

from __future__ import annotations

import json
import random
import time
from argparse import ArgumentParser
from typing import TYPE_CHECKING

from tests.drills.library import NEW_YEAR, make, rare_word
from tests.drills.searching import fetch

if TYPE_CHECKING:
    from resources.models import ToolPage

#: Between two looks; and how long to look at all.
_LOOK, _PATIENCE = 0.02, 30.0
#: The words of these are above those of all writers.
_FIRST_WORD = 10_000_000


def publish(port: int, times: int, seed: int) -> dict[str, list[float]]:
    """Do it so many times; answers the seconds of each step."""
    chance = random.Random(seed)
    told: dict[str, list[float]] = {"publishing": [], "findable": [], "taking down": [], "still there": []}
    for number in range(times):
        # By lot, so that the worker is met at any moment between two looks of its own.
        time.sleep(chance.uniform(0.5, 2.5))
        word = rare_word(_FIRST_WORD + 1_000 * seed + number)
        began = time.monotonic()
        page = make(NEW_YEAR, 500 + number, "en", word)
        done = time.monotonic()
        told["publishing"].append(done - began)
        told["findable"].append(_found(port, page, word) - done)
        began = time.monotonic()
        page.unpublish()
        told["taking down"].append(time.monotonic() - began)
        told["still there"].append(float(_is_held(page)))
        page.delete()
    return told


def _found(port: int, page: ToolPage, word: str) -> float:
    """When the results page showed it first; far in the future where it never did."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        asked = time.monotonic()
        _status, shown = fetch(port, f"/en/search/?q={word}")
        if f'href="/en/publications/{page.slug}/' in shown:
            return time.monotonic()
        time.sleep(max(0.0, _LOOK - (time.monotonic() - asked)))
    return until


def _is_held(page: ToolPage) -> bool:
    """Whether a search of the engine itself would still meet it."""
    from search.engines.elasticsearch import connecting
    from search.partitions import PARTITIONS

    cluster = connecting.cluster()
    told = cluster.client.search(
        index=[cluster.alias(partition) for partition in PARTITIONS], query={"ids": {"values": [f"page:{page.pk}"]}}
    )
    return bool(told["hits"]["total"]["value"])


if __name__ == "__main__":
    import django

    django.setup()
    parser = ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--times", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    options = parser.parse_args()
    print(json.dumps(publish(options.port, options.times, options.seed)))
