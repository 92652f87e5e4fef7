"""What is read before the first request."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from portal import warming
from search.suggestions import vocabulary
from tests.conftest import MakePublication


def _fails() -> None:
    raise OSError("no database")


class WarmingTests:
    @pytest.fixture(autouse=True)
    def connections_stay(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(warming.connections, "close_all", lambda: None)
        monkeypatch.setattr(warming, "_readings", dict(warming._readings))

    @pytest.fixture
    def forgetful(self) -> Iterator[None]:
        vocabulary.forget()
        yield
        vocabulary.forget()

    def test_the_words_of_titles_are_there_before_anybody_asks(
        self, forgetful: None, make_publication: MakePublication
    ) -> None:
        make_publication(title="Quokkasanctuary")
        warming.warm()
        assert vocabulary._kept.vocabulary.known("quokkasanctuary")

    def test_what_cannot_be_read_keeps_no_server_from_starting(self, caplog: pytest.LogCaptureFixture) -> None:
        read: list[str] = []
        warming.register("a broken thing", _fails)
        warming.register("the next", lambda: read.append("read"))
        warming.warm()
        assert read == ["read"]
        assert "a broken thing" in caplog.text

    def test_what_was_read_is_not_looked_through_again_and_again(self) -> None:
        everything = len(gc.get_objects())
        try:
            warming.set_aside()
            assert len(gc.get_objects()) < everything / 10
        finally:
            gc.unfreeze()
