"""A portal is moved from SQLite to a real PostgreSQL, broken off in the middle, and begun again."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from portal.launcher.servers.postgresql import Postgresql
from tests.conftest import MakePublication

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def server(postgresql_server: Postgresql) -> Postgresql:
    """A server with an empty database."""
    with psycopg.connect(postgresql_server.url("postgres"), autocommit=True) as administrator:
        administrator.execute("CREATE DATABASE new_home")
    return postgresql_server


@pytest.fixture
def old(make_publication: MakePublication, tmp_path: Path) -> Path:
    """The database of a portal with publications, as a file."""
    if connection.vendor != "sqlite":
        pytest.skip("The old database is an SQLite one: this runs in that pair.")
    for number in range(3):
        make_publication(f"T-2026-10{number}", title=f"ពាក្យ {number}", text=f"<p>{'ຄຳ ' * 2000}</p>").save_revision()
    # What a commit would do, and this test does not commit.
    connection.do_what_is_left()  # type: ignore[attr-defined]
    path = tmp_path / "old.sqlite3"
    # Sees what the transaction of this test has written, as a backup would not.
    path.write_bytes(connection.connection.serialize())
    return path


class Move:
    """The command, as an administrator types it."""

    def __init__(self, server: Postgresql, old: Path) -> None:
        self.url, self.old = server.url("new_home"), old

    def start(self) -> subprocess.Popen[str]:
        """Begin, in a process of its own."""
        surroundings = {
            **os.environ,
            "DATABASE_URL": self.url,
            "PORTAL_SEARCH_URL": "http://127.0.0.1:9",
            "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        }
        command = [sys.executable, "manage.py", "move_database", "--from", str(self.old), "--without-index"]
        return subprocess.Popen(
            command, cwd=ROOT, env=surroundings, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def run(self) -> tuple[int, str]:
        """The exit code, and all that it said."""
        process = self.start()
        said, told = process.communicate(timeout=180)
        return process.returncode, said + told

    def ask(self, question: str) -> list[Any]:
        """The rows that the new database answers."""
        with psycopg.connect(self.url) as new:
            return new.execute(question).fetchall()  # type: ignore[arg-type]


def mend(old: Path, *statements: str) -> None:
    with sqlite3.connect(old) as database:
        for statement in statements:
            database.execute(statement)
    database.close()


class MoveDatabaseTests:
    def test_everything_is_there_afterwards_although_it_was_refused_and_broken_off_before(
        self, server: Postgresql, old: Path
    ) -> None:
        move = Move(server, old)
        mend(old, "UPDATE wagtailcore_page SET search_description = 'a' || char(0) WHERE id = 1")
        code, said = move.run()
        assert code == 1
        assert "wagtailcore_page, row 1, column search_description: holds the character NUL" in said
        assert move.ask("SELECT COUNT(*) FROM pages_homepage") == [(0,)]

        mend(old, "UPDATE wagtailcore_page SET search_description = '' WHERE id = 1")
        self._break_off(move)
        assert "balai_move" in str(move.ask("SELECT tablename FROM pg_tables"))

        code, said = move.run()
        assert (code, said.count("Counts and hashes of every table are the same")) == (0, 1), said
        assert "The chain of the log holds: " in said
        self._compare(move)
        code, said = move.run()
        assert code == 1
        assert "is not empty" in said

    def _break_off(self, move: Move) -> None:
        """Kill a move in the middle, at a table that somebody else holds."""
        with psycopg.connect(move.url) as holding:
            holding.execute("LOCK TABLE wagtailcore_page IN ACCESS SHARE MODE")
            process = move.start()
            until = time.monotonic() + 90
            while not move.ask("SELECT 1 FROM pg_locks WHERE NOT granted"):
                assert process.poll() is None, process.communicate()
                assert time.monotonic() < until
                time.sleep(0.1)
            process.send_signal(signal.SIGKILL)
            process.communicate()
        done = move.ask("SELECT name FROM balai_move WHERE name LIKE 'copied %'")
        assert ("copied pages_homepage",) in done
        assert ("copied wagtailcore_page",) not in done

    def _compare(self, move: Move) -> None:
        with sqlite3.connect(move.old) as database:
            for table in ("wagtailcore_page", "wagtailcore_revision", "audit_entry", "audit_link", "markings_marking"):
                (count,) = database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()
                assert count, table
                assert move.ask(f"SELECT COUNT(*) FROM {table}") == [(count,)]
            (content,) = database.execute("SELECT content FROM wagtailcore_revision ORDER BY id").fetchone()
            (highest,) = database.execute("SELECT seq FROM sqlite_sequence WHERE name = 'wagtailcore_page'").fetchone()
        database.close()
        with psycopg.connect(move.url) as new, pytest.raises(psycopg.errors.IntegrityConstraintViolation):
            new.execute("TRUNCATE audit_link")
        assert move.ask("SELECT content FROM wagtailcore_revision ORDER BY id LIMIT 1") == [(json.loads(content),)]
        assert move.ask("SELECT nextval('wagtailcore_page_id_seq')") == [(highest + 1,)], "no number is given twice"
        links = move.ask("SELECT COUNT(*), BOOL_AND(convalidated) FROM pg_constraint WHERE contype = 'f'")
        assert links[0][0] > 100
        assert links[0][1]
        assert move.ask("SELECT tablename FROM pg_tables WHERE tablename = 'balai_move'") == []
