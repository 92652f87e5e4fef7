"""The child: takes its limits upon itself, then does one job or becomes one program of the system.

Run as ``python -I __main__.py SECONDS MEMORY JOB [ARGUMENT ...]``. Exit code 3 says that the memory did not suffice,
any other that the file could not be read.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

OUT_OF_MEMORY = 3
#: What the child may write into files, and how many it may hold open.
_MOST_WRITTEN, _MOST_OPEN = 64 * 1024 * 1024, 128
#: How far it stands back for others who want the processors.
_NICE = 10

#: The jobs by name: a function of a module beside this one, imported only when it is asked for.
JOBS = {
    "take-in-pdf": ("pdf_cleaning", "take_in"),
    "take-in-picture": ("picture_cleaning", "take_in"),
    "take-in-office": ("office_cleaning", "take_in"),
    "read-pdf": ("pdf_reading", "read"),
    "read-docx": ("docx_reading", "read"),
    "read-pptx": ("pptx_reading", "read"),
    "read-odt": ("odt_reading", "read"),
    "read-xlsx": ("xlsx_reading", "read"),
    "draw-pdf": ("pdf_drawing", "draw"),
    "cover-pdf": ("pdf_cover", "make"),
}


def confine(seconds: int, memory: int) -> None:
    """Take the limits upon this process and whatever it becomes; there is no way back."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MOST_WRITTEN, _MOST_WRITTEN))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_MOST_OPEN, _MOST_OPEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Readers come first. Where Linux shares the processors out by session, a process is only as nice as its session is,
    # and this one is its session's first (sched(7), "The autogroup feature").
    os.nice(_NICE)
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(_NICE))


def _job(name: str) -> Callable[..., Iterable[dict[str, Any]]]:
    module, function = JOBS[name]
    # With -I the folder of the checkout is not on the path.
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    found: Callable[..., Iterator[dict[str, Any]]] = getattr(import_module(f"portal.files.confined.{module}"), function)
    return found


def main(arguments: list[str]) -> int:
    """Do what the arguments say; the exit code."""
    seconds, memory, job, *rest = arguments
    confine(int(seconds), int(memory))
    if job == "execute":
        os.execv(rest[0], rest)  # noqa: S606 - a program the portal looked up itself, no shell
    try:
        for record in _job(job)(*rest):
            sys.stdout.write(json.dumps(record) + "\n")
        sys.stdout.flush()
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


if __name__ == "__main__":
    code = main(sys.argv[1:])
    # Past the clean-up of libraries, which may fail where the memory was short.
    os._exit(code)
