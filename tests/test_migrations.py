"""Migrations go forwards and back, on the database of this run of the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def surroundings(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a process with an empty database of its own."""
    given = {**os.environ, "PORTAL_DATA_DIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    given["DJANGO_SETTINGS_MODULE"] = "tests.scratch_settings"
    if connection.vendor != "postgresql":
        yield given
        return
    import psycopg

    place = settings.DATABASES["default"]
    server = {"host": place["HOST"], "port": place["PORT"], "user": place["USER"], "password": place["PASSWORD"]}
    name = f"both_ways_{os.getpid()}"
    with psycopg.connect(dbname="postgres", autocommit=True, **{k: v for k, v in server.items() if v}) as master:
        master.execute(f"CREATE DATABASE {name}")
        try:
            yield {**given, "SCRATCH_DATABASE": name}
        finally:
            master.execute(f"DROP DATABASE {name} WITH (FORCE)")


class MigrationTests:
    def test_all_of_ours_can_be_taken_back_and_made_again(self, surroundings: dict[str, str]) -> None:
        command = [sys.executable, "-m", "tests.both_ways"]
        done = subprocess.run(
            command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False, timeout=900
        )

        assert done.returncode == 0, done.stderr[-2000:]
        assert done.stdout == "left: []\nmissing: []\n"
