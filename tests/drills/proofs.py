"""The long forms of proofs that the suite carries out in short: tests that need no made portal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable

from tests.benchmarks.document import ROOT

#: Says to these tests that they have time.
LONG = "LONG_PROOFS"
PROOFS = {
    "mutation": "tests/access/test_mutation.py",
    "machine": "tests/access/test_state_machine.py",
    "audit": "tests/audit/test_writers.py",
}


def is_long() -> bool:
    """Whether the proofs are to be carried out in full."""
    return os.environ.get(LONG) == "1"


def carry_out(names: Iterable[str]) -> list[str]:
    """Carry out these proofs in full; the names of those that did not hold."""
    broken = []
    for name in names:
        print(f"{name} ...", flush=True)
        command = [sys.executable, "-m", "pytest", PROOFS[name], "-q", "-n", "0", "-s"]
        if subprocess.run(command, cwd=ROOT, env={**os.environ, LONG: "1"}).returncode:
            broken.append(name)
    return broken
