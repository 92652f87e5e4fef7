"""Small rooms: files, functions and names."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.test_layers import ROOT, python_files

MOST_LINES, MOST_LINES_OF_A_FUNCTION = 350, 60
DRAWERS = {"utils", "util", "helpers", "helper", "common", "core", "misc", "services", "service"}


def _own_files() -> list[Path]:
    return [
        path for path in [*python_files(), *sorted((ROOT / "tests").rglob("*.py"))] if "migrations" not in path.parts
    ]


class SizesTests:
    @pytest.mark.parametrize("path", _own_files(), ids=lambda path: str(path.relative_to(ROOT)))
    def test_files_and_functions_are_small(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= MOST_LINES
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                assert length < MOST_LINES_OF_A_FUNCTION, f"{node.name} has {length} lines"

    @pytest.mark.parametrize("path", _own_files(), ids=lambda path: str(path.relative_to(ROOT)))
    def test_names_say_what_is_inside(self, path: Path) -> None:
        names = {*path.relative_to(ROOT).parts[:-1], path.stem}
        assert not names & DRAWERS
