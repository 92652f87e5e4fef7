"""The cache in a folder: of several who add at once, one is told that they were first."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.cache import caches

from portal.settings.caches import caches as settings_for

AT_ONCE = 4


class FolderCacheTests:
    @pytest.fixture
    def cache(self, settings: Any, tmp_path: Path) -> Any:
        settings.CACHES = settings_for("", tmp_path, several_machines=False)
        return caches["default"]

    def test_what_is_there_is_not_added_again_until_its_time_is_over(self, cache: Any) -> None:
        assert cache.add("code", "first", timeout=60)
        assert not cache.add("code", "second", timeout=60)
        assert cache.get("code") == "first"
        cache.set("code", "first", timeout=-1)
        assert cache.add("code", "second", timeout=60)

    def test_of_those_who_add_at_once_one_is_first(self, cache: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        begin, looks = Barrier(AT_ONCE), type(cache).has_key

        def looks_slowly(self: Any, *args: Any) -> bool:
            found = bool(looks(self, *args))
            time.sleep(0.02)
            return found

        monkeypatch.setattr(type(cache), "has_key", looks_slowly)

        def adds(_number: int) -> bool:
            begin.wait()
            return bool(caches["default"].add("code", True, timeout=60))

        with ThreadPoolExecutor(AT_ONCE) as threads:
            assert sum(threads.map(adds, range(AT_ONCE))) == 1
