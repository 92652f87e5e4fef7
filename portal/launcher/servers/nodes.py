"""One node of Elasticsearch: its folder, its configuration, its process."""

from __future__ import annotations

import http.client
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.launcher.children import Child, Children
from portal.launcher.servers.unprivileged import hand_over, owned_folder, server_user

#: Lines of a log that are shown when a node does not start.
_TAIL = 15


@dataclass
class Node:
    """A node on loopback. Its ports and its folder stay the same however often it is started."""

    number: int
    folder: Path
    http_port: int
    transport_port: int
    cluster: str
    child: Child | None = None

    @property
    def name(self) -> str:
        """What the cluster calls it."""
        return f"node-{self.number}"

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.http_port}"

    @property
    def is_running(self) -> bool:
        """Whether its process lives."""
        return self.child is not None and self.child.process.poll() is None

    @property
    def process_number(self) -> int:
        """The number of its process, whose whole group is its own; 0 where it has none."""
        return self.child.process.pid if self.child is not None else 0

    def configure(self, home: Path, seeds: Sequence[int], founders: Sequence[str]) -> None:
        """Write its configuration: the transport ports to look for others at, and who founds the cluster."""
        owned_folder(self.folder)
        config = self.folder / "config"
        if not config.exists():
            shutil.copytree(home / "config", config)
        (self.folder / "tmp").mkdir(exist_ok=True)
        settings: dict[str, object] = {
            "cluster.name": self.cluster,
            "node.name": self.name,
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
            "network.host": "127.0.0.1",
            "http.port": self.http_port,
            "transport.port": self.transport_port,
            "discovery.seed_hosts": [f"127.0.0.1:{port}" for port in seeds],
            "cluster.initial_master_nodes": list(founders),
            "xpack.security.enabled": False,
            # As a careful administrator has it: an index is made by the portal with its mapping, or not at all.
            "action.auto_create_index": False,
            # The disk of a developer is often nearly full.
            "cluster.routing.allocation.disk.threshold_enabled": False,
        }
        lines = [f"{name}: {json.dumps(value)}" for name, value in settings.items() if value != []]
        (config / "elasticsearch.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        hand_over(self.folder)

    def start(self, children: Children, home: Path, java: Path, heap: str) -> None:
        """Start its process, on whatever data lie in its folder; does not wait until it answers."""
        surroundings = {
            "ES_JAVA_HOME": str(java),
            "ES_PATH_CONF": str(self.folder / "config"),
            "ES_JAVA_OPTS": f"-Xms{heap} -Xmx{heap}",
            "ES_TMPDIR": str(self.folder / "tmp"),
        }
        command = [str(home / "bin" / "elasticsearch")]
        said = self.folder / "said.txt"
        self.child = children.start(
            f"Elasticsearch {self.name}", command, surroundings, user=server_user(), output=said
        )

    def ask(self, path: str, seconds: float = 5) -> dict[str, Any]:
        """What it answers to a GET, empty where it gives no good answer in time."""
        connection = http.client.HTTPConnection("127.0.0.1", self.http_port, timeout=seconds)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            return dict(json.loads(body)) if answer.status == http.client.OK else {}
        except (OSError, http.client.HTTPException, ValueError):
            return {}
        finally:
            connection.close()

    def last_words(self) -> str:
        """The end of what its process has said."""
        said = self.folder / "said.txt"
        lines = said.read_text(encoding="utf-8", errors="replace").splitlines() if said.exists() else []
        return os.linesep.join(lines[-_TAIL:])
