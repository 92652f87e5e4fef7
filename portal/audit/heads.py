"""The head of the chain, written down each day in a file outside the database.

Who cuts entries off at the end of the chain, or makes all of it anew, leaves a chain that holds together. The file
knows what was there. It has a line for each day::

    2026-11-22T17:00:00+00:00 1234 3f…9a

the moment in UTC, the number of the last entry, its hash.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from portal.audit.chaining import head

_LINE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00) (\d{1,18}) ([0-9a-f]{64})")


class UnreadableHeadsError(Exception):
    """A line of the file is no head; the text is a sentence that names it."""


@dataclass(frozen=True)
class Head:
    """A head as it was written down."""

    at: datetime
    number: int
    hash: str


def file() -> Path:
    """Where heads are written."""
    return Path(settings.AUDIT_HEADS) / "heads.txt"


def write_head() -> None:
    """Write the present head down, on the disk and not only on its way there; a duty, once a day.

    An empty log has none.
    """
    number, hash_there = head()
    if not number:
        return
    path = file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    line = f"{timezone.now().astimezone(UTC).isoformat(timespec='seconds')} {number} {hash_there}\n"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        _drop_what_was_broken_off(descriptor)
        os.write(descriptor, line.encode("ascii"))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def kept() -> list[Head]:
    """The heads that were written down, the oldest first. Raises UnreadableHeadsError."""
    path = file()
    if not path.exists():
        return []
    heads = []
    lines = path.read_bytes().decode("ascii", "replace").split("\n")
    # What a full disk broke off stands behind the last end of a line, and is dropped with the next head.
    for count, line in enumerate(lines[:-1], start=1):
        found = _LINE.fullmatch(line)
        if found is None:
            raise UnreadableHeadsError(f"Line {count} of {path} is no head of the log: somebody changed the file.")
        at, number, hash_there = found.groups()
        heads.append(Head(datetime.fromisoformat(at), int(number), hash_there))
    return heads


def set_aside() -> Path | None:
    """Begin a new file, and answer where the old one is now: for whoever puts an older copy back on purpose."""
    path = file()
    if not path.exists():
        return None
    aside = path.with_name(f"heads-until-{timezone.now().astimezone(UTC):%Y%m%dT%H%M%S}.txt")
    path.rename(aside)
    return aside


def _drop_what_was_broken_off(descriptor: int) -> None:
    """Cut a line off that has no end."""
    size = os.fstat(descriptor).st_size
    tail = os.pread(descriptor, 200, max(0, size - 200))
    if tail and not tail.endswith(b"\n"):
        os.ftruncate(descriptor, size - len(tail) + tail.rfind(b"\n") + 1)
