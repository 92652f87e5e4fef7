"""Imports run one way, imports inside functions included."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

#: From the bottom up. A package may import what stands on a lower line; on its own line, what ``BESIDE`` allows.
LAYERS: tuple[tuple[str, ...], ...] = (
    (
        "portal.languages",
        "portal.marking",
        "portal.attribution",
        "portal.dates",
        "portal.translated",
        "portal.warming",
        "portal.highlighting",
        "portal.probes",
        "portal.locks",
        "portal.committing",
        "portal.progress",
        "portal.room",
        "portal.version",
    ),
    ("portal.viewer", "portal.indexing"),
    ("portal.partitions",),
    ("portal.countries", "portal.audit", "portal.work", "portal.caching", "portal.exporting"),
    ("portal.retention",),
    ("portal.members", "portal.markings", "portal.metrics"),
    ("portal.access",),
    ("portal.victim_data",),
    ("portal.files", "portal.glossary", "portal.notices"),
    ("portal.pages",),
    ("portal.condition",),
    ("resources", "search", "dialogues.spaces"),
    ("dialogues.threads",),
    ("dialogues.exporting", "dialogues.moderation", "dialogues.translations", "dialogues.watching"),
)
#: Modules of the shell, which see every page: nobody imports them but the settings, and errors the middleware.
SHELL = {
    "portal.urls",
    "portal.wsgi",
    "portal.asgi",
    "portal.settings",
    "portal.demo",
    "portal.launcher",
    "portal.fonts",
    "portal.catalogues",
    "portal.headers",
    "portal.language_choice",
    "portal.errors",
    "portal.gone",
    "portal.health",
    "portal.doors",
    "portal.surfaces",
    "portal.moving",
    "portal.backups",
}
BESIDE = {
    ("portal.translated", "portal.languages"),
    ("portal.dates", "portal.languages"),
    ("portal.indexing", "portal.viewer"),
}


def python_files() -> list[Path]:
    """Every Python file of the product."""
    folders = ("portal", "resources", "search", "dialogues")
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def module_of(path: Path) -> str:
    """The dotted name of a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def package_of(module: str) -> str:
    """The package of the layer table a module belongs to."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] in {"portal", "dialogues"} and len(parts) > 1 else parts[0]


def imports_of(path: Path) -> Iterator[str]:
    """Every module of ours that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        yield from (name for name in names if name.split(".")[0] in {"portal", "resources", "search", "dialogues"})


def height(package: str) -> int | None:
    """The line of the layer table, counted from the bottom."""
    return next((number for number, layer in enumerate(LAYERS) if package in layer), None)


class LayersTests:
    @pytest.mark.parametrize("path", python_files(), ids=lambda path: module_of(path))
    def test_a_module_imports_only_what_stands_below_it(self, path: Path) -> None:
        own = package_of(module_of(path))
        own_height = height(own)
        for name in imports_of(path):
            other = package_of(name)
            if other == own or other in {"portal", "dialogues"}:
                continue
            if own in SHELL:
                continue
            assert other not in SHELL, f"{own} imports {name}, which belongs to the shell"
            other_height = height(other)
            assert own_height is not None, f"{own} has no place in the layer table"
            assert other_height is not None, f"{other} has no place in the layer table"
            assert other_height < own_height or (own, other) in BESIDE, f"{own} imports {name}"

    def test_the_library_and_the_search_are_strangers(self) -> None:
        for path in python_files():
            own = package_of(module_of(path))
            for name in imports_of(path):
                assert (own, package_of(name)) not in {("resources", "search"), ("search", "resources")}

    def test_every_package_has_a_place(self) -> None:
        known = {package for layer in LAYERS for package in layer} | SHELL | {"portal", "dialogues"}
        assert {package_of(module_of(path)) for path in python_files()} <= known
