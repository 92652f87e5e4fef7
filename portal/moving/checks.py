"""What a PostgreSQL database must be before a portal starts on it: whole, and made as the portal needs it."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connection

from portal.moving.target import MARK


@register(Tags.database)
def no_move_is_unfinished(databases: Any = None, **_kwargs: Any) -> list[CheckMessage]:
    """Look for the mark that ``move_database`` leaves until it has compared everything."""
    if connection.vendor != "postgresql" or "default" not in (databases or ()):
        return []
    if MARK not in connection.introspection.table_names():
        return []
    return [
        Error(
            "A move into this database has not come to its end.",
            hint="Start manage.py move_database again: it goes on where it stopped.",
            id="moving.E001",
        )
    ]


@register(Tags.database)
def database_keeps_every_letter_in_its_order(databases: Any = None, **_kwargs: Any) -> list[CheckMessage]:
    """Look whether texts are kept in UTF-8, and put in order as SQLite does, whatever the country of the server."""
    if connection.vendor != "postgresql" or "default" not in (databases or ()):
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = current_database()"
        )
        encoding, order = cursor.fetchone()
    make = "CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"
    if encoding != "UTF8":
        return [Error(f"The database keeps texts in {encoding}.", hint=f"Make one in UTF-8: {make}.", id="moving.E002")]
    if order not in ("C", "POSIX") and order.lower().replace("-", "") != "c.utf8":
        return [
            Warning(
                f"The database puts texts in the order of {order}: lists will not stand as they do on other portals.",
                hint=f"Make it so, before anything is in it: {make}.",
                id="moving.W001",
            )
        ]
    return []
