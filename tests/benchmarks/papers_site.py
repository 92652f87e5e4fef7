"""A passing portal with the demo's content: made once, copied, served, asked, and told what to do by its commands."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.benchmarks.document import ROOT
from tests.benchmarks.serving import Served, surroundings


class Site:
    """A portal whose data lie in a folder that whoever makes it takes away again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def settings(self) -> dict[str, str]:
        """The variables by which a program finds this portal."""
        found = {"PORTAL_DATA_DIR": str(self.folder), "DJANGO_SETTINGS_MODULE": "portal.settings.local"}
        # What a killed program leaves in its folder for passing files goes with the portal.
        return found | {"PYTHONUNBUFFERED": "1", "TMPDIR": str(self.folder.parent)}

    def prepare(self) -> None:
        """Set it up with the demo's content, do what is left to a worker, and open it to this process as well."""
        self.folder.mkdir(parents=True)
        self.run("manage.py", "prepare")
        self.run("manage.py", "work", "--until-idle")
        os.environ.update(self.settings)
        import django

        django.setup()

    def copied(self, name: str) -> Site:
        """Another portal that is the same until somebody changes it."""
        return Site(Path(shutil.copytree(self.folder, self.folder.with_name(name))))

    @contextmanager
    def started(self, *arguments: str) -> Iterator[subprocess.Popen[str]]:
        """A program of ours: what follows the interpreter on its command line. Leaving the block kills it (-9)."""
        program = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=surroundings(self.settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            yield program
        finally:
            if program.poll() is None:
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()
            if program.stdout:
                program.stdout.close()

    def run(self, *arguments: str) -> list[str]:
        """Let a program of ours run to its end; the lines it said. Raises RuntimeError when it fails."""
        with self.started(*arguments) as program:
            said, _nothing = program.communicate()
        if program.returncode:
            raise RuntimeError(f"{' '.join(arguments)} ended with {program.returncode}:\n{said[-3000:]}")
        return said.splitlines()

    def served(self) -> Served:
        """The portal as ``make run`` serves it, worker and all."""
        command = [sys.executable, "-m", "portal.launcher", "run", "--port", "{port}"]
        return Served(command, ROOT, self.folder / "served.log", self.settings)

    def number(self, question: str) -> int:
        """The one number that its database answers to a question, from outside of it."""
        address = f"{(self.folder / 'portal.sqlite3').as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=20)) as database:
            return int(database.execute(question).fetchone()[0])

    def wait_while(self, question: str, seconds: float) -> float:
        """Wait while a question's number is above nought; answers the seconds. Raises TimeoutError after so many."""
        began = time.monotonic()
        while self.number(question):
            if time.monotonic() - began > seconds:
                raise TimeoutError(f"After {seconds:.0f} s still not nought: {question}")
            time.sleep(0.5)
        return time.monotonic() - began


#: Files whose text is not taken yet, and changes that the index has not been told.
ON_THE_WAY = "SELECT count(*) FROM files_portaldocument WHERE state IN ('received', 'checked', 'text-taken')"
UNTOLD = "SELECT count(*) FROM outbox_change WHERE given_up IS NULL"
