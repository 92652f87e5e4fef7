"""Worker processes under test: a site in a folder of its own, seen only through its files and its database.

The database is that of the pair the tests run for: a file in the folder, or one of the PostgreSQL's databases.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent.parent
ENQUEUE = "import json, sys, django; django.setup(); from tests.work.sample import tasks; "
ENQUEUE += "getattr(tasks, sys.argv[1]).enqueue(*json.loads(sys.argv[2]))"


#: The PostgreSQL of this run; empty where the pair has none.
SERVER = os.environ.get("DATABASE_URL", "")


class SiteInFolder:
    """A database, marks, and the workers that were started on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = f"work_{secrets.token_hex(8)}"
        self.marks = folder / "marks"
        self.gate = folder / "gate"
        self.workers: list[subprocess.Popen[str]] = []

    @property
    def environment(self) -> dict[str, str]:
        mine = {"DJANGO_SETTINGS_MODULE": "tests.work.alone", "WORK_TEST_FOLDER": str(self.folder)}
        own = {"WORK_TEST_DATABASE": self.database} if SERVER else {}
        return os.environ | mine | own | {"PYTHONPATH": str(ROOT)}

    def make_tables(self) -> None:
        if SERVER:
            tell_server(f"CREATE DATABASE {self.database}")
        command = [sys.executable, "-m", "django", "migrate", "--run-syncdb", "-v0"]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True)

    def copy_to(self, folder: Path) -> SiteInFolder:
        copy = SiteInFolder(folder)
        if SERVER:
            tell_server(f"CREATE DATABASE {copy.database} TEMPLATE {self.database}")
        for path in self.folder.glob("portal.sqlite3*"):
            shutil.copy(path, folder)
        return copy

    def enqueue(self, task: str, *args: str) -> None:
        command = [sys.executable, "-c", ENQUEUE, task, json.dumps(args)]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True)

    def start_worker(self, *options: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "django", "work", "--poll", "0.1", *options]
        pipe = subprocess.PIPE
        worker = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=pipe, stderr=pipe, text=True)
        self.workers.append(worker)
        return worker

    def end(self) -> None:
        """Leave no process and no database behind, whatever the test came to."""
        for worker in self.workers:
            worker.kill()
            worker.communicate()
        if SERVER:
            tell_server(f"DROP DATABASE IF EXISTS {self.database} WITH (FORCE)")

    def rows(self, question: str) -> list[tuple[object, ...]]:
        if SERVER:
            with psycopg.connect(SERVER, dbname=self.database) as asked:
                return asked.execute(question.encode()).fetchall()
        with sqlite3.connect(self.folder / "portal.sqlite3", timeout=20) as connection:
            return connection.execute(question).fetchall()

    def marked(self) -> list[str]:
        return self.marks.read_text(encoding="utf-8").splitlines() if self.marks.exists() else []

    def wait_until(self, holds: Callable[[], object], seconds: float = 20) -> None:
        until = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < until, f"waited {seconds} s in vain; marks: {self.marked()}"
            time.sleep(0.02)


def tell_server(statement: str) -> None:
    """Make or drop a database: what no transaction may do."""
    with psycopg.connect(SERVER, dbname="postgres", autocommit=True) as connection:
        connection.execute(statement.encode())
