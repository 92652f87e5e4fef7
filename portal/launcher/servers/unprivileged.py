"""Under whom a server runs: neither Elasticsearch nor PostgreSQL starts for root."""

from __future__ import annotations

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NOBODY = 65534


def server_user() -> int | None:
    """The number of the user a server is to run as: nobody where we are root, ourselves (None) elsewhere."""
    if os.geteuid():
        return None
    try:
        return pwd.getpwnam("nobody").pw_uid
    except KeyError:
        return _NOBODY


def hand_over(*paths: Path) -> None:
    """Make the paths, and everything below them, belong to whoever servers run as."""
    user = server_user()
    if user is None:
        return
    for path in paths:
        for below in (path, *path.rglob("*")):
            shutil.chown(below, user, user)


def owned_folder(path: Path) -> Path:
    """Make a folder for a server alone, if need be; answers its full path."""
    path = path.resolve()
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o700)
    hand_over(path)
    return path


@contextmanager
def passing_folder(prefix: str) -> Iterator[Path]:
    """A folder for a server alone that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as name:
        yield owned_folder(Path(name))
