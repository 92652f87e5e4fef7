"""The programs of PostgreSQL that this machine has: the newest of each, and whether it is new enough."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from django.core.management.base import CommandError

#: Where systems put the programs of PostgreSQL: Debian, Fedora, macOS.
INSTALLED = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/*/bin")


def program(name: str, release: int, installed: Sequence[str] = INSTALLED) -> tuple[str, int]:
    """The newest program of this name and its release. Raises CommandError unless it is at least of this release."""
    found = [(_release(place), place) for place in _places(name, installed)]
    if not found:
        raise CommandError(
            f"The program {name} is not installed here: install the client of PostgreSQL {release} (on Debian: apt"
            f" install postgresql-client-{release})."
        )
    newest, place = max(found)
    if newest < release:
        raise CommandError(
            f"The newest {name} here is of PostgreSQL {newest}, and {release} is needed: install the client of"
            f" PostgreSQL {release} (on Debian: apt install postgresql-client-{release})."
        )
    return place, newest


def _places(name: str, installed: Sequence[str]) -> list[str]:
    folders = [found for pattern in installed for found in Path("/").glob(pattern.lstrip("/"))]
    places = [str(folder / name) for folder in folders if (folder / name).is_file()]
    on_path = shutil.which(name)
    return [*places, on_path] if on_path else places


def _release(place: str) -> int:
    said = subprocess.run([place, "--version"], capture_output=True, text=True, check=False).stdout
    number = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(number[1]) if number else 0
