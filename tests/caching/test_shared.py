"""The shared cache against a real Redis: kept there, kept in the database while Redis is away, and never older than
what was written meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.core.checks import run_checks

from portal.caching import shared
from portal.settings.caches import caches as settings_for
from tests.caching.redis import RedisServer


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """A Redis that runs."""
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    server.start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def cache(redis: RedisServer, settings: Any, db: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The site's cache, as an address in the environment would set it, and nothing in it."""
    redis.stop()
    redis.start()
    shared._absences.clear()
    monkeypatch.setattr(shared, "PEACE", 0.0)
    url = f"redis://:opens%2Fonly%3Atests@127.0.0.1:{redis.port}/0"
    settings.CACHES = settings_for(url, Path("/nowhere"), several_machines=True)
    return caches["default"]


class SharedCacheTests:
    """What a caller sees, with Redis and without."""

    def test_what_is_kept_lies_in_redis_under_our_prefix_and_not_in_the_database(
        self, cache: Any, redis: RedisServer
    ) -> None:
        cache.set("tries:one", 3)

        assert cache.incr("tries:one") == 4
        assert cache.get_many(["tries:one", "tries:two"]) == {"tries:one": 4}
        assert not cache.add("tries:one", 9)
        assert redis.client().keys() == [b"balai:1:tries:one"]
        assert caches["fallback"].get("tries:one") is None

    def test_without_redis_the_database_goes_on_counting(self, cache: Any, redis: RedisServer) -> None:
        redis.stop()

        assert cache.add("tries", 1)
        cache.incr("tries")

        assert cache.get("tries") == 2
        assert cache.get("nothing", "of the kind") == "of the kind"
        assert caches["fallback"].get("tries") == 2

    def test_redis_back_again_holds_nothing_older_than_what_was_written_without_it(
        self, cache: Any, redis: RedisServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cache.set_many({"changed": "old", "deleted": "old", "same": "good"})
        away = shared.RedisError("away")
        cut_off = {"get_client": lambda *_args, **_named: (_ for _ in ()).throw(away)}
        with monkeypatch.context() as cable:
            cable.setattr(type(cache._redis._cache), "get_client", cut_off["get_client"])
            cache.set("changed", "new")
            cache.delete("deleted")

        assert cache.get("deleted") is None
        assert cache.get("changed") is None, "the next who needs it makes it anew"
        assert cache.get("same") == "good"

    def test_a_redis_that_is_away_is_not_asked_again_and_again(
        self, cache: Any, redis: RedisServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shared, "PEACE", 60.0)
        redis.stop()
        cache.get("anything")
        redis.start()

        cache.set("kept", "aside")

        assert redis.client().keys() == []
        shared._absences[f"redis://127.0.0.1:{redis.port}/0"].until = 0.0
        assert cache.get("kept") is None
        cache.set("kept", "here")
        assert redis.client().keys() == [b"balai:1:kept"]

    def test_clearing_leaves_alone_what_others_keep_in_the_same_redis(self, cache: Any, redis: RedisServer) -> None:
        redis.client().set("another:portal", "1")
        cache.set("ours", 1)

        cache.clear()

        assert redis.client().keys() == [b"another:portal"]

    def test_a_redis_that_is_away_is_told_at_the_start_without_its_password(
        self, cache: Any, redis: RedisServer
    ) -> None:
        def told() -> list[Any]:
            return [
                found
                for found in run_checks(tags=["caches"], include_deployment_checks=True)
                if found.id == "caching.W001"
            ]

        assert told() == []
        redis.stop()

        (warning,) = told()
        assert "127.0.0.1" in warning.hint
        assert redis.password not in f"{warning.msg} {warning.hint}"
