"""The tasks behind the targets of the Makefile, and how each is asked for."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from portal.launcher.checking import bench, check, drill, test
from portal.launcher.children import Children, StoppedError
from portal.launcher.servers import pairs
from portal.launcher.servers.offering import offer_elasticsearch
from portal.launcher.serving import serve
from portal.launcher.trouble import TroubleError

ROOT = Path(__file__).resolve().parent.parent.parent


def run_task(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Do the task named first in ``arguments``; answers the exit code, 1 with one sentence when something is amiss."""
    options, passed_on = asked_for(arguments)
    try:
        with Children(root) as children:
            if options.task == "run":
                return serve(root, children, options.port, data_folder(root))
            if options.task == "test":
                return test(root, children, passed_on, options.pair or pairs.DEFAULT)
            if options.task == "elasticsearch":
                return offer_elasticsearch(children, options.nodes, Path(options.data) if options.data else None)
            if options.task == "check":
                return check(root, children)
            if options.task == "drill":
                return drill(root, children, options.only)
            return bench(root, children, options.only)
    except StoppedError:
        print("\nStopped.", flush=True)
        return 0 if options.task in {"run", "elasticsearch"} else 1
    except TroubleError as trouble:
        print(trouble, file=sys.stderr, flush=True)
        return 1


def asked_for(arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """What is to be done, and what is passed on to pytest; ends the program where the arguments are wrong."""
    parser = _parser()
    options, passed_on = parser.parse_known_args(arguments)
    if passed_on and options.task != "test":
        parser.error(f"unknown: {' '.join(passed_on)}")
    return options, passed_on


def data_folder(root: Path) -> Path:
    """Where the data lie, as the settings will say; asked here because nothing is installed yet."""
    named = os.environ.get("PORTAL_DATA_DIR", "").strip()
    return (root / Path(named).expanduser()).resolve() if named else root / "var"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m portal.launcher")
    tasks = parser.add_subparsers(dest="task", required=True)
    run = tasks.add_parser("run", help="set up what is missing, then serve the portal on this machine")
    run.add_argument("--port", default="8000")
    # What follows is pytest's: options of ours would swallow its own, and so would shortened ones.
    tests = tasks.add_parser(
        "test", help="run the tests; whatever follows is passed on to pytest", add_help=False, allow_abbrev=False
    )
    tests.add_argument("--pair", default=pairs.DEFAULT, help=f"one of {', '.join(pairs.PAIRS)}")
    node = tasks.add_parser("elasticsearch", help="a real Elasticsearch on this machine, for development")
    node.add_argument("--nodes", default="1")
    node.add_argument("--data", default="", help="the folder that keeps the index; without it, it is gone afterwards")
    tasks.add_parser("check", help="format, lint, types, templates, migrations, messages, import direction")
    benchmarks = tasks.add_parser("bench", help="measure; rewrites docs/benchmarks.md")
    benchmarks.add_argument("only", nargs="?", default="", help="one benchmark by name")
    drills = tasks.add_parser("drill", help="kill parts of a made portal; rewrites docs/benchmarks.md")
    drills.add_argument("only", nargs="?", default="", help="one drill by name")
    return parser
