"""Tasks that tell what they do by appending lines to a file."""

from __future__ import annotations

import time
from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import activate, get_language
from django_tasks import task

from tests.work.sample.marks import mark


@task()
def note(path: str, line: str) -> str:
    """Leave one mark."""
    mark(path, line)
    return line


@task()
def linger(path: str, gate: str) -> None:
    """Mark the beginning, wait until the gate exists (ten seconds at most), mark the end."""
    mark(path, "begun")
    until = time.monotonic() + 10
    while not Path(gate).exists() and time.monotonic() < until:
        time.sleep(0.02)
    mark(path, "ended")


@task()
def stumble() -> None:
    """Fail."""
    raise RuntimeError("a secret word")


@task()
def seek() -> None:
    """Look for something that has been deleted."""
    raise ObjectDoesNotExist


@task()
def speak_thai() -> str | None:
    """Tell the language it began in, and leave another one behind."""
    found = get_language()
    activate("th")
    return found
