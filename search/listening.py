"""The one place where writing a page reaches the index: in its transaction, never after it."""

from __future__ import annotations

from search.engines import engine_named
from search.index import refresh


def on_changed(key: str) -> None:
    """Called by the registry whenever the text under this key may have changed."""
    refresh(key, engine_named())
