"""A name alone says what an index is."""

from __future__ import annotations

from datetime import UTC, datetime

from search.engines.elasticsearch.naming import ASIDE, IndexName, live_alias, put_aside, read_name, stamp

MOMENT = datetime(2026, 11, 22, 7, 18, 37, 123456, tzinfo=UTC)


class NamingTests:
    def test_a_name_tells_what_it_was_made_from(self) -> None:
        name = IndexName("balai", "clear", "0a1b2c3d", stamp(MOMENT))
        assert str(name) == "balai-clear-v0a1b2c3d-20261122071837123456"
        assert read_name("balai", str(name)) == name
        assert name.made == MOMENT

    def test_what_is_not_ours_is_nothing(self) -> None:
        for other in (
            "balai-test-clear-v0a1b2c3d-20261122071837123456",
            "another-clear-v0a1b2c3d-20261122071837123456",
            "balai-nowhere-v0a1b2c3d-20261122071837123456",
            "balai-clear-v0a1b2c3d",
            "balai-clear-v0a1b2c3d-20261122071837123456-next",
        ):
            assert read_name("balai", other) is None

    def test_an_alias_tells_since_when_an_index_is_aside(self) -> None:
        live = live_alias("balai", "clear", "0a1b2c3d")
        assert put_aside(live + ASIDE + stamp(MOMENT)) == MOMENT
        assert put_aside(live) is None
        assert put_aside(live + ASIDE + "soon") is None
