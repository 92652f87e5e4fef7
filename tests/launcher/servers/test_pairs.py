"""The pairs that tests run against."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from portal.launcher import checking
from portal.launcher.children import Children
from portal.launcher.servers import pairs
from portal.launcher.servers.pairs import PairMissingError, servers_of
from portal.launcher.trouble import TroubleError


class ServersOfTests:
    def test_the_pair_without_servers_keeps_a_developers_own_portal_out(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@/portal")
        with servers_of("sqlite+embedded", Children(tmp_path)) as found:
            assert found == {"DATABASE_URL": "", "PORTAL_SEARCH_URL": ""}

    def test_a_server_that_is_named_is_used_and_none_is_started(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        named = {"DATABASE_URL": "postgresql://tests@/tests", "PORTAL_SEARCH_URL": "http://127.0.0.1:9200"}
        for name, value in named.items():
            monkeypatch.setenv(name, value)
        with servers_of("postgresql+elasticsearch", Children(tmp_path)) as found:
            assert found == named
        with servers_of("sqlite+elasticsearch", Children(tmp_path)) as found:
            assert found == {**named, "DATABASE_URL": ""}

    def test_a_server_that_cannot_be_had_is_told_as_missing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("DATABASE_URL", raising=False)
        monkeypatch.setattr(pairs, "Postgresql", missing)
        with (
            pytest.raises(PairMissingError, match="not installed"),
            servers_of("postgresql+elasticsearch", Children(tmp_path)),
        ):
            pass

    def test_a_pair_that_is_not_supported_is_refused_with_those_that_are(self, tmp_path: Path) -> None:
        with (
            pytest.raises(TroubleError, match=r"sqlite\+embedded"),
            servers_of("postgresql+embedded", Children(tmp_path)),
        ):
            pass


def missing(**_how: Any) -> Any:
    raise TroubleError("PostgreSQL is not installed.")


class MakeTestTests:
    """``make test`` where a server is missing."""

    @pytest.fixture(autouse=True)
    def without_servers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        @contextmanager
        def none(_pair: str, _children: Children) -> Any:
            raise PairMissingError("PostgreSQL is not installed.")
            yield

        class Ready:
            python = "python"

        monkeypatch.setattr(checking, "servers_of", none)
        monkeypatch.setattr(checking, "_ready", lambda _root, _children: Ready())

    def test_a_laptop_leaves_the_pair_out_and_says_why(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.delenv("CI", raising=False)
        assert checking.test(tmp_path, Children(tmp_path), [], "postgresql+elasticsearch") == 0
        assert "left out. PostgreSQL is not installed." in capsys.readouterr().out

    def test_continuous_integration_fails(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CI", "true")
        with pytest.raises(TroubleError, match="PostgreSQL is not installed"):
            checking.test(tmp_path, Children(tmp_path), [], "postgresql+elasticsearch")
