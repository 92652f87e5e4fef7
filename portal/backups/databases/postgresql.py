"""PostgreSQL: ``pg_dump`` of one snapshot that is counted at the same time, and ``pg_restore`` into an empty database.

The snapshot is that of a transaction of ours; it is handed to ``pg_dump`` by its name, so that what is dumped and what
is counted are the same rows. Passwords go to the programs in a file that only its owner reads.
"""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, cast

from django.core.management.base import CommandError
from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from portal.backups.databases.kinds import EMPTIED, MARK
from portal.backups.databases.programs import program
from portal.backups.databases.sqlite import drop_mark, told_by_mark
from portal.backups.shelf import pieces_of
from portal.moving import target

#: What the programs are told of our connection.
_TOLD = ("sslmode", "sslrootcert", "sslcert", "sslkey", "target_session_attrs", "connect_timeout")
_LAST_WORDS = 600
_AT_ONCE = 200
_FUNCTIONS = (
    "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace"
    " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
)


class PostgresqlSnapshot:
    """What a transaction of ours sees until the end of the block."""

    path = "database.dump"

    def __init__(self, name: str, scratch: Path) -> None:
        self._name, self._scratch = name, scratch
        self.dumped_by = 0

    def content(self) -> Iterator[bytes]:
        """What ``pg_dump`` tells of this snapshot, in its own form."""
        dump, self.dumped_by = program("pg_dump", _server_release())
        options = ["--format=custom", f"--snapshot={self._name}", f"--exclude-table=*.{MARK}"]
        options += [f"--exclude-table-data=*.{table}" for table in EMPTIED]
        with _address(self._scratch) as address, tempfile.TemporaryFile() as said:
            command = [dump, *options, f"--dbname={address}"]
            with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said) as dumping:
                try:
                    yield from pieces_of(cast(IO[bytes], dumping.stdout))
                except BaseException:
                    dumping.kill()
                    raise
            if dumping.returncode:
                raise CommandError(f"pg_dump failed: {_last_words(said)}")

    def tables(self) -> list[str]:
        """Those that the code knows and the database has."""
        return [table for table in target.tables() if table not in EMPTIED]

    def columns(self, table: str) -> list[str]:
        """In the order in which they were made."""
        return [column.name for column in target.columns(table)]

    def rows(self, table: str) -> Iterator[Sequence[str | None]]:
        """As PostgreSQL tells them."""
        return target.told(table, target.columns(table))

    def values(self, table: str, columns: Sequence[str], where: str = "") -> Iterator[Sequence[object]]:
        """As the driver has them."""
        named = ", ".join(f'"{column}"' for column in columns)
        with transaction.atomic(), connection.chunked_cursor() as cursor:
            cursor.execute(f'SELECT {named} FROM "{table}" {where}')
            while rows := cursor.fetchmany(_AT_ONCE):
                yield from rows

    def migrations(self) -> list[tuple[str, str]]:
        """Every migration that was applied."""
        return sorted(target.migrations())


@contextlib.contextmanager
def postgresql_snapshot(scratch: Path) -> Iterator[PostgresqlSnapshot]:
    """Hold a snapshot for the block. Nobody waits for it."""
    if told_by_mark():
        raise CommandError("A restore into this database has not come to its end: start manage.py restore again.")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (name,) = cursor.fetchone()
        yield PostgresqlSnapshot(name, scratch)


class PostgresqlHome:
    """The database that ``DATABASE_URL`` names."""

    def require_empty(self) -> None:
        """Raise CommandError for a database that holds anything but the mark of a restore."""
        names = connection.introspection.table_names()
        if names and MARK not in names:
            raise CommandError(
                "The database that DATABASE_URL names is not empty. A restore goes into an empty place: make a new"
                " database for it, and name that."
            )

    def begun(self) -> str:
        """What the mark says."""
        return told_by_mark()

    def load(self, pieces: Iterable[bytes], identity: str, dumped_by: int) -> None:
        """Hand it to ``pg_restore``, all of it in one transaction."""
        restoring, _release = program("pg_restore", dumped_by)
        self.undo()
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE {MARK} (identity text NOT NULL)")
            cursor.execute(f"INSERT INTO {MARK} VALUES (%s)", [identity])
        options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
        with tempfile.TemporaryDirectory() as scratch, _address(Path(scratch)) as address:
            _pour([restoring, *options, f"--dbname={address}"], pieces)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def columns(self, table: str) -> list[str]:
        """In the order in which they were made."""
        return [column.name for column in target.columns(table)]

    def rows(self, table: str) -> Iterator[Sequence[str | None]]:
        """As those of the snapshot."""
        return target.told(table, target.columns(table))

    def end(self) -> None:
        """Take the mark away."""
        drop_mark()

    def undo(self) -> None:
        """Drop every table, and every function of ours, whatever made them; the database itself stays."""
        with transaction.atomic(), connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'DROP TABLE IF EXISTS "{table}" CASCADE')
            cursor.execute(_FUNCTIONS)
            for (function,) in cursor.fetchall():
                cursor.execute(f"DROP FUNCTION IF EXISTS {function} CASCADE")


def _pour(command: list[str], pieces: Iterable[bytes]) -> None:
    """Give all of it to a program. Raises CommandError with its last words."""
    with tempfile.TemporaryFile() as said:
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said) as taking:
            into = cast(IO[bytes], taking.stdin)
            try:
                # It may end before all is said: its exit code tells why.
                with contextlib.suppress(BrokenPipeError):
                    for piece in pieces:
                        into.write(piece)
                with contextlib.suppress(BrokenPipeError):
                    into.close()
            except BaseException:
                taking.kill()
                raise
        if taking.returncode:
            raise CommandError(f"pg_restore failed: {_last_words(said)}")


@contextlib.contextmanager
def _address(scratch: Path) -> Iterator[str]:
    """How a program reaches the database of this portal."""
    about: dict[str, Any] = connection.settings_dict
    names = {"host": "HOST", "port": "PORT", "user": "USER", "dbname": "NAME"}
    told: dict[str, Any] = {name: str(about[key]) for name, key in names.items() if about[key]}
    told |= {name: about["OPTIONS"][name] for name in _TOLD if name in about["OPTIONS"]}
    with tempfile.TemporaryDirectory(dir=scratch, prefix=".backup-") as passing:
        if about["PASSWORD"]:
            password = str(about["PASSWORD"]).replace("\\", "\\\\").replace(":", "\\:")
            file = Path(passing) / "password"
            file.touch(mode=0o600)
            file.write_text(f"*:*:*:*:{password}\n", encoding="utf-8")
            told["passfile"] = str(file)
        yield make_conninfo(**told)


def _server_release() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def _last_words(said: IO[bytes]) -> str:
    said.seek(0)
    words = said.read().decode("utf-8", "replace").strip()
    return words[-_LAST_WORDS:] or "it gave no reason."
