"""``make run``: set up what is missing, start the web server and the worker, and stay until asked to end."""

from __future__ import annotations

import http.client
import os
import time
from collections.abc import Mapping
from pathlib import Path

from portal.launcher.children import Children
from portal.launcher.environment import RUNTIME, Environment
from portal.launcher.trouble import TroubleError, port_number, require_free_port, require_writable

SETTINGS = "portal.settings.local"
#: How long the web server may take to its first answer.
FIRST_ANSWER = 90.0

_ALSO = """\
Administration:            {address}/administration/
Mails that would be sent:  {data}/mail
Commands beside it:        .venv/bin/python manage.py help

Ctrl-C stops all of it."""


def serve(root: Path, children: Children, port_text: str, data: Path) -> int:
    """Serve the portal until StoppedError. Raises TroubleError when it cannot be served, or no longer."""
    began = time.monotonic()
    os.umask(0o077)  # database, mails and files are for their owner alone
    port = port_number(port_text)
    require_free_port(port)
    require_writable(data, "PORTAL_DATA_DIR")
    environment = Environment(root)
    environment.install(children, RUNTIME)
    address = f"http://localhost:{port}"
    surroundings = {
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "PORTAL_DATA_DIR": str(data),
        "PORTAL_BASE_URL": os.environ.get("PORTAL_BASE_URL") or address,
        "PYTHONUNBUFFERED": "1",
    }
    accounts = _prepare(children, environment, surroundings, data)
    web = _web_server(environment, port)
    children.start("web server", web, surroundings)
    children.start("worker", [environment.python, "manage.py", "work"], surroundings)
    _await_first_answer(children, port)
    print(f"\nBalai is ready after {time.monotonic() - began:.0f} s: {address}\n", flush=True)
    print(accounts + _ALSO.format(address=address, data=data), flush=True)
    while True:
        children.require_all()
        children.rest()


def _prepare(children: Children, environment: Environment, surroundings: Mapping[str, str], data: Path) -> str:
    """Bring database, files and demo content up to date; answers the demo accounts, to be told at the end."""
    told = data / "demo-accounts.txt"
    command = [environment.python, "manage.py", "prepare", "--accounts", str(told)]
    if children.run("preparation", command, surroundings):
        raise TroubleError("The portal could not be prepared; the lines above say why.")
    try:
        return told.read_text(encoding="utf-8").rstrip() + "\n\n" if told.exists() else ""
    finally:
        told.unlink(missing_ok=True)


def _web_server(environment: Environment, port: int) -> list[str]:
    options = {
        "bind": f"127.0.0.1:{port}",
        "worker-class": "gthread",
        "workers": "2",
        "threads": "4",
        # The most it takes. A letter of Thai is nine bytes of an address, and there are filters beside the words.
        "limit-request-line": "8190",
        # Below the patience of the launcher, so that answers under way are finished when it ends.
        "graceful-timeout": "8",
        "log-level": "warning",
    }
    # One import for both workers: half the time to the first page.
    command = [environment.python, "-m", "gunicorn", "portal.wsgi", "--preload"]
    return command + [f"--{name}={value}" for name, value in options.items()]


def _await_first_answer(children: Children, port: int) -> None:
    until = time.monotonic() + FIRST_ANSWER
    while not _is_ready(port):
        children.require_all()
        children.rest()
        if time.monotonic() > until:
            raise TroubleError(f"The web server gave no answer within {FIRST_ANSWER:.0f} s, so the portal was stopped.")


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
