"""Nobody reads marked things past the one rule."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.test_layers import ROOT, module_of, python_files

#: Who may ask for pages as they are, and why.
MAY_ASK_UNCHECKED = {
    "portal.access": "is the rule",
    "portal.pages.queryset": "gives the rule its words",
}
FORBIDDEN = {"live", "public", "not_public"}


def _calls(path: Path) -> list[tuple[str, int]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        (node.func.attr, node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]


class OneRuleTests:
    @pytest.mark.parametrize("path", python_files(), ids=lambda path: module_of(path))
    def test_no_other_word_for_what_may_be_read(self, path: Path) -> None:
        if module_of(path) in MAY_ASK_UNCHECKED:
            return
        wrong = [f"line {line}: .{name}()" for name, line in _calls(path) if name in FORBIDDEN]
        assert not wrong, f"ask .visible_to(viewer) instead: {wrong}"

    @pytest.mark.parametrize("path", python_files(), ids=lambda path: module_of(path))
    def test_only_the_rule_and_its_actions_touch_markings(self, path: Path) -> None:
        module = module_of(path)
        if module.startswith(("portal.markings", "portal.access", "portal.demo")) or "migrations" in module:
            return
        source = path.read_text(encoding="utf-8")
        for word in ("Marking.objects.create", "Marking.objects.update", "marking.save(", "marking.label ="):
            assert word not in source, f"{module} writes a marking: use portal.markings.actions"

    def test_templates_leave_the_rule_to_python(self) -> None:
        for path in sorted((ROOT / "templates").rglob("*.html")):
            text = path.read_text(encoding="utf-8")
            assert ".get_children" not in text, path
            assert ".objects" not in text, path
