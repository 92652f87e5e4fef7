"""A portal with its demo content, prepared once for a whole run of tests and served to each process of it."""

from __future__ import annotations

import fcntl
import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
#: How long the web server may take to its first answer, in seconds; two of them may start at once.
PATIENCE = 60


class PortalOnShow:
    """A data folder and the web server on it, run as ``make run`` would: production less TLS."""

    def __init__(self, data: Path) -> None:
        self.data = data

    @property
    def _surroundings(self) -> dict[str, str]:
        # Nothing of a developer's own portal may reach this one.
        own = {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "DATABASE_URL"))}
        return own | {"DJANGO_SETTINGS_MODULE": "portal.settings.local", "PORTAL_DATA_DIR": str(self.data)}

    def prepare_once(self) -> None:
        """Make it ready to be served, unless another process of this run has done so or has failed to."""
        self.data.mkdir(parents=True, exist_ok=True)
        ready, failed = self.data / "ready", self.data / "failed"
        with (self.data / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if ready.exists():
                return
            assert not failed.exists(), f"The portal could not be prepared:\n{failed.read_text()}"
            self._take_fonts_over()
            command = [sys.executable, "manage.py", "prepare", "--accounts", str(self.data / "accounts.txt")]
            done = subprocess.run(command, cwd=ROOT, env=self._surroundings, capture_output=True, text=True)
            if done.returncode:
                failed.write_text(done.stdout + done.stderr)
            assert not done.returncode, f"The portal could not be prepared:\n{failed.read_text()}"
            ready.touch()

    def told(self, *command: str) -> str:
        """What a command of the portal prints."""
        whole = [sys.executable, "manage.py", *command]
        done = subprocess.run(whole, cwd=ROOT, env=self._surroundings, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def _take_fonts_over(self) -> None:
        """Save the cutting of fonts where ``make test`` has done it; out-of-date ones are cut again anyway."""
        cut = Path(settings.FONTS_ROOT)
        if cut.is_dir():
            shutil.copytree(cut, self.data / cut.name, dirs_exist_ok=True)

    @contextmanager
    def served(self) -> Iterator[str]:
        """Serve it on a free port of this machine; yields the address, without a slash at its end."""
        with socket.create_server(("127.0.0.1", 0)) as door:
            port = door.getsockname()[1]
            command = [sys.executable, "-m", "gunicorn", "portal.wsgi", f"--bind=fd://{door.fileno()}"]
            command += ["--worker-class=gthread", "--threads=4", "--limit-request-line=8190", "--log-level=warning"]
            server = subprocess.Popen(command, cwd=ROOT, env=self._surroundings, pass_fds=[door.fileno()])
            try:
                _await_answer(port, server)
                yield f"http://127.0.0.1:{port}"
            finally:
                server.terminate()
                server.wait(PATIENCE)


def _await_answer(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        # The door is open before anybody stands behind it: the question waits there for its answer.
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == http.client.OK:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    raise AssertionError("The web server gave no answer.")
