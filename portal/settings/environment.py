"""The environment, read here and nowhere else.

Every variable carries the prefix ``PORTAL_`` except ``DATABASE_URL``; ``docs/run.md`` lists each with its default and
a test keeps that list complete, by way of ``NAMES``.
"""

from __future__ import annotations

import os
from pathlib import Path

#: Every name asked for, in the order of asking; the documentation test reads it.
NAMES: list[str] = []


def text(name: str, default: str = "") -> str:
    """The value of a variable, or the default when it is unset or empty."""
    if name not in NAMES:
        NAMES.append(name)
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """Whether a variable says yes: ``1``, ``true``, ``yes`` or ``on`` in any case."""
    return text(name, "yes" if default else "no").lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    """A whole number; raises ValueError for anything else, so that a slip is seen at start."""
    return int(text(name, str(default)))


def names(name: str, default: str = "") -> list[str]:
    """A comma-separated list, without empty entries."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder, made absolute; nothing is created here."""
    return Path(text(name, str(default))).expanduser().resolve()
