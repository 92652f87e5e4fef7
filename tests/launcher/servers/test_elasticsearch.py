"""A cluster on loopback; its node is played by a small program, except in the pairs with Elasticsearch."""

from __future__ import annotations

import http.server
import json
import os
import re
import signal
import sys
import threading
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.launcher.children import Children
from portal.launcher.servers import elasticsearch, nodes, offering, unprivileged
from portal.launcher.servers.elasticsearch import SearchCluster
from portal.launcher.servers.maven import VERSION
from portal.launcher.trouble import TroubleError
from tests.launcher.test_children import alive

NODE = """#!/bin/sh
exec "{python}" -c '
import http.server, json, os, pathlib, sys
settings = dict(line.split(": ", 1) for line in open(os.environ["ES_PATH_CONF"] + "/elasticsearch.yml"))
if "{word}":
    sys.exit("{word}")
class Health(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        name = json.loads(settings["cluster.name"])
        self.wfile.write(json.dumps({{"timed_out": False, "cluster_name": name, "asked": self.path}}).encode())
    def log_message(self, *words): pass
http.server.HTTPServer(("127.0.0.1", int(settings["http.port"])), Health).serve_forever()
'
"""


@pytest.fixture
def played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Lets the archive hold a node that only tells its health; answers the archive."""
    archive = tmp_path / "node.zip"
    write(archive, "")
    monkeypatch.setattr(elasticsearch, "find_java", lambda: Path("/nowhere"))
    monkeypatch.setattr(elasticsearch, "fetch_elasticsearch", lambda _children: archive)
    for module in (unprivileged, nodes):
        # The Python of these tests may be for our eyes alone.
        monkeypatch.setattr(module, "server_user", lambda: None)
    yield archive


def write(archive: Path, word: str) -> None:
    with zipfile.ZipFile(archive, "w") as packed:
        script = NODE.format(python=sys.executable, word=word)
        packed.writestr(f"elasticsearch-{VERSION}/bin/elasticsearch", script)
        packed.writestr(f"elasticsearch-{VERSION}/config/jvm.options", "")


class Stranger(http.server.BaseHTTPRequestHandler):
    """Somebody else's cluster, in good health."""

    def do_GET(self) -> None:
        """Tell it."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"timed_out": false, "cluster_name": "another"}')

    def log_message(self, *words: object) -> None:
        """Say nothing."""


class SearchClusterTests:
    def test_three_nodes_know_one_another_and_are_gone_with_the_block(self, played: Path) -> None:
        with SearchCluster(3) as cluster:
            folder = cluster.node(1).folder
            config = (folder / "config" / "elasticsearch.yml").read_text()
            assert len(set(cluster.urls)) == 3
            assert all(f"127.0.0.1:{node.transport_port}" in config for node in cluster.nodes)
            assert '["node-1", "node-2", "node-3"]' in config
            numbers = [node.process_number for node in cluster.nodes]
            assert all(map(alive, numbers))
        assert not any(map(alive, numbers))
        assert not folder.exists()

    def test_a_killed_node_comes_again_in_its_place_and_one_more_joins(self, played: Path) -> None:
        with SearchCluster(2) as cluster:
            urls = cluster.urls
            cluster.kill(1)
            assert [node.is_running for node in cluster.nodes] == [False, True]
            cluster.await_health()
            cluster.start(1)
            added = cluster.node(cluster.add())
            cluster.await_health(nodes=3)
            assert cluster.urls[:2] == urls
            config = (added.folder / "config" / "elasticsearch.yml").read_text()
            assert "initial_master_nodes" not in config
            assert f"127.0.0.1:{cluster.node(1).transport_port}" in config

    def test_named_data_stay(self, played: Path, tmp_path: Path) -> None:
        with SearchCluster(folder=tmp_path / "kept") as cluster:
            (cluster.node(1).folder / "data").mkdir()
        assert (tmp_path / "kept" / "node-1" / "data").is_dir()

    def test_a_node_that_ends_by_itself_is_told_in_its_own_words(self, played: Path) -> None:
        write(played, "no memory")
        with pytest.raises(TroubleError, match=r"node-1 ended by itself. Its last words:\nno memory"), SearchCluster():
            pass

    def test_a_stranger_that_took_its_port_is_not_taken_for_it(
        self, played: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(played, "the port is taken")
        with http.server.HTTPServer(("127.0.0.1", 0), Stranger) as stranger:
            threading.Thread(target=stranger.serve_forever, daemon=True).start()
            monkeypatch.setattr(elasticsearch, "free_ports", lambda *_wanted: [stranger.server_port])
            with pytest.raises(TroubleError, match="ended by itself"), SearchCluster():
                pass
            stranger.shutdown()

    def test_the_real_one_keeps_what_it_was_told_when_it_is_stopped_and_started(self, search_cluster: object) -> None:
        with SearchCluster() as cluster:
            put(f"{cluster.urls[0]}/kept/_doc/1?refresh=true&wait_for_active_shards=1", {"w": "word"}, cluster)
            number = cluster.node(1).process_number
            cluster.stop(1)
            assert not alive(number)
            cluster.start(1)
            cluster.await_health("yellow")
            assert cluster.node(1).ask("/kept/_doc/1")["_source"] == {"w": "word"}
            folder, number = cluster.node(1).folder, cluster.node(1).process_number
        assert not alive(number)
        assert not folder.exists()


def put(url: str, document: dict[str, str], cluster: SearchCluster) -> None:
    for place, body in ((f"{cluster.urls[0]}/kept", {}), (url, document)):
        request = urllib.request.Request(place, json.dumps(body).encode(), {"Content-Type": "application/json"})
        request.get_method = lambda: "PUT"  # type: ignore[method-assign]
        urllib.request.urlopen(request, timeout=30).close()


class OfferingTests:
    """``make elasticsearch``."""

    @pytest.mark.parametrize("text", ["0", "three", "10", "-1", ""])
    def test_a_number_of_nodes_that_will_not_do_is_told(self, text: str) -> None:
        with pytest.raises(TroubleError, match="NODES="):
            offering.nodes_number(text)

    def test_it_tells_the_setting_and_says_when_a_node_was_lost_until_none_is_left(
        self, played: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        children = Children(tmp_path)
        rest, said = children.rest, [""]

        def kill_the_last_told() -> None:
            said[0] += capsys.readouterr().out
            told = re.findall(r"(node-\d): .*, process (\d+),", said[0])
            left = [number for name, number in told if f"{name} has ended" not in said[0]]
            if left and alive(int(left[-1])):
                os.killpg(int(left[-1]), signal.SIGKILL)
            rest()

        monkeypatch.setattr(children, "rest", kill_the_last_told)
        with pytest.raises(TroubleError, match="No node of Elasticsearch is left"):
            offering.offer_elasticsearch(children, "2", None)
        said[0] += capsys.readouterr().out
        assert "PORTAL_SEARCH_URL=http://127.0.0.1:" in said[0]
        assert said[0].index("node-2 has ended") < said[0].index("node-1 has ended")
