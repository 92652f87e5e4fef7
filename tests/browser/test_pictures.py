"""Makes the README's pictures anew: ``PICTURES=1 make test ARGS="tests/browser/test_pictures.py"``."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.pictures import PICTURES, Picture, take

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(os.environ.get("PICTURES") != "1", reason="pictures are made when PICTURES=1 asks for them"),
]

MOST_BYTES = 250_000


class PicturesTests:
    @pytest.mark.parametrize("picture", PICTURES, ids=lambda one: one.name)
    def test_a_picture_of_the_readme_is_made_and_stays_small(self, open_page: OpenPage, picture: Picture) -> None:
        assert _can_write_chinese(), "the list of languages would show empty boxes; install fonts-noto-cjk"
        path = take(open_page(), picture)
        assert path.stat().st_size <= MOST_BYTES


def _can_write_chinese() -> bool:
    if not shutil.which("fc-list"):
        return True
    return bool(subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=True).stdout)
