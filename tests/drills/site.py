"""A made portal on servers of its own: PostgreSQL, Elasticsearch, publications, a web server, workers.

Everything lies below a passing folder and ends with the block, whatever ended it. What needs the portal's own code
(making, changing and comparing publications) runs in processes beside the drill, which knows only addresses.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import psycopg

from portal.launcher.children import Child, Children
from portal.launcher.servers.elasticsearch import SearchCluster
from portal.launcher.servers.ports import free_ports
from portal.launcher.servers.postgresql import Postgresql
from tests.drills.outcome import DrillStoppedError, step

ROOT = Path(__file__).resolve().parents[2]
DATABASE, PREFIX = "drill", "drill"
#: Seconds until something that was started has to answer, on a machine that does other work as well.
PATIENCE = 180.0
_LAST_WORDS = 3000
_FIRST_WORDS = 6000


class Site:
    """A portal with its servers.

    Args:
        nodes: of Elasticsearch.
        publications: that writers change; those that readers ask for are there beside them.
        durable: whether the database writes as a production one does.
    """

    def __init__(self, *, nodes: int, publications: int, durable: bool) -> None:
        self._children = Children(ROOT)
        self.nodes, self._publications, self._durable = nodes, publications, durable
        self._left = contextlib.ExitStack()
        self._started = 0
        self.port = 0
        #: Variables that differ from those of this portal: while set, programs are those of another one beside it.
        self.around: Mapping[str, str] = {}
        #: How the publications that nobody changes are asked for; see ``library``.
        self.standing: list[dict[str, str]] = []

    def __enter__(self) -> Site:
        with contextlib.ExitStack() as started:
            self.folder = Path(started.enter_context(tempfile.TemporaryDirectory(prefix="balai-drill-")))
            with step("servers"):
                self.database = started.enter_context(Postgresql(durable=self._durable))
                self.cluster = started.enter_context(SearchCluster(self.nodes))
            started.callback(self._children.end_all)
            with step("a portal that is set up"):
                self._set_up()
            with step("publications, and their index"):
                self._fill()
            self._left = started.pop_all()
        return self

    def __exit__(self, *exception: object) -> None:
        self._left.close()

    # What runs --------------------------------------------------------------------------------------------------

    def start(self, name: str, *arguments: str) -> Running:
        """Start a program of ours in the portal's surroundings: what follows the interpreter on its command line."""
        self._started += 1
        said = self.folder / f"{self._started:03}-{name}.log"
        command = [sys.executable, *arguments]
        return Running(self._children.start(name, command, self.surroundings, output=said), said, self._children)

    def manage(self, *arguments: str) -> str:
        """Run a command of the portal to its end; answers what it said. Raises DrillStoppedError when it fails."""
        running = self.start(arguments[0], "manage.py", *arguments)
        if code := running.wait():
            raise DrillStoppedError(f"manage.py {' '.join(arguments)} ended with {code}:\n{running.last_words()}")
        return running.words()

    def told(self, module: str, *arguments: str) -> Any:
        """Run a module of the drills to its end; answers what it told in JSON."""
        return self.start(module.rpartition(".")[2], "-m", module, *arguments).told()

    def start_web_server(self) -> Running:
        """Two processes of four threads, as ``make run`` has them; waits for the first page."""
        (self.port,) = free_ports(1)
        options = [f"--bind=127.0.0.1:{self.port}", "--workers=2", "--threads=4", "--worker-class=gthread", "--preload"]
        web = self.start("web", "-m", "gunicorn", "portal.wsgi", *options, "--log-level=warning")
        self.wait_until("the web server answers", lambda: self._answers(web))
        return web

    def start_worker(self, *options: str) -> Running:
        """A worker; waits until it says that it works."""
        worker = self.start("worker", "manage.py", "work", *options)
        self.wait_until("the worker works", lambda: "runs tasks" in worker.words() or worker.require_running())
        return worker

    @contextlib.contextmanager
    def beside(self, **around: str) -> Iterator[None]:
        """Start programs for another portal on these servers, or on none of them, until the block ends."""
        before, self.around = self.around, around
        try:
            yield
        finally:
            self.around = before

    def told_of_failures(self) -> str:
        """Where programs said that something failed: from the first traceback of each on, under its name."""
        told = []
        for said in sorted(self.folder.glob("*.log")):
            _before, trace, after = said.read_text(encoding="utf-8", errors="replace").partition("Traceback")
            if trace:
                told.append(f"--- {said.stem}\n{trace}{after[:_FIRST_WORDS]}")
        return "\n".join(told)

    def end_all(self) -> None:
        """End every program that was started, but not the servers."""
        self._children.end_all()

    # What is asked ----------------------------------------------------------------------------------------------

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """What the database answers to a question, or an empty list to a statement without rows."""
        with psycopg.connect(self._address(), autocommit=True) as connection:
            cursor = connection.execute(question.encode())
            return cursor.fetchall() if cursor.description else []

    def number(self, question: str) -> int:
        """The one number that is the answer."""
        return int(self.rows(question)[0][0])

    def waiting(self) -> int:
        """How many changes wait in the outbox."""
        return self.number("SELECT count(*) FROM outbox_change WHERE given_up IS NULL")

    def ask_engine(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """What the first node that answers says. Raises OSError when none does."""
        data = json.dumps(body).encode() if body is not None else None
        failed: OSError = ConnectionError("No node runs.")
        for node in self.cluster.nodes:
            if not node.is_running:
                continue
            try:
                asked = urllib.request.Request(f"{node.url}{path}", data, {"Content-Type": "application/json"})
                with urllib.request.urlopen(asked, timeout=10) as answer:
                    return json.loads(answer.read())
            except OSError as error:
                failed = error
        raise failed

    def wait_until(
        self, what: str, holds: Callable[[], object], seconds: float = PATIENCE, pause: float = 0.1
    ) -> float:
        """Wait until something holds; answers the seconds that took. Raises DrillStoppedError when it takes longer."""
        began = time.monotonic()
        while not holds():
            if time.monotonic() - began > seconds:
                raise DrillStoppedError(f"In vain waited {seconds:.0f} s until {what}.")
            time.sleep(pause)
        return time.monotonic() - began

    def drained(self, seconds: float = 3 * PATIENCE) -> float:
        """Wait until no change waits any more; answers the seconds that took."""
        return self.wait_until("the outbox was empty", lambda: not self.waiting(), seconds)

    # How it is made ---------------------------------------------------------------------------------------------

    @property
    def surroundings(self) -> dict[str, str]:
        """The variables by which a program finds this portal; whatever else is set for another one is taken away."""
        others = {name: "" for name in os.environ if name.startswith(("PORTAL_", "DJANGO_"))}
        return {
            **others,
            "DJANGO_SETTINGS_MODULE": "tests.drills.settings",
            "PORTAL_DATA_DIR": str(self.folder / "data"),
            "DATABASE_URL": self._address(),
            "PORTAL_SEARCH_URL": ",".join(self.cluster.urls[: self.nodes]) if self.nodes else "",
            "PORTAL_SEARCH_PREFIX": PREFIX,
            "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": str(ROOT),
            **self.around,
        }

    def _address(self) -> str:
        return self.database.url(DATABASE)

    def _set_up(self) -> None:
        with psycopg.connect(self.database.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {DATABASE}".encode())
        self.manage("migrate", "--verbosity=0")
        self.manage("set_up")

    def _fill(self) -> None:
        self.standing = self.told("tests.drills.library", str(self._publications))
        self.manage("rebuild_index", "--verbosity=0")
        # What was written before there was an index is in it now; a worker sends it once more and settles down.
        worker = self.start_worker()
        self.drained()
        worker.ask_to_end()
        worker.wait()

    def _answers(self, web: Running) -> bool:
        web.require_running()
        with contextlib.suppress(OSError):
            asked = urllib.request.Request(f"http://127.0.0.1:{self.port}/en/", headers={"Host": "localhost"})
            with urllib.request.urlopen(asked, timeout=30):
                return True
        return False


class Running:
    """A program that was started, and what it says."""

    def __init__(self, child: Child, said: Path, children: Children) -> None:
        self.child, self._said, self._children = child, said, children

    def words(self) -> str:
        """What it has said so far."""
        return self._said.read_text(encoding="utf-8", errors="replace") if self._said.exists() else ""

    def last_words(self) -> str:
        """The end of that."""
        return self.words()[-_LAST_WORDS:]

    def require_running(self) -> bool:
        """False, so that it may stand at the end of a condition. Raises DrillStoppedError when it has ended."""
        if self.child.process.poll() is not None:
            raise DrillStoppedError(f"The {self.child.name} ended by itself:\n{self.last_words()}")
        return False

    @property
    def has_ended(self) -> bool:
        """Whether it is gone."""
        return self.child.process.poll() is not None

    def wait(self, seconds: float = 600.0) -> int:
        """Wait for its end; answers its exit code."""
        try:
            return self.child.process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise DrillStoppedError(f"The {self.child.name} took longer than {seconds:.0f} s.") from None

    def told(self, seconds: float = 600.0) -> Any:
        """Wait for its end; answers the JSON of its last line. Raises DrillStoppedError when it failed."""
        if self.wait(seconds):
            raise DrillStoppedError(f"The {self.child.name} failed:\n{self.last_words()}")
        return json.loads(self.words().splitlines()[-1])

    def kill(self) -> None:
        """End it, and all that it started, as a power cut does."""
        self._children.end(self.child, number=signal.SIGKILL, afterwards=0)

    def ask_to_end(self) -> None:
        """Ask it to finish what it is at and end."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.child.process.pid, signal.SIGTERM)


def signal_nodes(cluster: SearchCluster, number: int, only: Sequence[int] = ()) -> None:
    """Send a signal to every process of these nodes, or of all that run."""
    for node in cluster.nodes:
        if node.is_running and (not only or node.number in only):
            os.killpg(node.process_number, number)
