"""Programs started by the launcher, which end with it, whatever ends it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from portal.launcher.trouble import TroubleError

#: How long a child may take to finish what it is at after it was asked to end.
PATIENCE = 10.0
#: How long what the children themselves started may take after them.
_AFTERWARDS = 1.0
_STEP = 0.1
_PR_SET_PDEATHSIG = 1


class StoppedError(Exception):
    """The person, or the system, asked the launcher to end."""


@dataclass(frozen=True)
class Child:
    """A running program and what to call it."""

    name: str
    process: subprocess.Popen[bytes]


class Children:
    """Starts programs, each as the head of its own process group, and ends them all when the block is left.

    Signals are noted here and acted upon between two steps, never in the middle of starting a child.
    """

    def __init__(self, folder: Path, patience: float = PATIENCE) -> None:
        self.folder = folder
        self.patience = patience
        self._running: list[Child] = []
        self._asked = 0
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Children:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # Whoever starts with nohup wants the portal to outlive the terminal.
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(self, *exception: object) -> None:
        self.end_all()
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self._asked += 1

    def start(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str] | None = None,
        *,
        user: int | None = None,
        output: Path | None = None,
    ) -> Child:
        """Start a program in the checkout; ``environment`` adds to the launcher's own.

        A program that runs as another ``user`` starts where everybody may be, because the checkout may be ours alone.
        What it says is added to the file ``output`` where one is named.
        """
        another: dict[str, Any] = {} if user is None else {"user": user, "group": user, "extra_groups": []}
        with output.open("ab") if output else contextlib.nullcontext() as said:
            process = subprocess.Popen(
                command,
                cwd=self.folder if user is None else "/",
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
                preexec_fn=_end_with_parent(os.getpid()),
                **another,
            )
        child = Child(name, process)
        self._running.append(child)
        return child

    def run(self, name: str, command: Sequence[str], environment: Mapping[str, str] | None = None, **how: Any) -> int:
        """Start a program and wait for its end; answers its exit code. ``how`` as in start. Raises StoppedError."""
        child = self.start(name, command, environment, **how)
        while child.process.poll() is None:
            self.rest()
        self._running.remove(child)
        return child.process.returncode

    def rest(self) -> None:
        """Wait a moment. Raises StoppedError when the launcher was asked to end."""
        if self._asked:
            raise StoppedError
        time.sleep(_STEP)

    def require_all(self) -> None:
        """Raises TroubleError when one of them has ended."""
        for child in self._running:
            code = child.process.poll()
            if code is not None:
                how = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit {code}"
                raise TroubleError(f"The {child.name} ended by itself ({how}), so the portal was stopped.")

    def end_all(self) -> None:
        """Ask every child to end, wait, then end what is left of their groups; a second signal ends the waiting."""
        self.end(*self._running)

    def end(self, *children: Child, number: int = signal.SIGTERM, afterwards: float = _AFTERWARDS) -> None:
        """End some of them as :meth:`end_all` does.

        ``number`` is the signal that asks them (SIGKILL does not ask); ``afterwards`` is how many seconds what they
        started themselves has after them.
        """
        asked = self._asked
        groups = [child.process.pid for child in children]
        _signal(groups, number)
        self._wait_while(lambda: any(child.process.poll() is None for child in children), self.patience, asked)
        self._wait_while(lambda: any(map(_exists, groups)), afterwards, asked)
        _signal(groups, signal.SIGKILL)
        for child in children:
            child.process.wait()
        self._running = [child for child in self._running if child not in children]

    def _wait_while(self, condition: Callable[[], bool], seconds: float, asked: int) -> None:
        until = time.monotonic() + seconds
        while condition() and time.monotonic() < until and self._asked <= asked:
            time.sleep(_STEP)


def _exists(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _signal(groups: Sequence[int], number: int) -> None:
    for group in groups:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, number)


def _end_with_parent(parent: int) -> Any:
    """What a child does before it becomes its program: ask the kernel to be ended when the launcher is killed."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def ask() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return ask
