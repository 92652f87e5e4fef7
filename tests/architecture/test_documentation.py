"""Every setting, command and check is in the documentation."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from tests.architecture.test_layers import ROOT, python_files

RUN = ROOT / "docs" / "run.md"


def _variables() -> set[str]:
    found = set()
    for path in python_files():
        found |= set(re.findall(r"""["'](PORTAL_[A-Z_]+|DATABASE_URL)["']""", path.read_text(encoding="utf-8")))
    return found


def _commands() -> list[str]:
    return sorted(path.stem for path in python_files() if path.parent.name == "commands" and path.stem != "__init__")


def _checks() -> set[str]:
    found = set()
    for path in python_files():
        found |= set(re.findall(r"""id=["']([a-z_]+\.[EW]\d{3})["']""", path.read_text(encoding="utf-8")))
    return found


class DocumentationTests:
    @pytest.mark.parametrize("name", sorted(_variables()))
    def test_every_variable_of_the_environment_is_explained(self, name: str) -> None:
        assert f"`{name}`" in RUN.read_text(encoding="utf-8")

    @pytest.mark.parametrize("name", _commands())
    def test_every_command_is_explained(self, name: str) -> None:
        pages = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]
        assert any(re.search(rf"\b{name}\b", page.read_text(encoding="utf-8")) for page in pages)

    @pytest.mark.parametrize("name", sorted(_checks()))
    def test_every_check_is_explained(self, name: str) -> None:
        assert f"`{name}`" in RUN.read_text(encoding="utf-8")

    def test_the_environment_is_read_in_one_place(self) -> None:
        allowed = {"environment.py", "wsgi.py", "asgi.py"}
        for path in python_files():
            if path.name in allowed or "launcher" in path.parts or path.parent.name == "settings":
                continue
            assert "os.environ" not in path.read_text(encoding="utf-8"), path

    def test_settings_can_be_imported(self) -> None:
        assert importlib.import_module("portal.settings.test").DEMO_ALLOWED is True

    def test_documents_link_to_files_that_exist(self) -> None:
        for page in [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"]:
            for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
                assert (page.parent / Path(link)).exists(), f"{page.name} links to {link}"
