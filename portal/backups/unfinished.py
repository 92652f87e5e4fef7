"""The folder in which a backup comes to be: beside the one that was asked for, whose name it gets at the very end.

So nothing that stands under the name of a backup is half of one. What a backup that was killed has left behind is
taken away by the next one of the same name; two at once keep out of each other's way.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError

ENDING = ".unfinished"
_LOCK = ".lock"


@contextmanager
def unfinished(folder: Path) -> Iterator[Path]:
    """A new folder that becomes ``folder`` when the block ends well, and is gone when it does not.

    Raises CommandError where ``folder`` is not empty, or cannot be made.
    """
    require_free(folder)
    passing = folder.with_name(folder.name + ENDING)
    lock = folder.with_name(f".{folder.name}{_LOCK}")
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(lock, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise CommandError(f"{folder.parent} takes no backup: {error.strerror}.") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise CommandError(f"Another backup is being written to {folder} at this moment.") from None
    try:
        # Only a backup that was killed leaves it: whoever lives holds the lock.
        shutil.rmtree(passing, ignore_errors=True)
        passing.mkdir(mode=0o700)
        yield passing
        _keep(passing)
        require_free(folder)
        passing.rename(folder)
        _sync(folder.parent)
    except BaseException:
        shutil.rmtree(passing, ignore_errors=True)
        raise
    finally:
        lock.unlink(missing_ok=True)
        os.close(handle)


def require_free(folder: Path) -> None:
    """Raise CommandError unless nothing is there, or an empty folder."""
    if folder.is_mount():
        raise CommandError(f"{folder} is the whole of a disk: name a folder on it, which the backup makes itself.")
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise CommandError(f"{folder} is no folder: name one that is empty, or that is not there yet.")
    if folder.exists() and any(folder.iterdir()):
        raise CommandError(f"{folder} is not empty: name an empty folder, or one that is not there yet.")


def _keep(folder: Path) -> None:
    """See to it that every name in it is on the disk, not only what lies under the names."""
    for place, _folders, _files in os.walk(folder):
        _sync(Path(place))


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
