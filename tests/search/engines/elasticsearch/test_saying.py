"""What a cluster says of each action of a bulk, and whose fault it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any

import pytest

from search.engines.base import EngineDownError
from search.engines.elasticsearch import writing
from search.engines.elasticsearch.writing import Action, sent, taking_out

Say = Callable[..., list[list[str]]]
BROKEN = {"status": 500, "error": {"type": "illegal_state_exception", "reason": "Broken."}}
GONE = {"status": 404}


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Say:
    """Lets the cluster say this of keys, and that it has done all others; answers the keys of each bulk."""

    def prepare(is_alone: bool = False, **said: dict[str, Any]) -> list[list[str]]:
        asked: list[list[str]] = []

        def bulk(_client: object, actions: Iterable[Action], **_told: object) -> Iterable[tuple[bool, dict[str, Any]]]:
            given = [about["delete"] for about, _document in actions]
            asked.append([one["_id"] for one in given])
            for one in given:
                told = said.get(one["_id"]) if len(given) > 1 or not is_alone else None
                yield told is None, {"delete": {**one, "status": 200, **(told or {})}}

        monkeypatch.setattr(writing, "streaming_bulk", bulk)
        return asked

    return prepare


def send(*keys: str) -> dict[str, str]:
    cluster: Any = SimpleNamespace(until=None, writer=None)
    return sent(cluster, [taking_out("balai", 1, key) for key in keys])


class FaultTests:
    def test_what_fails_while_others_go_through_is_refused_and_holds_up_nobody(self, say: Say) -> None:
        say(b=BROKEN)
        assert list(send("a", "b", "c")) == ["b"]

    def test_a_cluster_that_finds_a_text_gone_already_works(self, say: Say) -> None:
        say(a=GONE, b=BROKEN)
        assert list(send("a", "b")) == ["b"]

    @pytest.mark.parametrize("said", [BROKEN, {"status": 429, "error": {"type": "circuit_breaking_exception"}}])
    def test_where_nothing_goes_through_all_of_it_waits(self, say: Say, said: dict[str, Any]) -> None:
        say(a=said, b=said)
        with pytest.raises(EngineDownError):
            send("a", "b")

    @pytest.mark.parametrize(
        "said",
        [
            {"status": 503, "error": {"type": "unavailable_shards_exception", "reason": "primary is not active"}},
            {"status": 429, "error": {"type": "es_rejected_execution_exception", "reason": "the queue is full"}},
            {"status": 403, "error": {"type": "cluster_block_exception", "reason": "blocked by: [FORBIDDEN/12/…]"}},
            {"status": 503, "error": "ApiError(503)", "exception": OSError()},
        ],
    )
    def test_what_is_never_the_fault_of_one_text_waits(self, say: Say, said: dict[str, Any]) -> None:
        say(b=said)
        with pytest.raises(EngineDownError):
            send("a", "b")


class TooLargeTests:
    def test_what_is_too_large_together_is_sent_one_by_one(self, say: Say) -> None:
        too_large = {"status": 413, "error": "ApiError(413)", "exception": OSError()}
        asked = say(is_alone=True, a=too_large, b=too_large)
        assert send("a", "b") == {}
        assert asked == [["a", "b"], ["a"], ["b"]]

    def test_one_that_is_too_large_by_itself_is_refused(self, say: Say) -> None:
        too_large = {"status": 413, "error": "ApiError(413)", "exception": OSError()}
        say(b=too_large)
        assert list(send("a", "b")) == ["b"]


class QuotingTests:
    def test_no_word_of_a_text_stands_in_a_reason(self, say: Say, caplog: pytest.LogCaptureFixture) -> None:
        cause = {
            "type": "illegal_argument_exception",
            "reason": "The prefix of the first immense term is: '[115, 101]'",
        }
        reason = "failed to parse field [year]. Preview of field's value: 'secret words'"
        error = {"type": "document_parsing_exception", "reason": reason, "caused_by": cause}
        say(a={"status": 400, "error": error})
        reasons = send("a", "b")
        assert "failed to parse field [year]" in reasons["a"]
        assert not {"secret", "115"} & {word for word in ("secret", "115") if word in f"{reasons} {caplog.text}"}
