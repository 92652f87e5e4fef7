"""What stands in the way of a start is said in one sentence, with exit 1."""

from __future__ import annotations

import ast
import importlib.util
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from portal.launcher import trouble
from portal.launcher.__main__ import main, too_old
from portal.launcher.tasks import data_folder, run_task

ROOT = Path(__file__).resolve().parent.parent.parent


def one_sentence(capsys: pytest.CaptureFixture[str]) -> str:
    """What was said, which must be one line on the error stream and nothing else."""
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


class OldPythonTests:
    """A Python that cannot run the portal can still say so."""

    @pytest.mark.parametrize("version", [(3, 6, 15), (3, 8, 18), (3, 10, 13)])
    def test_an_old_python_is_told_what_is_needed(
        self, version: tuple[int, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(sys, "version_info", version)
        assert main() == 1
        said = one_sentence(capsys)
        assert "Python 3.11 or newer" in said
        assert f"Python {version[0]}.{version[1]}:" in said

    def test_a_new_python_hears_nothing(self) -> None:
        assert too_old((3, 11, 0)) == too_old((3, 14, 1)) == ""

    def test_the_first_file_holds_only_what_python_3_8_can_read(self) -> None:
        for name in ("portal/__init__.py", "portal/launcher/__init__.py", "portal/launcher/__main__.py"):
            ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 8))


class MissingModuleTests:
    """Debian's Python comes without the module that makes environments."""

    @pytest.mark.parametrize("missing", ["venv", "ensurepip"])
    def test_a_missing_module_is_named_with_the_remedy(self, missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
        real = importlib.util.find_spec
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == missing else real(name))
        with pytest.raises(trouble.TroubleError, match=f"module {missing}.*python3-venv"):
            trouble.require_venv_module()


class PortTests:
    """The port is looked at before anything is installed."""

    def test_a_port_in_use_is_named_with_another_one(self, capsys: pytest.CaptureFixture[str]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            assert run_task(["run", "--port", str(port)], ROOT) == 1
        said = one_sentence(capsys)
        assert f"Port {port} is in use" in said
        assert "make run PORT=" in said

    def test_a_free_port_is_taken_without_a_word(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        trouble.require_free_port(port)

    @pytest.mark.parametrize("typed", ["abc", "", "0", "65536", "-1", "8000x", "٨٠٠٠"])
    def test_what_is_no_port_is_refused(self, typed: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert run_task(["run", f"--port={typed}"], ROOT) == 1
        assert "is no port" in one_sentence(capsys)


class FolderTests:
    """The data folder is tried before anything is installed."""

    def test_a_folder_that_cannot_be_made_is_named_with_the_setting(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "file").write_text("not a folder")
        monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path / "file" / "data"))
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        assert run_task(["run", "--port", str(port)], ROOT) == 1
        said = one_sentence(capsys)
        assert str(tmp_path / "file" / "data") in said
        assert "PORTAL_DATA_DIR=" in said

    @pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a folder that not even root may write into")
    def test_a_folder_nobody_may_write_into_is_refused(self) -> None:
        with pytest.raises(trouble.TroubleError, match="Cannot write into /proc "):
            trouble.require_writable(Path("/proc"))

    def test_a_writable_folder_is_made_and_left_empty(self, tmp_path: Path) -> None:
        trouble.require_writable(tmp_path / "a" / "b")
        assert list((tmp_path / "a" / "b").iterdir()) == []

    def test_the_data_folder_is_var_unless_the_environment_names_one(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("PORTAL_DATA_DIR", raising=False)
        assert data_folder(tmp_path) == tmp_path / "var"
        monkeypatch.setenv("PORTAL_DATA_DIR", "elsewhere")
        assert data_folder(tmp_path) == tmp_path / "elsewhere"


class MakefileTests:
    """The targets, as a person finds them."""

    def test_make_alone_prints_every_target_with_what_it_does(self) -> None:
        said = subprocess.run(
            ["make", "-C", str(ROOT), "--no-print-directory"], capture_output=True, text=True, check=True
        )
        for target in ("run", "test", "check", "bench"):
            assert f"make {target} " in said.stdout
