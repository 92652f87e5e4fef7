"""A portal under measurement: started by the command a person types, stopped by what Ctrl-C does."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

#: How long a start may take before it counts as failed: the time of a slow line included.
PATIENCE = 540.0
_OWN = ("PORTAL_", "DJANGO_", "DATABASE_URL", "VIRTUAL_ENV")


class DidNotServeError(Exception):
    """The portal ended, or did not answer in time; the text is what it said last."""


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def surroundings(settings: Mapping[str, str]) -> dict[str, str]:
    """The variables of a program that finds the portal of these settings, and no other by what is set here."""
    return {name: value for name, value in os.environ.items() if not name.startswith(_OWN)} | dict(settings)


class Served:
    """A portal that is being served; leaving the block stops it."""

    def __init__(self, command: Sequence[str], folder: Path, log: Path, settings: Mapping[str, str]) -> None:
        self.port = free_port()
        self._log = log
        with log.open("wb") as said:
            # A session of its own, so that the signal of Ctrl-C reaches the command and not the benchmark.
            self._process = subprocess.Popen(
                [part.format(port=self.port) for part in command],
                cwd=folder,
                env=surroundings(settings),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def __enter__(self) -> Served:
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop()

    def await_first_page(self) -> float:
        """Wait until a reader gets the English home page; answers the seconds that took. Raises DidNotServeError."""
        began = time.monotonic()
        while not self._shows("/en/"):
            if self._process.poll() is not None or time.monotonic() - began > PATIENCE:
                raise DidNotServeError(self._log.read_text(encoding="utf-8", errors="replace")[-2000:])
            time.sleep(0.1)
        return time.monotonic() - began

    def await_readiness(self) -> None:
        """Wait until the portal's own ``make run`` says so: worker and web server are there."""
        while "Balai is ready" not in self._log.read_text(encoding="utf-8", errors="replace"):
            if self._process.poll() is not None:
                raise DidNotServeError(self._log.read_text(encoding="utf-8", errors="replace")[-2000:])
            time.sleep(0.1)

    def processes(self) -> list[int]:
        """The command and everything it started."""
        return descendants(self._process.pid)

    def stop(self) -> float:
        """Do what Ctrl-C does and wait; answers the seconds until the command had ended."""
        began = time.monotonic()
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGINT)
            self._process.wait(timeout=60)
        return time.monotonic() - began

    def _shows(self, path: str) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers={"Host": f"localhost:{self.port}"})
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def descendants(process: int) -> list[int]:
    """A process and all below it; the process alone where the system does not tell."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        parents.setdefault(parent, []).append(int(folder.name))
    found = [process]
    for each in found:
        found.extend(parents.get(each, ()))
    return found


def still_there(processes: Sequence[int]) -> list[int]:
    """Which of these have not ended."""
    return [process for process in processes if Path(f"/proc/{process}").exists()]


def memory_of(processes: Sequence[int]) -> float:
    """Megabytes these processes have, what they share counted once; 0 where the system does not tell."""
    total = 0
    for process in processes:
        try:
            told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))
    return total / 1024
