"""A made portal on one machine, as most will be: SQLite, the search in it, files in a folder, and a mail server."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from portal.launcher.children import Children
from portal.launcher.servers.ports import free_ports
from tests.drills.mail_server import MailServer
from tests.drills.outcome import DrillStoppedError, step
from tests.drills.site import ROOT, Site

_STAFF = {"PORTAL_STAFF_MAIL": "staff@drill.example"}


class SmallSite(Site):
    """A portal whose data folder may lie on a small disk of its own.

    Args:
        disk: the megabytes of that disk, in memory; 0 where it lies on the disk of the machine.
        database: a database that is set up, to begin with a copy of it; without one it is made.
        mail_seconds: how long the mail server takes over each mail.
    """

    def __init__(self, *, disk: int = 0, database: Path | None = None, mail_seconds: float = 0.02) -> None:
        super().__init__(nodes=0, publications=0, durable=True)
        self._children = Children(ROOT)
        self._disk, self._given = disk, database
        (port,) = free_ports(1)
        self.mails = MailServer(port, mail_seconds)

    def __enter__(self) -> SmallSite:
        with contextlib.ExitStack() as started:
            self.folder = Path(started.enter_context(tempfile.TemporaryDirectory(prefix="balai-drill-")))
            self.data = self.folder / "data"
            self.data.mkdir()
            if self._disk:
                self._mount()
                started.callback(subprocess.run, ["umount", "--lazy", str(self.data)], check=False)
            started.callback(self._children.end_all)
            self.mails.come()
            started.callback(self.mails.go)
            if self._given is not None:
                (self.data / "portal.sqlite3").write_bytes(self._given.read_bytes())
            else:
                with step("a portal that is set up"):
                    self.manage("migrate", "--verbosity=0")
                    self.manage("set_up")
            self._left = started.pop_all()
        return self

    def _mount(self) -> None:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={self._disk}m", "drill", str(self.data)]
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
        if done.returncode:
            raise DrillStoppedError(f"A small disk needs the rights of root: {done.stderr.strip()}")

    def fill(self, leaving: int = 0) -> None:
        """Leave so many bytes free on the small disk, by a file that belongs to nobody."""
        with (self.data / "ballast").open("ab", buffering=0) as ballast, contextlib.suppress(OSError):
            while True:
                free = self.free()
                if free <= leaving:
                    return
                ballast.write(b"\0" * min(1 << 20, free - leaving))

    def make_room(self) -> None:
        """Take that file away."""
        (self.data / "ballast").unlink(missing_ok=True)

    def free(self) -> int:
        """The bytes that are free on the disk of the data folder."""
        return shutil.disk_usage(self.data).free

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """What the database answers to a question."""
        with contextlib.closing(sqlite3.connect(self.data / "portal.sqlite3", timeout=30)) as connection:
            return connection.execute(question).fetchall()

    def do(self, question: str) -> None:
        """Change something in the database, as no part of the portal would."""
        with contextlib.closing(sqlite3.connect(self.data / "portal.sqlite3", timeout=30)) as connection, connection:
            connection.execute(question)

    @property
    def surroundings(self) -> dict[str, str]:
        """The variables by which a program finds this portal."""
        given = {**super().surroundings, "DATABASE_URL": "", "PORTAL_SEARCH_URL": "", "PORTAL_SEARCH_PREFIX": ""}
        return {**given, "PORTAL_DATA_DIR": str(self.data), "DRILL_MAIL_PORT": str(self.mails.port), **_STAFF}

    def _address(self) -> str:
        return ""
