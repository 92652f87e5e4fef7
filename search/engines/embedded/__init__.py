"""The embedded engine: SQLite FTS5 in the site's own database, written in the transaction of the content."""

from __future__ import annotations

from search.engines.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
