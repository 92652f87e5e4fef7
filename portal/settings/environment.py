"""The environment, read here and nowhere else.

Every variable carries the prefix ``PORTAL_`` except ``DATABASE_URL``; ``docs/run.md`` lists each with its default and
a test keeps that list complete, by way of ``NAMES``. A value that will not do stops the start with one sentence that
names the variable and never holds its value where that may be secret.
"""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

#: Every name asked for, in the order of asking; the documentation test reads it.
NAMES: list[str] = []


class Secret(str):
    """A text to be used and never shown: a settings dictionary that is printed or logged does not tell it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'(secret)'" if self else "''"


def text(name: str, default: str = "") -> str:
    """The value of a variable, or the default when it is unset or empty."""
    if name not in NAMES:
        NAMES.append(name)
    return os.environ.get(name, "").strip() or default


def secret(name: str) -> Secret:
    """A password or a key; empty when it is unset."""
    return Secret(text(name))


def flag(name: str, default: bool = False) -> bool:
    """Whether a variable says yes: ``1``, ``true``, ``yes`` or ``on`` in any case."""
    return text(name, "yes" if default else "no").lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    """A whole number; anything else stops the start, so that a slip is seen."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"Set {name} to a whole number; it is “{value}”.") from None


def names(name: str, default: str = "") -> list[str]:
    """A comma-separated list, without empty entries."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder, made absolute; nothing is created here."""
    return Path(text(name, str(default))).expanduser().resolve()


def readable_file(name: str) -> str:
    """The absolute path of a file that must be there, or nothing when the variable is unset."""
    value = text(name)
    if not value:
        return ""
    path = Path(value).expanduser().resolve()
    try:
        with path.open("rb"):
            return str(path)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name} names a file that cannot be read: {path} ({error.strerror or error})."
        ) from None
