"""An Elasticsearch of one node or several on loopback, from the start of a block to its end."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

from portal.launcher.children import Children
from portal.launcher.servers.java import find_java
from portal.launcher.servers.maven import fetch_elasticsearch, unpack
from portal.launcher.servers.nodes import Node
from portal.launcher.servers.ports import free_ports
from portal.launcher.servers.unprivileged import hand_over, owned_folder, passing_folder
from portal.launcher.trouble import TroubleError

#: How long a cluster may take to its first green, in seconds, on a machine that does other work as well.
FIRST_GREEN = 180.0
#: How long nodes may take to end by themselves.
PATIENCE = 30.0
_HTTP, _TRANSPORT = range(9200, 9210), range(9300, 9310)


class SearchCluster:
    """Nodes of one cluster, numbered from 1, each with a folder, an address and a process of its own.

    The data are gone with the block, unless a ``folder`` is named: there they stay, for another cluster of as many
    nodes. ``heap`` is each node's, as Java writes it. Where ``children`` are given, their signals end the waiting.
    Start it from the main thread: the kernel ends the nodes when the thread that started them is gone.
    """

    def __init__(
        self, nodes: int = 1, *, heap: str = "512m", folder: Path | None = None, children: Children | None = None
    ) -> None:
        self.heap = heap
        self.nodes: list[Node] = []
        self._count = nodes
        self._kept = folder
        self._children = children or Children(Path("/"), PATIENCE)
        self._left = contextlib.ExitStack()

    def __enter__(self) -> SearchCluster:
        with contextlib.ExitStack() as started:
            self._java = find_java()
            archive = fetch_elasticsearch(self._children)
            passing = started.enter_context(passing_folder("balai-elasticsearch-"))
            started.callback(self._end)
            self._home = unpack(archive, passing)
            hand_over(passing)
            self._folder = owned_folder(self._kept) if self._kept else passing
            self._start_first()
            # Kept data may wait for copies that have no node to lie on.
            self.await_health("yellow" if self._kept else "green", seconds=FIRST_GREEN)
            self._left = started.pop_all()
        return self

    def __exit__(self, *exception: object) -> None:
        self._left.close()

    @property
    def urls(self) -> tuple[str, ...]:
        """Where the nodes answer, those that are stopped too."""
        return tuple(node.url for node in self.nodes)

    def node(self, number: int) -> Node:
        """The node of this number, from 1."""
        return self.nodes[number - 1]

    def kill(self, number: int) -> None:
        """End a node as a power cut does."""
        self._end_one(number, signal.SIGKILL)

    def stop(self, number: int) -> None:
        """End a node in order; its data stay for :meth:`start`."""
        self._end_one(number, signal.SIGTERM)

    def start(self, number: int) -> None:
        """Start a node that was ended, with its data. Ask :meth:`await_health` when it is there."""
        self.node(number).start(self._children, self._home, self._java, self.heap)

    def add(self) -> int:
        """Start one node more, which joins the others; answers its number."""
        node = self._new(*free_ports(2))
        node.configure(self._home, [other.transport_port for other in self.nodes], ())
        self.nodes.append(node)
        self.start(node.number)
        return node.number

    def await_health(self, status: str = "green", *, nodes: int | None = None, seconds: float = 60) -> None:
        """Wait until a node tells this health (``yellow`` is content with green) with so many nodes, else all that run.

        Raises TroubleError when that takes longer, or a node has ended by itself.
        """
        until = time.monotonic() + seconds
        wanted = nodes or sum(node.is_running for node in self.nodes)
        question = f"/_cluster/health?wait_for_status={status}&wait_for_nodes={wanted}&timeout=1s"
        while not self._is_so(question):
            self.require_running()
            self._children.rest()
            if time.monotonic() > until:
                words = self.nodes[0].last_words()
                raise TroubleError(f"Elasticsearch was not {status} within {seconds:.0f} s. Its last words:\n{words}")

    def require_running(self) -> None:
        """Raises TroubleError when a node has ended by itself."""
        for node in self.nodes:
            if node.child is not None and not node.is_running:
                raise TroubleError(f"Elasticsearch {node.name} ended by itself. Its last words:\n{node.last_words()}")

    def _is_so(self, question: str) -> bool:
        for node in self.nodes:
            if node.is_running:
                told = node.ask(question)
                # Another cluster may have taken the port since it was found free: our own node ends then.
                return told.get("cluster_name") == node.cluster and not told.get("timed_out")
        return False

    def _start_first(self) -> None:
        ports = free_ports(self._count, _HTTP)
        others = free_ports(self._count, _TRANSPORT)
        for port, other in zip(ports, others, strict=True):
            self.nodes.append(self._new(port, other))
        for node in self.nodes:
            node.configure(self._home, others, [founder.name for founder in self.nodes])
            self.start(node.number)

    def _new(self, http_port: int, transport_port: int) -> Node:
        number = len(self.nodes) + 1
        return Node(number, self._folder / f"node-{number}", http_port, transport_port, f"balai-{os.getpid()}")

    def _end_one(self, number: int, how: int) -> None:
        node = self.node(number)
        if node.child is not None:
            self._children.end(node.child, number=how, afterwards=PATIENCE)
            node.child = None

    def _end(self) -> None:
        # Without data to keep there is nothing to be patient about.
        patience = PATIENCE if self._kept else 1.0
        self._children.end(*(node.child for node in self.nodes if node.child is not None), afterwards=patience)
        self.nodes.clear()
