"""A download that broke off goes on where it stopped, and for nobody else than before."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.files.models import PortalDocument
from portal.files.ranges import UnsatisfiableError, span
from portal.marking import Label
from portal.members.models import User
from resources.models import PublicationFile
from tests.conftest import MakePublication
from tests.files.test_serving import PDF, put_up

SIZE = len(PDF)


class SpanTests:
    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ("bytes=0-9", (0, 9)),
            ("bytes=10-", (10, 99)),
            ("bytes=-5", (95, 99)),
            ("bytes=-500", (0, 99)),
            ("bytes=90-500", (90, 99)),
            ("BYTES= 0-0 ", (0, 0)),
            ("bytes=0-1,5-6", None),
            ("bytes=9-3", None),
            ("bytes=-", None),
            ("lines=0-9", None),
            ("bytes=٠-٩", None),
        ],
    )
    def test_one_range_is_understood_and_anything_else_means_the_whole_file(
        self, asked: str, found: tuple[int, int] | None
    ) -> None:
        assert span(asked, 100) == found

    @pytest.mark.parametrize(("asked", "size"), [("bytes=100-", 100), ("bytes=-0", 100), ("bytes=0-", 0)])
    def test_a_range_behind_the_end_cannot_be_satisfied(self, asked: str, size: int) -> None:
        with pytest.raises(UnsatisfiableError):
            span(asked, size)


class RangesTests:
    @pytest.fixture
    def document(self, make_publication: MakePublication) -> PortalDocument:
        return self._carried(make_publication, Label.CLEAR)

    def _carried(self, make_publication: MakePublication, label: Label) -> PortalDocument:
        page, document = make_publication("T-2026-101", label=label), put_up()
        page.files = [PublicationFile(document=document, language="en")]
        page.save()
        return document

    def _body(self, client: Client, document: PortalDocument, **headers: str) -> tuple[int, bytes, dict[str, str]]:
        answer = client.get(document.url, headers={"accept-encoding": "gzip", **headers})
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return answer.status_code, body, dict(answer.headers)

    def test_whole_and_in_part_the_bytes_are_those_of_the_file_and_never_packed(
        self, client: Client, document: PortalDocument
    ) -> None:
        status, body, whole = self._body(client, document)
        assert (status, body, whole["Content-Length"]) == (200, PDF, str(SIZE))
        assert whole["Accept-Ranges"] == "bytes"
        assert "Content-Encoding" not in whole
        status, body, part = self._body(client, document, range="bytes=100-299")
        assert (status, body, part["Content-Length"]) == (206, PDF[100:300], "200")
        assert part["Content-Range"] == f"bytes 100-299/{SIZE}"
        assert (part["ETag"], part["Content-Disposition"]) == (whole["ETag"], whole["Content-Disposition"])

    def test_a_range_behind_the_end_says_how_long_the_file_is(self, client: Client, document: PortalDocument) -> None:
        status, body, headers = self._body(client, document, range=f"bytes={SIZE}-")
        assert (status, body, headers["Content-Range"]) == (416, b"", f"bytes */{SIZE}")

    def test_several_ranges_are_answered_with_the_whole_file(self, client: Client, document: PortalDocument) -> None:
        assert self._body(client, document, range="bytes=0-1,4-5")[:2] == (200, PDF)

    def test_a_part_is_sent_only_of_the_file_that_the_reader_has_the_rest_of(
        self, client: Client, document: PortalDocument
    ) -> None:
        etag = self._body(client, document)[2]["ETag"]
        assert self._body(client, document, **{"range": "bytes=5-", "if-range": etag})[:2] == (206, PDF[5:])
        for other in ('"another"', f"W/{etag}", "Sun, 22 Nov 2026 04:00:00 GMT"):
            assert self._body(client, document, **{"range": "bytes=5-", "if-range": other})[:2] == (200, PDF)
        assert self._body(client, document, **{"range": "bytes=5-", "if-none-match": etag})[:2] == (304, b"")

    def test_only_the_headers_are_sent_when_only_those_are_asked_for(
        self, client: Client, document: PortalDocument
    ) -> None:
        answer = client.head(document.url, headers={"range": "bytes=5-"})
        assert (answer.status_code, answer["Content-Length"], answer.content) == (200, str(SIZE), b"")

    def test_what_is_closed_is_closed_in_parts_too(
        self, make_publication: MakePublication, client: Client, editor: User
    ) -> None:
        document = self._carried(make_publication, Label.GREEN)
        for asked in ("bytes=0-9", f"bytes={SIZE}-"):
            assert self._body(client, document, range=asked)[0] == 404
        assert client.head(document.url).status_code == 404
        client.force_login(editor)
        status, body, headers = self._body(client, document, range="bytes=0-9")
        assert (status, body, headers["Cache-Control"]) == (206, PDF[:10], "private, no-store")
