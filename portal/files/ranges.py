"""Sending a stored file whole or in part, so that a broken download goes on where it stopped.

One range of bytes is answered with 206; several at once, and what is no range at all, with the whole file, as the
standard allows (RFC 9110, section 14). Whoever calls this has asked the rule before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any
from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

_RANGE = re.compile(r"bytes=\s*(?P<first>\d{0,18})-(?P<last>\d{0,18})\s*", re.ASCII | re.IGNORECASE)
_CHUNK = 65_536
#: What stands for itself in a name in another script than ASCII, beside letters and figures.
_UNQUOTED = "!#$&+-.^_`|~"


class UnsatisfiableError(Exception):
    """A range of bytes that begins behind the end of the file."""


class Part:
    """Some bytes of an open file, in chunks; closes the file when it is closed."""

    def __init__(self, file: IO[bytes] | Any, first: int, last: int) -> None:
        """Take the bytes from ``first`` to ``last``, both included."""
        self._file, self._first, self._left = file, first, last - first + 1

    def __iter__(self) -> Iterator[bytes]:
        """The bytes, once."""
        self._file.seek(self._first)
        while self._left > 0 and (chunk := self._file.read(min(_CHUNK, self._left))):
            self._left -= len(chunk)
            yield chunk

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def span(asked: str, size: int) -> tuple[int, int] | None:
    """The first and the last byte that a ``Range`` header asks for; None when the whole file is to be sent.

    Raises UnsatisfiableError where the file has no such byte.
    """
    found = _RANGE.fullmatch(asked.strip())
    if found is None or not (found["first"] or found["last"]):
        return None
    if not found["first"]:
        length = int(found["last"])
        if length == 0 or size == 0:
            raise UnsatisfiableError
        return max(0, size - length), size - 1
    first, last = int(found["first"]), int(found["last"] or size - 1)
    if found["last"] and last < first:
        return None
    if first >= size:
        raise UnsatisfiableError
    return first, min(last, size - 1)


def send(
    request: HttpRequest, field: Any, *, etag: str, name: str, plain: str, content_type: str, save: bool
) -> HttpResponseBase:
    """The answer that carries a stored file, or the part of it that was asked for.

    ``field`` is the file as a model has it; ``etag`` a strong mark of its content, in quotation marks, or empty;
    ``name`` what it is saved as, and ``plain`` the same in ASCII letters for programs that know no others; ``save``
    whether the browser is to keep it rather than show it.
    """
    unchanged = get_conditional_response(request, etag=etag or None)
    if unchanged is not None:
        return _marked(unchanged, etag)
    size = field.size
    try:
        part = span(request.headers["Range"], size) if _asks_for_a_part(request, etag) else None
    except UnsatisfiableError:
        return _marked(HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"}), etag)
    answer: HttpResponseBase
    if request.method == "HEAD":
        answer = HttpResponse(content_type=content_type)
        first, last = 0, size - 1
    else:
        first, last = part or (0, size - 1)
        file = field.open("rb")
        if part is None:
            answer = FileResponse(file, content_type=content_type)
        else:
            answer = StreamingHttpResponse(Part(file, first, last), status=206, content_type=content_type)
            answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    answer["Content-Length"] = str(last - first + 1)
    answer["Content-Disposition"] = disposition(name, plain, save=save)
    return _marked(answer, etag)


def disposition(name: str, plain: str, *, save: bool) -> str:
    """How a browser is to take a file and what to call it, in every script (RFC 6266, RFC 8187)."""
    if name.isascii() or not plain.isascii():
        return content_disposition_header(save, name) or "attachment"
    return f"{content_disposition_header(save, plain)}; filename*=UTF-8''{quote(name, safe=_UNQUOTED)}"


def _asks_for_a_part(request: HttpRequest, etag: str) -> bool:
    """Whether a part is asked for of the very file that is there (``If-Range``)."""
    if request.method != "GET" or "Range" not in request.headers:
        return False
    same = request.headers.get("If-Range", "").strip()
    return not same or (bool(etag) and same == etag)


def _marked(answer: HttpResponseBase, etag: str) -> HttpResponseBase:
    answer["Accept-Ranges"] = "bytes"
    if etag:
        answer["ETag"] = etag
    return answer
