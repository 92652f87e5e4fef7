"""The cache in the data folder, which a full disk does not turn into an error of every page."""

from __future__ import annotations

import logging
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

from portal.room import is_out_of_room

logger = logging.getLogger("portal.caching")

#: What is only remembered, and can be found out again. Counts of wrong passwords and used codes are not: whoever signs
#: in while these cannot be written does not come in.
_SPARE = ("wagtail", "search.")


class DiskCache(FileBasedCache):
    """Django's own, but what is only remembered is left out while there is no room for it."""

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Remember. Raises OSError where something that counts finds no room."""
        try:
            super().set(key, value, timeout, version)
        except OSError as error:
            if not is_out_of_room(error) or not str(key).startswith(_SPARE):
                raise
            logger.warning("There is no room to remember things: the disk of the data folder is full")
