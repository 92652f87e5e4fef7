"""The database's own refusal: whoever writes to it past the portal cannot change or delete what the log says either.

Triggers refuse every UPDATE and DELETE of entries and links, on PostgreSQL a TRUNCATE too, on SQLite the REPLACE that
would delete unseen. They are made by a migration. Who owns the database can take them away: the chain tells then what
was changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

#: The tables, each with the columns that name a row.
TABLES = {"audit_entry": ("id",), "audit_link": ("number", "entry_id")}
_REFUSAL = "The log is only ever added to."
_FUNCTION = "audit_refuse"
_BODY = f" BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END "


def triggers(vendor: str) -> dict[str, tuple[str, str]]:
    """The table of each trigger and the statement that makes it, by the trigger's name."""
    made = {}
    for table, names in TABLES.items():
        if vendor == "postgresql":
            for what, event, each in (
                ("kept", "UPDATE OR DELETE", "ROW"),
                ("not_emptied", "TRUNCATE", "STATEMENT"),
            ):
                statement = f"BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION {_FUNCTION}()"
                made[f"{table}_{what}"] = table, f"CREATE TRIGGER {table}_{what} {statement}"
        else:
            there = " OR ".join(f"{name} = NEW.{name}" for name in names)
            # A REPLACE deletes the row that stands in its way and calls no trigger for it.
            replaced = f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {there})"  # noqa: S608 - names of ours alone
            for what, event, when in (
                ("changed", "UPDATE", ""),
                ("deleted", "DELETE", ""),
                ("made", "INSERT", replaced),
            ):
                statement = f"BEFORE {event} ON {table} FOR EACH ROW{when}"
                end = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
                made[f"{table}_not_{what}"] = table, f"CREATE TRIGGER {table}_not_{what} {statement} {end}"
    return made


def refuse_changes(connection: Any) -> None:
    """Make the triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"CREATE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${_BODY}$$")
        for _table, statement in triggers(connection.vendor).values():
            cursor.execute(statement)


def allow_changes(connection: Any) -> None:
    """Take the triggers away."""
    with connection.cursor() as cursor:
        for name, (table, _statement) in triggers(connection.vendor).items():
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP FUNCTION IF EXISTS {_FUNCTION}()")


@contextmanager
def lifted(connection: Any) -> Iterator[None]:
    """Let the log be emptied and filled within a transaction: for a move to another database, and for tests.

    The triggers are back at the end of the block; when it fails, by the rollback. Raises RuntimeError outside a
    transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("What the log refuses is allowed within a transaction only, and there is none.")
    allow_changes(connection)
    yield
    refuse_changes(connection)


def missing(connection: Any) -> list[str]:
    """The triggers that are not there as they were made, by name."""
    there = _in_postgresql(connection) if connection.vendor == "postgresql" else _in_sqlite(connection)
    return sorted(name for name, (_table, made) in triggers(connection.vendor).items() if there.get(name) != made)


def _in_sqlite(connection: Any) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def _in_postgresql(connection: Any) -> dict[str, str]:
    """What is switched on, written as it was made; nothing where the function was made another."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, pg_get_triggerdef(t.oid, true) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
            " AND c.relnamespace = current_schema()::regnamespace AND p.proname = %s AND p.prosrc = %s",
            [_FUNCTION, _BODY],
        )
        told = dict(cursor.fetchall())
    made = triggers("postgresql")
    # PostgreSQL puts the two events in an order of its own.
    same = {name: definition.replace("DELETE OR UPDATE", "UPDATE OR DELETE") for name, definition in told.items()}
    return {name: made[name][1] if same[name] == made[name][1] else same[name] for name in same if name in made}
