"""Starting a confined process and hearing it out."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from portal.files.confined.limits import Limits

_CHILD = Path(__file__).with_name("__main__.py")
#: Nothing of the portal's own environment, which holds its secrets, reaches a process that reads strangers' files.
_SURROUNDINGS = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "OPENPYXL_LXML": "False"}
_OUT_OF_MEMORY = 3
_CHUNK = 65_536


class OverrunError(Exception):
    """A confined process wanted more than its limits; the text says of what: time, memory or output."""


class FailedError(Exception):
    """A confined process ended without what was asked of it."""


def call(job: str, *arguments: str, limits: Limits) -> list[dict[str, Any]]:
    """What one of our own jobs says, a record a line. Raises OverrunError or FailedError."""
    said = _run([job, *arguments], limits, None)
    return [json.loads(line) for line in said.decode("utf-8", "replace").splitlines() if line]


def execute(program: str, *arguments: str, limits: Limits, given: Path | None = None) -> bytes:
    """What a program of the system writes to its standard output; ``given`` is a file it reads as its input."""
    return _run(["execute", program, *arguments], limits, given)


@contextmanager
def on_disk(content: IO[bytes] | Any) -> Iterator[Path]:
    """A path under which a content can be read: its own, or that of a copy which is gone afterwards."""
    own = _own_path(content)
    if own is not None:
        yield own
        return
    with tempfile.NamedTemporaryFile(prefix="balai-") as copy:
        content.seek(0)
        while chunk := content.read(_CHUNK):
            copy.write(chunk)
        copy.flush()
        content.seek(0)
        yield Path(copy.name)


def _own_path(content: Any) -> Path | None:
    """Where a content lies already, when that is on this machine."""
    if hasattr(content, "temporary_file_path"):
        return Path(content.temporary_file_path())
    try:
        path = Path(content.path)
    except (AttributeError, NotImplementedError, ValueError):
        return None
    return path if path.is_file() else None


def _run(command: list[str], limits: Limits, given: Path | None) -> bytes:
    """Run the child and read it; it and whatever it started are gone when this returns."""
    limited = [str(limits.seconds), str(limits.memory)]
    with given.open("rb") if given else open(os.devnull, "rb") as source, tempfile.TemporaryDirectory() as folder:
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and our own module, no shell
            [sys.executable, "-I", str(_CHILD), *limited, *command],
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={**_SURROUNDINGS, "HOME": folder, "TMPDIR": folder},
            start_new_session=True,
        )
        try:
            said = _hear(child, limits)
            code = child.wait(timeout=5)
        except subprocess.TimeoutExpired as late:
            raise OverrunError("time") from late
        finally:
            _end(child)
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        raise OverrunError("time")
    if code == _OUT_OF_MEMORY:
        raise OverrunError("memory")
    if code:
        raise FailedError(f"ended with {code}")
    return said


def _hear(child: subprocess.Popen[bytes], limits: Limits) -> bytes:
    """Everything the child says until it is done. Raises OverrunError when it takes too long or says too much."""
    said = bytearray()
    until = time.monotonic() + limits.patience
    assert child.stdout is not None
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            left = until - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise OverrunError("time")
            chunk = os.read(child.stdout.fileno(), _CHUNK)
            if not chunk:
                return bytes(said)
            said += chunk
            if len(said) > limits.output:
                raise OverrunError("output")


def _end(child: subprocess.Popen[bytes]) -> None:
    """Make sure that nothing of it goes on."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    if child.stdout is not None:
        child.stdout.close()
