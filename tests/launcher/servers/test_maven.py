"""Elasticsearch comes from Maven once, and what stands in the way is told in one sentence."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from portal.launcher.children import Children
from portal.launcher.servers import maven
from portal.launcher.servers.maven import VERSION, fetch_elasticsearch, unpack
from portal.launcher.trouble import TroubleError

FAKE_MAVEN = """#!/bin/sh
for option; do case "$option" in -Dmaven.repo.local=*) repository="${option#*=}";; esac; done
echo "$@" >> "$repository/asked"
folder="$repository/org/elasticsearch/distribution/integ-test-zip/elasticsearch/%(version)s"
mkdir -p "$folder" && : > "$folder/elasticsearch-%(version)s.zip"
exit %(code)s
"""


class FetchTests:
    @pytest.fixture
    def children(self, tmp_path: Path) -> Children:
        return Children(tmp_path)

    def maven(self, folder: Path, monkeypatch: pytest.MonkeyPatch, code: int, content: bytes = b"") -> None:
        """A Maven that brings an empty archive; ``content`` is what the archive ought to hold."""
        monkeypatch.setattr(maven, "SHA256", hashlib.sha256(content).hexdigest())
        program = folder / "bin" / "mvn"
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(FAKE_MAVEN % {"version": VERSION, "code": code})
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")

    def test_it_is_fetched_once(self, children: Children, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.maven(tmp_path, monkeypatch, 0)
        assert fetch_elasticsearch(children, tmp_path) == fetch_elasticsearch(children, tmp_path)
        asked = (tmp_path / "asked").read_text()
        assert asked.count("dependency-plugin") == 1
        assert f"elasticsearch:{VERSION}:zip" in asked

    def test_another_archive_than_the_one_meant_is_taken_neither_fresh_nor_from_before(
        self, children: Children, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.maven(tmp_path, monkeypatch, 0, content=b"another")
        for _time in ("fresh", "from before"):
            with pytest.raises(TroubleError, match=r"not Elasticsearch .* Delete it"):
                fetch_elasticsearch(children, tmp_path)
        assert (tmp_path / "asked").read_text().count("dependency-plugin") == 1

    def test_a_maven_that_fails_is_told(
        self, children: Children, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.maven(tmp_path, monkeypatch, 1)
        with pytest.raises(TroubleError, match=r"lines above say why.*PORTAL_SEARCH_URL"):
            fetch_elasticsearch(children, tmp_path)

    def test_without_maven_a_sentence_says_what_to_install_or_to_set(
        self, children: Children, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(TroubleError, match=r"apt install maven.*PORTAL_SEARCH_URL"):
            fetch_elasticsearch(children, tmp_path)


class UnpackTests:
    def test_its_programs_can_be_started(self, tmp_path: Path) -> None:
        archive = tmp_path / "node.zip"
        with zipfile.ZipFile(archive, "w") as packed:
            packed.writestr(f"elasticsearch-{VERSION}/bin/elasticsearch", "#!/bin/sh\n")
        home = unpack(archive, tmp_path / "there")
        assert (home / "bin" / "elasticsearch").stat().st_mode & 0o111 == 0o111

    def test_half_an_archive_is_told_with_its_place(self, tmp_path: Path) -> None:
        archive = tmp_path / "node.zip"
        archive.write_bytes(b"PK")
        with pytest.raises(TroubleError, match=r"node\.zip is no whole archive: delete it"):
            unpack(archive, tmp_path / "there")
