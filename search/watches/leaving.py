"""Whoever closes their account watches nothing any more."""

from __future__ import annotations

from typing import Any

from portal.members import signals
from portal.members.models import User
from search.watches.actions import end_all
from search.watches.queries import watcher_of


def connect() -> None:
    """Listen, once, at start."""
    signals.account_closed.connect(_closed, dispatch_uid="watches.account_closed")


def _closed(user: User, by: Any = None, **_told: Any) -> None:
    watcher = watcher_of(user)
    if watcher is not None:
        end_all(watcher=watcher, by=by)
