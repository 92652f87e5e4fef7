"""``members``: what the rule costs a member who holds many grants, beside a visitor, on a list of fifty items."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from portal.launcher.tasks import data_folder
from tests.benchmarks.document import ROOT
from tests.benchmarks.figures import percentile, table
from tests.benchmarks.machine import Circumstances, Watch, await_quiet

TITLE = "What the rule costs a member"
PUBLICATIONS, ITEMS, GRANTS, ROUNDS, WARMING = 1_000, 50, 20, 300, 20
#: What the issue asks for: p95 of the member's list within so many times that of the visitor's.
WANTED = 1.3
WHAT = f"""
The newest {ITEMS} publications of {PUBLICATIONS:,} families in thirteen languages, read through the one rule with their
countries, by a visitor and by a member who holds {GRANTS} grants (seats, bodies, delegations); and the home page and a
page of results, asked of the whole portal. {ROUNDS} rounds, visitor and member in turn, in one process, so that both
meet the same machine; what was counted is kept, as in a portal at work.
"""


def measure() -> tuple[Circumstances, str]:
    """Fill the library if need be, read the list in turn; answers the circumstances and the result in Markdown."""
    folder = data_folder(ROOT) / "benchmarks" / f"members-{PUBLICATIONS}"
    settings = {"PORTAL_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "portal.settings.local"}
    folder.mkdir(parents=True, exist_ok=True)
    for command in (["manage.py", "prepare"], ["-m", "tests.benchmarks.library", str(PUBLICATIONS)]):
        subprocess.run([sys.executable, *command], cwd=ROOT, env={**os.environ, **settings}, check=True)
    os.environ.update(settings)
    import django

    django.setup()
    idle, watch = await_quiet(), Watch([])
    result = _result()
    return Circumstances(idle, watch.by_others()), result


def _result() -> str:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    rows, verdicts = [], []
    for name, work in _works().items():
        visitor, member = work
        for _round in range(WARMING):
            visitor(), member()
        waits: tuple[list[float], list[float]] = ([], [])
        for _round in range(ROUNDS):
            for place, one in enumerate(work):
                began = time.perf_counter()
                one()
                waits[place].append((time.perf_counter() - began) * 1000)
        queries = []
        for one in work:
            with CaptureQueriesContext(connection) as asked:
                one()
            queries.append(len(asked))
        p95 = [percentile(some, 0.95) for some in waits]
        ratio = p95[1] / p95[0]
        verdicts.append(ratio <= WANTED)
        rows.append(
            [name, *queries, *(f"{statistics.median(some):.1f}" for some in waits), *_digits(p95), f"{ratio:.2f}"]
        )
    heads = ["what", "queries, visitor", "member", "p50 ms, visitor", "member", "p95 ms, visitor", "member", "ratio"]
    held = "Held" if all(verdicts) else "**Not held**"
    return f"Asked for: p95 of the member ≤ {WANTED} × that of the visitor. {held}.\n\n{table(heads, rows)}"


def _digits(values: Sequence[float]) -> list[str]:
    return [f"{value:.1f}" for value in values]


def _works() -> dict[str, tuple[Callable[[], Any], Callable[[], Any]]]:
    """What is done, for a visitor and for a member."""
    from portal.surfaces.asking import Portal
    from portal.surfaces.roles import role, roles
    from portal.viewer import MEMBER, Viewer
    from resources.models import PublicationPage

    kinds = ("seat", "body", "delegation")
    grants = [MEMBER, *(f"{kinds[number % 3]}:{number}" for number in range(GRANTS - 2))]
    visitor, member, portal = roles()[0], role("a member with many grants", grants), Portal()
    assert len(member.viewer.principals) == GRANTS

    def listed(viewer: Viewer) -> list[PublicationPage]:
        newest = PublicationPage.objects.visible_to(viewer).order_by("-posted", "-pk")
        return list(newest.select_related("locale").prefetch_related("countries")[:ITEMS])

    return {
        f"list of {ITEMS}": (lambda: listed(visitor.viewer), lambda: listed(member.viewer)),
        "results": (lambda: portal.ask(visitor, "/en/search/"), lambda: portal.ask(member, "/en/search/")),
        "home": (lambda: portal.ask(visitor, "/en/"), lambda: portal.ask(member, "/en/")),
    }
