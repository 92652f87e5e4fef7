"""The connection to PostgreSQL."""

from __future__ import annotations

from django.db.backends.postgresql import base

from portal.committing.last_work import LastWork


class DatabaseWrapper(LastWork, base.DatabaseWrapper):
    """Django's own, with work before the commit."""
