"""The requirement files: exact, hashed, explained, and silent about where packages come from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"[a-z0-9.-]+==[0-9a-z.]+ \\")


@pytest.mark.parametrize("name", FILES)
class RequirementTests:
    """Both files alike."""

    def blocks(self, name: str) -> list[list[str]]:
        """The pinned packages, each with the lines around it up to an empty one."""
        text = (ROOT / name).read_text(encoding="utf-8")
        return [block.splitlines() for block in text.split("\n\n") if "==" in block]

    def test_every_package_is_pinned_hashed_and_has_a_reason_above_it(self, name: str) -> None:
        for reason, pin, *hashes in self.blocks(name):
            assert reason.startswith("# "), pin
            assert PIN.fullmatch(pin), pin
            assert hashes, pin
            assert all(line.strip().startswith("--hash=sha256:") for line in hashes), pin

    def test_no_line_names_a_host_or_a_folder(self, name: str) -> None:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"https?:|--(?:extra-)?index|--find-links|--trusted-host|^/", text, re.MULTILINE)
