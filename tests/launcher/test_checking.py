"""``make check`` runs every check, says how each ended, and fails when one did."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from portal.launcher import checking
from portal.launcher.environment import Environment


class Programs:
    """Stands in for the children; the programs named in ``failing`` exit with 1."""

    def __init__(self, *failing: str) -> None:
        self.failing = failing
        self.names: list[str] = []

    def run(self, name: str, _command: Sequence[str], _environment: Any = None) -> int:
        """Note the name and answer the exit code."""
        self.names.append(name)
        return int(name in self.failing)


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is installed in these tests."""
    monkeypatch.setattr(Environment, "install", lambda *_arguments: None)


class CheckTests:
    """The checks as a whole."""

    def test_every_check_runs_even_after_one_that_failed(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        programs = Programs("lint")
        assert checking.check(tmp_path, programs) == 1  # type: ignore[arg-type]
        wanted = [name for name, _command in checking.checks()]
        assert programs.names == ["preparation", *wanted]
        said = capsys.readouterr().out
        assert "FAILED  lint" in said
        assert "passed  messages" in said

    def test_all_passed_is_exit_0(self, tmp_path: Path) -> None:
        assert checking.check(tmp_path, Programs()) == 0  # type: ignore[arg-type]


class TestTests:
    """The tests as the launcher runs them."""

    def test_the_exit_code_of_the_tests_is_passed_on(self, tmp_path: Path) -> None:
        assert checking.test(tmp_path, Programs("tests"), ["-k", "word"], "sqlite+embedded") == 1  # type: ignore[arg-type]
        assert checking.test(tmp_path, Programs(), [], "sqlite+embedded") == 0  # type: ignore[arg-type]
