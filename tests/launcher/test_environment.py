"""The environment is made once, mended when it is broken, and otherwise left alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from portal.launcher.environment import DEVELOPMENT, RUNTIME, Environment
from portal.launcher.trouble import TroubleError


class Recorder:
    """Stands in for the children: notes what would be run, and plays what it would leave behind."""

    def __init__(self, folder: Path, fails: str = "") -> None:
        self.folder = folder
        self.fails = fails
        self.names: list[str] = []

    def run(self, name: str, _command: Sequence[str], _environment: Any = None) -> int:
        """Note the name; a made environment has an interpreter."""
        self.names.append(name)
        if name == "environment":
            (self.folder / "bin").mkdir(parents=True, exist_ok=True)
            (self.folder / "bin" / "python").touch()
        return int(name == self.fails)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with nothing but its requirement files."""
    (tmp_path / RUNTIME).write_text("a==1\n")
    (tmp_path / DEVELOPMENT).write_text("-r requirements.txt\nb==1\n")
    return tmp_path


def install(checkout: Path, requirements: str = RUNTIME, fails: str = "") -> list[str]:
    """Install with recorded children; answers what was run."""
    recorder = Recorder(checkout / ".venv", fails)
    Environment(checkout).install(recorder, requirements)  # type: ignore[arg-type]
    return recorder.names


class InstallationTests:
    """When what is done."""

    def test_the_first_start_makes_and_installs_and_the_second_does_nothing(self, checkout: Path) -> None:
        assert install(checkout) == ["environment", "installation"]
        assert install(checkout) == []

    def test_a_changed_file_is_installed_into_the_environment_that_is_there(self, checkout: Path) -> None:
        install(checkout)
        (checkout / RUNTIME).write_text("a==2\n")
        assert install(checkout) == ["installation"]

    def test_what_tests_need_includes_what_the_portal_needs(self, checkout: Path) -> None:
        install(checkout, DEVELOPMENT)
        assert install(checkout, RUNTIME) == []
        (checkout / RUNTIME).write_text("a==2\n")
        assert install(checkout, DEVELOPMENT) == ["installation"]

    def test_an_installation_that_failed_is_tried_again(self, checkout: Path) -> None:
        with pytest.raises(TroubleError, match="could not be installed"):
            install(checkout, fails="installation")
        assert install(checkout) == ["installation"]

    def test_an_environment_left_half_made_is_made_again(self, checkout: Path) -> None:
        with pytest.raises(TroubleError, match="could not be made"):
            install(checkout, fails="environment")
        assert install(checkout) == ["environment", "installation"]

    def test_an_environment_whose_python_is_gone_is_made_again(self, checkout: Path) -> None:
        install(checkout)
        (checkout / ".venv" / "bin" / "python").unlink()
        assert install(checkout) == ["environment", "installation"]

    def test_a_missing_file_is_said_in_a_sentence(self, checkout: Path) -> None:
        (checkout / RUNTIME).unlink()
        with pytest.raises(TroubleError, match=r"requirements\.txt cannot be read"):
            install(checkout)
