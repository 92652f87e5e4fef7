"""A PostgreSQL of our own, reached by a socket alone, from the start of a block to its end."""

from __future__ import annotations

import contextlib
import shutil
import signal
import time
from pathlib import Path
from urllib.parse import quote

from portal.launcher.children import Child, Children
from portal.launcher.servers.unprivileged import owned_folder, passing_folder, server_user
from portal.launcher.trouble import TroubleError

USER = "balai"
#: Where systems put the programs of the server: Debian, Fedora, macOS.
INSTALLED = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
_FIRST_ANSWER = 60.0
#: Fast and forgetful: what a power cut would lose is gone with the block anyway.
_FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgresql:
    """A server with an owner, USER, whom it lets in from this machine without a password.

    The data are gone with the block. ``durable`` lets it write as a production one does: for whoever kills it.
    Start it from the main thread: the kernel ends it when the thread that started it is gone.
    """

    def __init__(self, *, durable: bool = False, children: Children | None = None) -> None:
        self._options = {} if durable else _FORGETFUL
        self._children = children or Children(Path("/"))
        self._child: Child | None = None
        self._left = contextlib.ExitStack()

    def __enter__(self) -> Postgresql:
        with contextlib.ExitStack() as started:
            self._programs = find_programs()
            self.folder = started.enter_context(passing_folder("balai-postgresql-"))
            started.callback(self.stop)
            self._make()
            self.start()
            self._left = started.pop_all()
        return self

    def __exit__(self, *exception: object) -> None:
        self._left.close()

    def url(self, database: str = USER) -> str:
        """What ``DATABASE_URL`` is to be for a database of this server."""
        return f"postgresql://{USER}@/{database}?host={quote(str(self.folder))}"

    def start(self) -> None:
        """Start it on its data and wait until it answers. Raises TroubleError when it does not."""
        options = {"listen_addresses": "", "unix_socket_directories": str(self.folder), **self._options}
        command = [str(self._programs / "postgres"), "-D", str(self._data)]
        command += [f"--{name}={value}" for name, value in options.items()]
        self._child = self._start(command)
        until = time.monotonic() + _FIRST_ANSWER
        # The server writes into this file how far it is.
        while not self._is_ready():
            if self._child.process.poll() is not None or time.monotonic() > until:
                raise TroubleError(f"PostgreSQL gave no answer. Its last words:\n{self._last_words()}")
            self._children.rest()

    def stop(self) -> None:
        """End it in order, with every connection; its data stay for :meth:`start`."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """End it as a power cut does."""
        self._end(signal.SIGKILL)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    @property
    def _said(self) -> Path:
        return self.folder / "said.txt"

    def _make(self) -> None:
        command = [str(self._programs / "initdb"), "--pgdata", str(owned_folder(self._data)), "--username", USER]
        # Letters count as letters, and the order is that of their numbers, as in SQLite.
        command += ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        if self._children.run("PostgreSQL", command, user=server_user(), output=self._said):
            raise TroubleError(f"PostgreSQL could not be set up. Its last words:\n{self._last_words()}")

    def _start(self, command: list[str]) -> Child:
        return self._children.start("PostgreSQL", command, user=server_user(), output=self._said)

    def _is_ready(self) -> bool:
        with contextlib.suppress(OSError):
            return "ready" in (self._data / "postmaster.pid").read_text().splitlines()[-1]
        return False

    def _end(self, how: int) -> None:
        if self._child is not None:
            self._children.end(self._child, number=how)
            self._child = None

    def _last_words(self) -> str:
        return self._said.read_text(encoding="utf-8", errors="replace")[-1500:] if self._said.exists() else ""


def find_programs(installed: tuple[str, ...] = INSTALLED) -> Path:
    """The folder with the newest server's programs. Raises TroubleError when there is none."""
    folders = [found for pattern in installed for found in Path("/").glob(pattern.lstrip("/"))]
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    whole = [folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()]
    if not whole:
        raise TroubleError(
            "PostgreSQL is not installed: install it (on Debian: apt install postgresql), or point DATABASE_URL at "
            "one that runs."
        )
    return max(whole, key=_release)


def _release(folder: Path) -> int:
    digits = "".join(letter for letter in folder.parent.name if letter.isdigit())
    return int(digits or 0)
