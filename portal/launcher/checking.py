"""``make test``, ``check``, ``bench`` and ``drill``: each in the environment it needs, made when it is missing."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

from portal.launcher.children import Children
from portal.launcher.environment import DEVELOPMENT, Environment
from portal.launcher.servers.pairs import PairMissingError, servers_of
from portal.launcher.trouble import TroubleError

_TESTING = {"DJANGO_SETTINGS_MODULE": "portal.settings.test"}
_BENCHMARKS, _DRILLS = "tests.benchmarks", "tests.drills"


def test(root: Path, children: Children, arguments: Sequence[str], pair: str) -> int:
    """Run the tests on every core against a pair of database and engine; ``arguments`` go to pytest.

    Answers pytest's exit code. A pair whose servers cannot be had is left out, saying why; with ``CI=true`` it fails.
    """
    environment = _ready(root, children)
    command = [environment.python, "-m", "pytest", "-n", "auto", *arguments]
    try:
        with servers_of(pair, children) as found:
            return children.run("tests", command, {**_TESTING, **found})
    except PairMissingError as missing:
        if os.environ.get("CI") == "true":
            raise TroubleError(str(missing)) from missing
        print(f"The tests of {pair} are left out. {missing}", flush=True)
        return 0


def check(root: Path, children: Children) -> int:
    """Run every check, those after a failed one too, and sum up. Answers 1 when one failed."""
    environment = _ready(root, children)
    results = []
    for name, command in checks():
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        code = children.run(name, [environment.python, *command], _TESTING)
        results.append((name, code == 0, time.monotonic() - began))
    print("\n== summary", flush=True)
    for name, passed, seconds in results:
        print(f"{'passed' if passed else 'FAILED'}  {name} ({seconds:.0f} s)", flush=True)
    return 0 if all(passed for _name, passed, _seconds in results) else 1


def checks() -> list[tuple[str, list[str]]]:
    """Every check by name, with what follows the interpreter on its command line."""
    return [
        ("format", ["-m", "ruff", "format", "--check", "--output-format=concise", "."]),
        ("lint", ["-m", "ruff", "check", "."]),
        ("types", ["-m", "mypy"]),
        ("templates", ["-m", "djlint", "templates", "--lint", "--quiet"]),
        ("system checks", ["manage.py", "check"]),
        ("migrations", ["manage.py", "makemigrations", "--check", "--dry-run"]),
        ("messages", ["manage.py", "catalogues", "--check"]),
        ("import direction", ["-m", "pytest", "-q", "tests/architecture"]),
    ]


def bench(root: Path, children: Children, only: str) -> int:
    """Run the benchmarks, or the one named. Answers their exit code."""
    return _run_package(root, children, "benchmarks", _BENCHMARKS, only)


def drill(root: Path, children: Children, only: str) -> int:
    """Carry out the drills, or the one named. Answers their exit code: 1 when anything did not hold."""
    return _run_package(root, children, "drills", _DRILLS, only)


def _run_package(root: Path, children: Children, name: str, package: str, only: str) -> int:
    if not root.joinpath(*package.split(".")).is_dir():
        raise TroubleError(f"There are no {name} in this checkout yet.")
    environment = _ready(root, children)
    return children.run(name, [environment.python, "-m", package, *([only] if only else [])])


def _ready(root: Path, children: Children) -> Environment:
    """The environment with what tests need, catalogues compiled and fonts cut."""
    environment = Environment(root)
    environment.install(children, DEVELOPMENT)
    if children.run("preparation", [environment.python, "manage.py", "prepare", "--for-tests"], _TESTING):
        raise TroubleError("The tests could not be prepared; the lines above say why.")
    return environment
