"""``python -m tests.drills [--short] [NAME]``: run one drill, or all of them one after the other.

In full, those that need as many nodes have one portal together, and each writes its section of ``docs/benchmarks.md``.
The short forms share one and write nothing: they are what the tests run.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from portal.launcher.servers.maven import VERSION
from portal.launcher.trouble import TroubleError
from tests.benchmarks.document import rewrite, section
from tests.benchmarks.machine import Circumstances, Watch, await_quiet
from tests.benchmarks.serving import descendants
from tests.drills import backup, disk, engine, findable, killed, nodes, rebuild, worker
from tests.drills.outcome import DrillStoppedError, Outcome
from tests.drills.proofs import PROOFS, carry_out
from tests.drills.site import Site
from tests.drills.small_site import SmallSite

#: So many publications that writers change, in the full form and in the short.
PUBLICATIONS, FEW = 100, 40


@dataclass(frozen=True)
class Drill:
    """A drill: what the document says of it, how many nodes it needs, and how it is carried out.

    Without a node it has a small portal on SQLite to itself, where it says so on a small disk.
    """

    title: str
    what: str
    nodes: int
    run: Callable[[Any, Any, Outcome], None]
    full: object
    short: object
    disk: int = 0


def _drill(module: Any) -> Drill:
    return Drill(
        module.TITLE, module.WHAT, module.NODES, module.run, module.FULL, module.SHORT, getattr(module, "DISK", 0)
    )


#: In this order, which leaves the loss of a node to the end.
DRILLS = {
    "findable": _drill(findable),
    "worker": _drill(worker),
    "rebuild": _drill(rebuild),
    "engine": _drill(engine),
    "backup": _drill(backup),
    "nodes": _drill(nodes),
    "killed": _drill(killed),
    "disk": _drill(disk),
}


def full(names: Sequence[str]) -> dict[str, Outcome]:
    """Carry out these drills and write a section for each; those that need as many nodes have one portal together."""
    outcomes = {}
    for name in names:
        if not DRILLS[name].nodes:
            with SmallSite(disk=DRILLS[name].disk) as small:
                outcomes[name] = _measured(small, name)
    for number in sorted({DRILLS[name].nodes for name in names} - {0}):
        with Site(nodes=number, publications=PUBLICATIONS, durable=True) as site:
            for name in names:
                if DRILLS[name].nodes == number:
                    outcomes[name] = _measured(site, name)
    return outcomes


def short(names: Sequence[str]) -> dict[str, Outcome]:
    """Carry out the short forms of these drills on one portal; what each came to."""
    outcomes = {}
    for name in names:
        if not DRILLS[name].nodes:
            with SmallSite(disk=DRILLS[name].disk) as small:
                outcomes[name] = carried_out(small, name, DRILLS[name].short)
    if on_servers := [name for name in names if DRILLS[name].nodes]:
        with Site(nodes=max(DRILLS[name].nodes for name in on_servers), publications=FEW, durable=False) as site:
            outcomes |= {name: carried_out(site, name, DRILLS[name].short) for name in on_servers}
    return outcomes


def carried_out(site: Site, name: str, size: object) -> Outcome:
    """Carry out a drill on a portal; one that had to be stopped has not held, and the next goes on from there."""
    print(f"{name} ...", flush=True)
    outcome = Outcome()
    try:
        DRILLS[name].run(site, size, outcome)
    except (DrillStoppedError, TroubleError) as stopped:
        outcome.broken.append(f"The drill could not be carried through: {stopped}")
    finally:
        site.end_all()
    print(f"\n{outcome.in_markdown()}\n", flush=True)
    if outcome.broken:
        print(site.told_of_failures(), flush=True)
    return outcome


def _measured(site: Site, name: str) -> Outcome:
    """Carry out a drill in full, and write its section."""
    drill = DRILLS[name]
    idle, watch = await_quiet(most=30.0), Watch(descendants(os.getpid()))
    outcome = carried_out(site, name, drill.full)
    circumstances = Circumstances(idle, watch.by_others(descendants(os.getpid())))
    on = _servers_of(site) if site.nodes else ", with SQLite and nothing else beside the portal"
    title, result = f"Drill: {drill.title[0].lower()}{drill.title[1:]}", outcome.in_markdown()
    rewrite(f"drill-{name}", section(name, title, drill.what, circumstances, result, by="drill", on=on))
    return outcome


def _servers_of(site: Site) -> str:
    """The servers beside the portal, in words."""
    (release,) = site.rows("SHOW server_version")[0]
    several = f"{site.nodes} nodes" if site.nodes > 1 else "1 node"
    nodes_told = f"{several} of Elasticsearch {VERSION} with 512 MB of heap{' each' if site.nodes > 1 else ''}"
    return f", with PostgreSQL {release.split()[0]} and {nodes_told} beside the portal"


def main(arguments: Sequence[str]) -> int:
    """Drill; answers 1 when anything did not hold, or for a name that is no drill's."""
    names = [one for one in arguments if one != "--short"]
    unknown = [name for name in names if name not in DRILLS and name not in PROOFS]
    if unknown:
        print(f"There is no drill {unknown[0]!r}; there are: {', '.join([*DRILLS, *PROOFS])}.", file=sys.stderr)
        return 1
    on_servers = [name for name in names or DRILLS if name in DRILLS]
    outcomes = (short if "--short" in arguments else full)(on_servers) if on_servers else {}
    for name, outcome in outcomes.items():
        print(f"{name}: {'; '.join(outcome.broken) or 'all of it held'}", flush=True)
    # Their short forms are tests of the suite.
    proofs = [] if "--short" in arguments else [name for name in names or PROOFS if name in PROOFS]
    return int(bool(carry_out(proofs)) or any(outcome.broken for outcome in outcomes.values()))


def _stop(_number: int, _frame: object) -> None:
    raise DrillStoppedError("Stopped.")


if __name__ == "__main__":
    began = time.monotonic()
    # The launcher ends it so, and what it has started must be ended in order.
    signal.signal(signal.SIGTERM, _stop)
    try:
        code = main(sys.argv[1:])
    except (DrillStoppedError, TroubleError) as stopped:
        print(stopped, file=sys.stderr)
        code = 1
    print(f"\n{time.monotonic() - began:.0f} s", flush=True)
    sys.exit(code)
