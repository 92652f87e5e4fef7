"""The two kinds of database: what a snapshot of each is, and how it comes back."""

from __future__ import annotations

from django.db import connection

from portal.backups.databases.kinds import Home, Snapshots
from portal.backups.databases.postgresql import PostgresqlHome, postgresql_snapshot
from portal.backups.databases.sqlite import SqliteHome, sqlite_snapshot


def snapshots() -> Snapshots:
    """How a snapshot of this portal's database is taken."""
    return postgresql_snapshot if connection.vendor == "postgresql" else sqlite_snapshot


def home() -> Home:
    """The place that a database is restored into."""
    return PostgresqlHome() if connection.vendor == "postgresql" else SqliteHome()
