"""Every way in which the cluster can fail, as a sentence that names the setting to look at.

What raises is the client; what is raised on is :class:`EngineDownError`, where the same may be tried again later, or
:class:`QuestionRefusedError`, where it would be refused again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from elastic_transport import ConnectionError as NoConnectionError
from elastic_transport import ConnectionTimeout, TlsError, TransportError
from elasticsearch import ApiError, UnsupportedProductError

from search.engines.base import EngineDownError, QuestionRefusedError

#: The oldest server that understands this client.
OLDEST = 9
# The server numbers what it blocks an index or itself for: 2 is for want of a master, and passes.
_READ_ONLY = re.compile(r"cluster_block_exception.*\[(FORBIDDEN|TOO_MANY_REQUESTS)/", re.DOTALL)

NO_INDEX = "There is no search index of this version yet: the worker builds it, or manage.py rebuild_index."


class UnreachableError(EngineDownError):
    """No node answers, or none that may be trusted."""


class TooLateError(EngineDownError):
    """The answer would have come too late for whoever asked."""

    is_late = True


class NoIndexError(EngineDownError):
    """There is no index whose mapping and analysis are those of this code."""

    needs_index = True


class NotAllowedError(EngineDownError):
    """The cluster does not know who asks, or does not allow it."""


@contextmanager
def told_in_words() -> Iterator[None]:
    """Raises what the client raises as an error of the engine, in words."""
    try:
        yield
    except (ApiError, TransportError) as failure:
        raise error_for(failure) from failure


def error_for(failure: ApiError | TransportError) -> EngineDownError | QuestionRefusedError:
    """The engine's error for one of the client's."""
    if isinstance(failure, TransportError):
        return _not_reached(failure)
    if isinstance(failure, UnsupportedProductError) or _is_another(failure):
        return UnreachableError(
            "What answers at the address in PORTAL_SEARCH_URL is no Elasticsearch server:"
            " a proxy that takes headers away looks the same."
        )
    return refusal(failure.status_code, _reason(failure))


def _is_another(failure: ApiError) -> bool:
    """Whether something else answered than what every Elasticsearch says it is; what has no time now may be a proxy."""
    says_so = failure.meta.headers.get("x-elastic-product") == "Elasticsearch"
    return not says_so and failure.meta.status in (301, 302, 307, 308, 400, 404, 405, 406, 415)


def refusal(status: int, reason: str) -> EngineDownError | QuestionRefusedError:
    """The error for an answer of the server with this status and reason, of a whole request or of one document."""
    if is_read_only(reason):
        return EngineDownError(
            "The search index is read-only, as a rule because a disk of the cluster is full: make room there;"
            f" what was written waits. ({reason})"
        )
    if status in (401, 403):
        return _not_allowed(status, reason)
    if "index_not_found" in reason:
        return NoIndexError(NO_INDEX)
    if status == 400 and ("media_type_header" in reason or "compatible-with" in reason or "Accept version" in reason):
        return UnreachableError(
            f"The search server is too old: version {OLDEST} or newer is needed (PORTAL_SEARCH_URL)."
        )
    if status in (408, 429) or status >= 500:
        return EngineDownError(f"The search server cannot do it now and is asked again later. ({status}: {reason})")
    return QuestionRefusedError(f"The search server refused it. ({status}: {reason})")


def is_read_only(reason: str) -> bool:
    """Whether a reason says that an index takes no more writes."""
    return _READ_ONLY.search(reason) is not None


def _not_reached(failure: TransportError) -> EngineDownError:
    told = " ".join(str(failure.message).split())[:300]
    if "WRONG_VERSION_NUMBER" in told:
        return UnreachableError(
            "The search server at the address in PORTAL_SEARCH_URL does not speak TLS: the address begins with http://,"
            f" or a certificate is missing there. ({told})"
        )
    if isinstance(failure, TlsError):
        return UnreachableError(
            "The certificate of the search server is not trusted: PORTAL_SEARCH_CA_FILE must name the certificate of"
            f" the authority that signed it, and PORTAL_SEARCH_URL the name it was made for. ({told})"
        )
    if isinstance(failure, ConnectionTimeout):
        return TooLateError("The search server took too long to answer.")
    if isinstance(failure, NoConnectionError):
        return UnreachableError(
            "No search server answers at the address in PORTAL_SEARCH_URL; one that speaks TLS wants https:// there."
            f" ({told})"
        )
    return UnreachableError(f"What answers at the address in PORTAL_SEARCH_URL cannot be understood. ({told})")


def _not_allowed(status: int, reason: str) -> NotAllowedError:
    if status == 401:
        return NotAllowedError(
            "The search server does not know who asks: look at PORTAL_SEARCH_USER and PORTAL_SEARCH_PASSWORD, or at"
            " PORTAL_SEARCH_API_KEY."
        )
    return NotAllowedError(
        "The user or key in PORTAL_SEARCH_USER or PORTAL_SEARCH_API_KEY may not do this: it needs the right to monitor"
        " the cluster, and to manage, read and write the indices whose names begin with PORTAL_SEARCH_PREFIX."
        f" ({reason[:300]})"
    )


def _reason(failure: ApiError) -> str:
    """What the server says, in one line: kinds and reasons, innermost causes included."""
    body = failure.body
    error = body.get("error", body) if isinstance(body, dict) else body
    if not isinstance(error, dict):
        return " ".join(str(error).split())[:500]
    causes = [error, *error.get("root_cause", [])]
    told = (f"{cause.get('type', '')}: {cause.get('reason', '')}" for cause in causes if isinstance(cause, dict))
    return " ".join("; ".join(dict.fromkeys(told)).split())[:500]
