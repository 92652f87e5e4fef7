"""Every child ends with the launcher, whatever ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.launcher.children import Children, StoppedError
from portal.launcher.trouble import TroubleError

ROOT = Path(__file__).resolve().parent.parent.parent
SLEEP = "import time; time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
# Leaves a process of its own behind, and tells both numbers.
PARENT = f"import os, subprocess, sys, time; c = subprocess.Popen([sys.executable, '-c', {SLEEP!r}]); time.sleep(60)"
LAUNCHER = """
import signal, sys
from pathlib import Path
# A run of the tests that nohup began would hand on that it does not listen.
signal.signal(signal.SIGHUP, signal.SIG_DFL)
from portal.launcher.children import Children, StoppedError
try:
    with Children(Path.cwd(), patience=2) as children:
        for _ in range(2):
            print(children.start("sleeper", [sys.executable, "-c", {program!r}]).process.pid, flush=True)
        while True:
            children.require_all()
            children.rest()
except StoppedError:
    pass
"""


Starter = Callable[..., tuple[subprocess.Popen[str], list[int]]]


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended and waits to be taken in does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def eventually(condition: Callable[[], bool], seconds: float = 8) -> bool:
    """Whether the condition comes true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.05)
    return False


def python(program: str) -> list[str]:
    """A small fake child."""
    return [sys.executable, "-c", program]


@pytest.fixture
def launcher() -> Iterator[Starter]:
    """Starts a launcher with two fake children; answers it and their process numbers."""
    started: list[subprocess.Popen[str]] = []

    def start(program: str = SLEEP) -> tuple[subprocess.Popen[str], list[int]]:
        process = subprocess.Popen(
            python(LAUNCHER.format(program=program)), cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        assert process.stdout
        return process, [int(process.stdout.readline()) for _ in range(2)]

    yield start
    for process in started:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at processes as Linux shows them")
class EndingTests:
    """The ways a launcher ends, and what becomes of its children."""

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    def test_a_signal_to_the_launcher_ends_every_child(self, launcher: Starter, number: signal.Signals) -> None:
        process, children = launcher()
        process.send_signal(number)
        assert process.wait(timeout=8) == 0
        assert not any(alive(pid) for pid in children)

    def test_a_launcher_that_is_killed_takes_its_children_along(self, launcher: Starter) -> None:
        process, children = launcher()
        process.kill()
        process.wait()
        assert eventually(lambda: not any(alive(pid) for pid in children))

    def test_a_child_that_does_not_listen_is_killed_after_the_patience(self, tmp_path: Path) -> None:
        with Children(tmp_path, patience=0.5) as children:
            deaf = children.start("deaf one", python(DEAF)).process
            time.sleep(0.5)
            began = time.monotonic()
        assert deaf.returncode == -signal.SIGKILL
        assert time.monotonic() - began < 5

    def test_a_second_signal_ends_the_waiting(self, tmp_path: Path) -> None:
        began = time.monotonic()
        with pytest.raises(StoppedError), Children(tmp_path, patience=30) as children:
            deaf = children.start("deaf one", python(DEAF))
            time.sleep(0.5)
            for delay in (0.1, 0.6):
                subprocess.Popen(python(f"import os, time; time.sleep({delay}); os.kill({os.getpid()}, 2)"))
            while True:
                children.rest()
        assert not alive(deaf.process.pid)
        assert time.monotonic() - began < 10

    def test_what_a_child_started_ends_too(self, tmp_path: Path) -> None:
        with Children(tmp_path, patience=2) as children:
            group = children.start("parent", python(PARENT)).process.pid
            assert eventually(lambda: len(members(group)) == 2)
        assert eventually(lambda: not members(group))


def members(group: int) -> list[int]:
    """The running processes of a group."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and alive(int(entry.name)):
            try:
                if os.getpgid(int(entry.name)) == group:
                    found.append(int(entry.name))
            except ProcessLookupError:
                continue
    return found


class DyingChildTests:
    """One that ends by itself ends the rest."""

    def test_a_child_that_ends_is_named_with_how_and_the_others_end(self, tmp_path: Path) -> None:
        with (
            pytest.raises(TroubleError, match=r"The worker ended by itself \(exit 3\)"),
            Children(tmp_path) as children,
        ):
            other = children.start("web server", python(SLEEP)).process
            children.start("worker", python("raise SystemExit(3)"))
            while True:
                children.require_all()
                children.rest()
        assert other.returncode == -signal.SIGTERM

    def test_the_exit_code_of_a_finished_step_is_told(self, tmp_path: Path) -> None:
        with Children(tmp_path) as children:
            assert children.run("step", python("raise SystemExit(5)")) == 5
            children.require_all()

    def test_handlers_are_as_before_when_all_is_over(self, tmp_path: Path) -> None:
        before = signal.getsignal(signal.SIGTERM)
        with Children(tmp_path):
            assert signal.getsignal(signal.SIGTERM) != before
        assert signal.getsignal(signal.SIGTERM) == before
