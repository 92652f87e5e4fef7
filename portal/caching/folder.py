"""A cache in a folder that the processes of one machine share: what can be added once is added once, and a full disk
does not turn into an error of every page.

Django's own looks whether a key is there, and then writes it. Between the two another process does the same, and both
are told that they were first: a code would serve twice, and a count of wrong passwords miss some.
"""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

from portal.room import is_out_of_room

logger = logging.getLogger("portal.caching")

#: What is only remembered, and can be found out again. Counts of wrong passwords and used codes are not: whoever signs
#: in while these cannot be written does not come in.
_SPARE = ("wagtail", "search.")


class FolderCache(FileBasedCache):
    """Django's cache of files, with a lock around adding; what is only remembered is left out on a full disk."""

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep the value unless one is there. Answers True to one caller alone, however many ask at once."""
        with self._alone():
            return bool(super().add(key, value, timeout, version))

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Remember. Raises OSError where something that counts finds no room."""
        try:
            super().set(key, value, timeout, version)
        except OSError as error:
            if not is_out_of_room(error) or not str(key).startswith(_SPARE):
                raise
            logger.warning("There is no room to remember things: the disk of the data folder is full")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else adds meanwhile: the system lets go of the lock also where its process was killed."""
        folder = Path(self._dir)  # type: ignore[attr-defined]
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Opened by each thread for itself: the lock belongs to what was opened.
        descriptor = os.open(folder / "adding.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)
