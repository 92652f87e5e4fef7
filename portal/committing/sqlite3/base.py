"""The connection to SQLite."""

from __future__ import annotations

from django.db.backends.sqlite3 import base

from portal.committing.last_work import LastWork


class DatabaseWrapper(LastWork, base.DatabaseWrapper):
    """Django's own, with work before the commit."""
