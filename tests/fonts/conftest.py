"""The web fonts, cut once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.fonts.building import FOLDER, build


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every face and both sheets."""
    root = tmp_path_factory.mktemp("cut-fonts")
    assert build(root)
    return root / FOLDER
