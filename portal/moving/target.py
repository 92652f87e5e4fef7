"""The PostgreSQL database that is moved into, and the mark in it of how far the move has come.

The mark is a table of its own, made before anything else and taken away when everything has been compared. While it is
there no portal starts on this database, and a move that was broken off goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction

from portal.audit import permanence
from portal.moving.values import Column

MARK = "balai_move"
_LINK, _COPIED = "link ", "copied "
_AT_ONCE = 200
_COLUMNS = (
    "SELECT column_name, data_type, character_maximum_length FROM information_schema.columns"
    " WHERE table_schema = current_schema() AND table_name = %s ORDER BY ordinal_position"
)
_LINKS = (
    "SELECT r.relname, c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c"
    " JOIN pg_class r ON r.oid = c.conrelid WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace"
)
_NUMBERED = (
    "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = %s"
    " AND is_identity = 'YES'"
)
#: What is made anew, or says of the database itself how it was made.
LEFT_OUT = {"django_migrations", "caching_entry", "wagtailsearch_indexentry", MARK}


def begin() -> None:
    """Make the tables and the mark. Raises CommandError for a database that holds anything but a begun move."""
    if connection.vendor != "postgresql":
        raise CommandError(
            "Set DATABASE_URL to the PostgreSQL database to move into; the old one is found in the data folder."
        )
    tables = connection.introspection.table_names()
    if tables and MARK not in tables:
        raise CommandError(
            "The database that DATABASE_URL names is not empty. Make a new one for the portal, or name another."
        )
    if not tables:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE {MARK} (name text PRIMARY KEY, said text NOT NULL)")
    call_command("migrate", interactive=False, verbosity=0)
    _loosen()


def tables() -> list[str]:
    """The tables that are filled from the old database, in the order of their names."""
    models = apps.get_models(include_auto_created=True)
    ours = {model._meta.db_table for model in models if model._meta.managed and not model._meta.proxy}
    there = set(connection.introspection.table_names())
    return sorted((ours & there) - LEFT_OUT)


def columns(table: str) -> list[Column]:
    """The columns of a table, with their types."""
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS, [table])
        return [Column(*row) for row in cursor.fetchall()]


def migrations() -> set[tuple[str, str]]:
    """Every migration that was applied."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return set(cursor.fetchall())


def copied(table: str) -> str:
    """The digest of what was copied into a table; empty where that was not done."""
    return _said(_COPIED + table)


def fill(table: str, columns: Sequence[Column], rows: Iterable[Sequence[str | None]], digest: str) -> None:
    """Put rows into a table, in the place of all it holds, and write down that they are there: all, or none."""
    named = ", ".join(f'"{column.name}"' for column in columns)
    with transaction.atomic(), _let_be_filled(table), connection.cursor() as cursor:
        cursor.execute(f'TRUNCATE "{table}"')
        with cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
        _say(_COPIED + table, digest)


def _let_be_filled(table: str) -> AbstractContextManager[None]:
    """The log refuses to be emptied, to everybody but a move."""
    return permanence.lifted(connection) if table in permanence.TABLES else nullcontext()


def told(table: str, columns: Sequence[Column]) -> Iterator[Sequence[str | None]]:
    """Every row of a table as texts, few in memory at once."""
    named = ", ".join(column.told for column in columns)
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(f'SELECT {named} FROM "{table}"')
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from rows


def forget(table: str) -> None:
    """Have a table copied again the next time."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {MARK} WHERE name = %s", [_COPIED + table])


def number_on(table: str, highest: int) -> None:
    """Let a table give its next row a number above every one that was ever given, deleted rows included."""
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERED, [table])
        for (column,) in cursor.fetchall():
            cursor.execute(f'SELECT COALESCE(MAX("{column}"), 0) FROM "{table}"')
            last = max(cursor.fetchone()[0], highest)
            if last:
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [f'"{table}"', column, last])


def end() -> None:
    """Bring the links between tables back, each of which PostgreSQL tries, and take the mark away."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT name, said FROM {MARK} WHERE name LIKE %s", [f"{_LINK}%"])
        for name, definition in cursor.fetchall():
            _word, table, link = name.split(" ", 2)
            cursor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{link}" {definition}')
        cursor.execute(f"DROP TABLE {MARK}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _loosen() -> None:
    """Take the links between tables away, which go round in circles, and keep them in the mark until the end."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_LINKS)
        links = cursor.fetchall()
        for table, link, definition in links:
            _say(f"{_LINK}{table} {link}", definition)
            cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{link}"')


def _say(name: str, said: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {MARK} VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET said = EXCLUDED.said", [name, said]
        )


def _said(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT said FROM {MARK} WHERE name = %s", [name])
        row = cursor.fetchone()
    return row[0] if row else ""
