"""The commands as an administrator types them: a backup of a real database, and its restore somewhere else."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from portal.backups.databases.programs import program
from tests.conftest import MakePublication

ROOT = Path(__file__).resolve().parents[2]
KEY = "a key that only this test knows, and is long enough"
#: Types each line of arguments at the same portal, one after the other; a process for each would take too long.
_TYPING = """
import io, json, sys
import django
django.setup()
from django.core.management import call_command
from django.core.management.base import CommandError
told = []
for line in json.loads(sys.argv[1]):
    said = io.StringIO()
    try:
        call_command(*line, verbosity=0, stdout=said)
        told.append([True, said.getvalue()])
    except CommandError as error:
        told.append([False, str(error)])
print(json.dumps(told))
"""


class Portal:
    """A portal in a folder, on SQLite or on a database of PostgreSQL."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder, self.url = folder, url
        folder.mkdir()

    def type(self, *lines: Sequence[str], key: str = KEY) -> list[tuple[bool, str]]:
        """What each line of arguments came to: whether it went well, and what was said."""
        surroundings = {
            **{name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")},
            "DJANGO_SETTINGS_MODULE": "tests.drills.settings",
            "PORTAL_DATA_DIR": str(self.folder),
            "DATABASE_URL": self.url,
            "PORTAL_SEARCH_URL": "http://127.0.0.1:9" if self.url else "",
            "PORTAL_BACKUP_KEY": key,
        }
        command = [sys.executable, "-c", _TYPING, json.dumps(lines)]
        done = subprocess.run(command, cwd=ROOT, env=surroundings, text=True, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        return [(bool(well), str(said)) for well, said in json.loads(done.stdout.splitlines()[-1])]

    def ask(self, question: str) -> list[Any]:
        """The rows that its database answers."""
        if self.url:
            with psycopg.connect(self.url) as database:
                return database.execute(question).fetchall()  # type: ignore[arg-type]
        with sqlite3.connect(self.folder / "portal.sqlite3") as database:
            found = database.execute(question).fetchall()
        database.close()
        return found

    def put(self, name: str, content: bytes) -> None:
        """Store a file, as an upload does."""
        place = self.folder / "files" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)

    def get(self, name: str) -> bytes:
        """A stored file."""
        return (self.folder / "files" / name).read_bytes()


@pytest.fixture
def sqlite_portal(make_publication: MakePublication, tmp_path: Path) -> Portal:
    """A portal with a publication and somebody who is signed in."""
    if connection.vendor != "sqlite":
        pytest.skip("Runs in the pair with SQLite.")
    make_publication("T-2026-101", text="<p>ຄຳ</p>")
    portal = Portal(tmp_path / "old")
    # Sees what the transaction of this test has written, as a backup would not.
    (portal.folder / "portal.sqlite3").write_bytes(connection.connection.serialize())
    with sqlite3.connect(portal.folder / "portal.sqlite3") as database:
        database.execute("INSERT INTO django_session VALUES ('signed-in-here', 'a secret', '2099-01-01')")
    database.close()
    return portal


@pytest.fixture
def empty_database(portal: None) -> Iterator[str]:
    """A database beside that of this run: its address."""
    with _database("restored") as new:
        yield new


@pytest.fixture
def copied_database(portal: None) -> Iterator[str]:
    """A database with all that is in that of this run, of which nothing is to be written to for good."""
    with _database("copied") as new:
        dump = [program("pg_dump", 0)[0], "--format=custom", address(str(connection.settings_dict["NAME"]))]
        content = subprocess.run(dump, capture_output=True, check=True).stdout
        subprocess.run([program("pg_restore", 0)[0], f"--dbname={new}"], input=content, check=True)
        yield new


@contextmanager
def _database(what: str) -> Iterator[str]:
    if connection.vendor != "postgresql":
        pytest.skip("Runs in the pair with PostgreSQL.")
    name = f"{connection.settings_dict['NAME']}_{what}"
    with psycopg.connect(address("postgres"), autocommit=True) as administrator:
        administrator.execute(f'CREATE DATABASE "{name}"'.encode())
        yield address(name)
        administrator.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def address(database: str) -> str:
    """Of a database on the server of this run."""
    about = connection.settings_dict
    return f"postgresql://{about['USER']}@/{database}?host={about['HOST'].replace('/', '%2F')}"


class SqliteTests:
    def test_what_is_restored_is_what_was_and_whatever_does_not_fit_is_refused_before(
        self, sqlite_portal: Portal, tmp_path: Path
    ) -> None:
        sqlite_portal.put("documents/guide.pdf", b"%PDF a guide")
        folder, log = str(tmp_path / "backup"), str(tmp_path / "log.jsonl")
        made, logged, again = sqlite_portal.type(["backup", folder], ["export_log", log], ["backup", folder])
        assert made[0], made
        assert logged[0], logged
        assert (again[0], "is not empty" in again[1]) == (False, True)
        assert sqlite_portal.ask("SELECT files, is_closed FROM backups_backup") == [(1, 1)]
        damaged = tmp_path / "damaged"
        shutil.copytree(folder, damaged)
        with (damaged / "files/00000001.closed").open("r+b") as part:
            part.seek(60)
            part.write(b"\x00\x01")

        new = Portal(tmp_path / "new")
        (wrong,) = new.type(["restore", folder], key="another key that is long enough, and is not right")
        assert "under another key" in wrong[1]
        new.put("letter.txt", b"dear")
        in_the_way, *_rest = new.type(["restore", folder])
        assert "letter.txt" in in_the_way[1]
        shutil.rmtree(new.folder / "files")
        changed, restored, twice = new.type(
            ["restore", str(damaged)], ["restore", folder, "--log", log], ["restore", folder]
        )
        assert "changed or cut off" in changed[1]
        assert restored[0], restored
        assert "texts indexed" in restored[1]
        assert "There is a database already" in twice[1]
        self._compare(sqlite_portal, new)

    def _compare(self, old: Portal, new: Portal) -> None:
        for table in ("wagtailcore_page", "resources_toolpage", "members_body", "markings_marking"):
            assert new.ask(f"SELECT * FROM {table}") == old.ask(f"SELECT * FROM {table}"), table
        assert new.get("documents/guide.pdf") == b"%PDF a guide"
        assert old.ask("SELECT session_key FROM django_session") == [("signed-in-here",)]
        assert new.ask("SELECT * FROM django_session") == []
        assert b"signed-in-here" not in (new.folder / "portal.sqlite3").read_bytes()
        assert new.ask("SELECT name FROM sqlite_master WHERE name = 'balai_restore'") == []
        assert new.ask("SELECT action FROM audit_entry ORDER BY id DESC LIMIT 1") == [("backup.restored",)]


class PostgresqlTests:
    def test_what_is_restored_is_what_was_and_whatever_does_not_fit_is_refused_before(
        self, copied_database: str, empty_database: str, tmp_path: Path
    ) -> None:
        old = Portal(tmp_path / "old", copied_database)
        old.put("documents/guide.pdf", b"%PDF a guide")
        folder = str(tmp_path / "backup")
        (made,) = old.type(["backup", folder])
        assert made[0], made

        other_kind = Portal(tmp_path / "other")
        (crossed,) = other_kind.type(["restore", folder])
        assert "move_database" in crossed[1]
        new = Portal(tmp_path / "new", empty_database)
        # A restore that was killed: its mark, half of a table, and a file.
        with psycopg.connect(empty_database) as half:
            half.execute("CREATE TABLE balai_restore (identity text NOT NULL)")
            half.execute("INSERT INTO balai_restore VALUES ('killed')")
            half.execute("CREATE TABLE audit_entry (id bigint)")
        new.put("documents/guide.pdf", b"%PDF a gu")
        restored, twice = new.type(["restore", folder, "--without-index"], ["restore", folder])
        assert restored[0], restored
        assert "is not empty" in twice[1]
        for table in ("wagtailcore_page", "members_body", "markings_marking", "django_migrations"):
            assert new.ask(f"SELECT * FROM {table} ORDER BY id") == old.ask(f"SELECT * FROM {table} ORDER BY id"), table
        assert new.get("documents/guide.pdf") == b"%PDF a guide"
        assert new.ask("SELECT to_regclass('balai_restore')") == [(None,)]
