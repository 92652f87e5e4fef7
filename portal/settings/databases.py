"""Where the database is: SQLite in the data folder, or the PostgreSQL that ``DATABASE_URL`` names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from portal.settings.addresses import address

EXAMPLE = "postgresql://name:password@host:5432/database"
#: What may stand behind the question mark; PostgreSQL's own names.
OPTIONS = (
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "target_session_attrs",
    "connect_timeout",
    "application_name",
)
#: How long a connection serves one request after the other, in seconds, before it is made anew.
MOST_SECONDS = 300


def database(url: str, folder: Path) -> dict[str, Any]:
    """What Django's ``DATABASES`` says of the one database.

    Args:
        url: the value of ``DATABASE_URL``; empty for SQLite.
        folder: the data folder, in which SQLite's file lies.
    """
    return _postgresql(url) if url else _sqlite(folder)


def _sqlite(folder: Path) -> dict[str, Any]:
    """SQLite in WAL, every write transaction taken at once so that writers queue instead of failing."""
    return {
        "ENGINE": "portal.committing.sqlite3",
        "NAME": folder / "portal.sqlite3",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            # The last is for searching: SQLite's own two megabytes hold too few of the rows that a search goes through.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            " PRAGMA cache_size=-32000;",
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    """PostgreSQL over the network or a socket (``?host=/run/postgresql``); several hosts for a pair that takes over."""
    parts = address("DATABASE_URL", url, ("postgresql", "postgres"), EXAMPLE)
    parts.allow("host", "port", *OPTIONS)
    name = parts.path.removeprefix("/")
    if not name or "/" in name:
        raise ImproperlyConfigured(f"DATABASE_URL names no database; it has the form {EXAMPLE}.")
    hosts = ",".join(host for host, _port in parts.hosts) or parts.options.get("host", "")
    ports = ",".join(str(port or 5432) for _host, port in parts.hosts) or parts.options.get("port", "")
    return {
        "ENGINE": "portal.committing.postgresql",
        "NAME": name,
        "USER": parts.user,
        "PASSWORD": parts.password,
        "HOST": hosts,
        "PORT": ports,
        "CONN_MAX_AGE": MOST_SECONDS,
        # A server that was started anew is noticed before the next request, not by it.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 5,
            # A server that dies without a word is given up within a minute, and not after a quarter of an hour.
            "keepalives_idle": 30,
            "keepalives_interval": 10,
            "keepalives_count": 3,
            "tcp_user_timeout": 20_000,
            "application_name": "balai",
            **{key: value for key, value in parts.options.items() if key in OPTIONS},
        },
    }
