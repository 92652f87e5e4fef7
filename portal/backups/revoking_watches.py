"""Watches that ended since a backup was made, and end once more after it was restored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from search.watches import actions
from search.watches.models import Watch


def end_watch(entry: Mapping[str, Any]) -> bool:
    """A watch that its reader ended: nobody is written to again who had left."""
    watch = Watch.objects.select_related("watcher").filter(token=entry["details"].get("watch", "")).first()
    if watch is None:
        return False
    actions.end(watch=watch, by=None)
    return True
