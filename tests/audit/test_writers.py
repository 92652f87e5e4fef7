"""Several processes write to the log at once, on both databases: nothing is lost, nobody locked out, the chain holds.

Eight of them with a hundred transactions each are ``make drill ONLY=audit``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from portal.launcher.servers.postgresql import Postgresql
from tests.drills.proofs import is_long

ROOT = Path(__file__).resolve().parents[2]
#: Writers and the transactions of each.
SIZE = (8, 100) if is_long() else (4, 12)


def outcome(**surroundings: str) -> dict[str, Any]:
    """What they came to."""
    command = [sys.executable, "-m", "tests.audit.writers", f"--writers={SIZE[0]}", f"--times={SIZE[1]}"]
    given = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test", "PYTHONPATH": str(ROOT), **surroundings}
    done = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    print(done.stdout.splitlines()[-1])
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def require_whole(told: dict[str, Any]) -> None:
    assert told["transactions"] == SIZE[0] * SIZE[1]
    assert (told["locked"], told["lost"], told["trouble"]) == (0, 0, ""), told
    assert told["entries"] == told["links"] > told["transactions"] / 2


class WritersTests:
    @pytest.mark.skipif(connection.vendor != "sqlite", reason="runs in that pair")
    def test_on_sqlite(self, tmp_path: Path) -> None:
        require_whole(outcome(PORTAL_DATA_DIR=str(tmp_path), DATABASE_URL=""))

    @pytest.mark.skipif(connection.vendor == "sqlite" and not is_long(), reason="runs in the pair with PostgreSQL")
    def test_on_postgresql(self, postgresql_server: Postgresql, tmp_path: Path) -> None:
        with psycopg.connect(postgresql_server.url("postgres"), autocommit=True) as administrator:
            administrator.execute("CREATE DATABASE writers")
        url = postgresql_server.url("writers")
        require_whole(outcome(PORTAL_DATA_DIR=str(tmp_path), DATABASE_URL=url, PORTAL_SEARCH_URL="http://127.0.0.1:9"))
