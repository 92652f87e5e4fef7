"""Whatever fails, the sentence names the setting to look at, and says whether it may be tried again."""

from __future__ import annotations

from typing import Any

import pytest
from elastic_transport import ApiResponseMeta, ConnectionTimeout, HttpHeaders, NodeConfig, TlsError, TransportError
from elastic_transport import ConnectionError as NoConnectionError
from elasticsearch import ApiError, UnsupportedProductError

from search.engines.base import EngineDownError, QuestionRefusedError
from search.engines.elasticsearch.wording import NoIndexError, TooLateError, error_for, told_in_words


def answer(status: int, error: Any = None, product: str = "Elasticsearch", of: type[ApiError] = ApiError) -> ApiError:
    headers = HttpHeaders({"x-elastic-product": product} if product else {})
    meta = ApiResponseMeta(status, "1.1", headers, 0.0, NodeConfig("http", "localhost", 9200))
    return of("failed", meta, {"error": error} if error else "not found")


def cause(kind: str, reason: str) -> dict[str, Any]:
    return {"type": kind, "reason": reason, "root_cause": [{"type": kind, "reason": reason}]}


class WordingTests:
    @pytest.mark.parametrize(
        ("failure", "setting"),
        [
            (NoConnectionError("refused"), "PORTAL_SEARCH_URL"),
            (TlsError("certificate verify failed: unable to get local issuer"), "PORTAL_SEARCH_CA_FILE"),
            (NoConnectionError("[SSL: WRONG_VERSION_NUMBER]"), "does not speak TLS"),
            (answer(401, cause("security_exception", "unable to authenticate")), "PORTAL_SEARCH_PASSWORD"),
            (answer(403, cause("security_exception", "action [x] is unauthorized")), "PORTAL_SEARCH_PREFIX"),
            (answer(400, cause("media_type_header_exception", "Accept version must be 8")), "too old"),
            (answer(200, None, of=UnsupportedProductError), "no Elasticsearch"),
            (answer(404, product=""), "no Elasticsearch"),
            (
                answer(429, cause("cluster_block_exception", "blocked by: [TOO_MANY_REQUESTS/12/disk usage]")),
                "disk of the cluster is full",
            ),
            (answer(403, cause("cluster_block_exception", "blocked by: [FORBIDDEN/8/index write (api)]")), "read-only"),
            (answer(503, cause("unavailable_shards_exception", "primary shard is not active")), "again later"),
        ],
    )
    def test_what_may_be_tried_again_says_what_to_look_at(
        self, failure: ApiError | TransportError, setting: str
    ) -> None:
        error = error_for(failure)
        assert isinstance(error, EngineDownError)
        assert setting in str(error)

    def test_an_index_that_is_not_there_and_an_answer_too_late_have_names_of_their_own(self) -> None:
        gone = answer(404, cause("index_not_found_exception", "no such index [balai-clear]"))
        assert isinstance(error_for(gone), NoIndexError)
        assert isinstance(error_for(ConnectionTimeout("timed out")), TooLateError)

    def test_a_question_that_is_refused_would_be_refused_again(self) -> None:
        with pytest.raises(QuestionRefusedError, match="parsing_exception"), told_in_words():
            raise answer(400, cause("parsing_exception", "unknown query [nonsense]"))
