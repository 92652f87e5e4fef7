"""What is counted, what is not, and that no reader pays for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from portal.files.models import PortalDocument
from portal.marking import Label
from portal.members.models import User
from portal.work.running import run_waiting
from resources.models import PublicationFile
from resources.readership import noticing, tally
from resources.readership.models import ReadCount
from tests.conftest import MakePublication
from tests.files.samples import pdf

BROWSER = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"


@pytest.fixture(autouse=True)
def counting(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[tally.Tally]:
    """A tally of its own that nobody but the test writes."""
    settings.COUNT_READING = True
    own = tally.Tally()
    monkeypatch.setattr(noticing, "tally", own)
    monkeypatch.setattr(own, "begin", lambda: None)
    with time_machine.travel("2026-11-22 12:00:00Z", tick=False):
        yield own


@pytest.fixture
def reader() -> Client:
    return Client(headers={"User-Agent": BROWSER})


def counted() -> dict[tuple[str, str], int]:
    assert set(ReadCount.objects.values_list("month", flat=True)) <= {date(2026, 11, 1)}
    return {(row.kind, row.language): row.times for row in ReadCount.objects.all()}


class CountingTests:
    def test_views_of_a_publication_add_up_by_language_and_month(
        self, make_publication: MakePublication, reader: Client, counting: tally.Tally
    ) -> None:
        make_publication("T-2026-101")
        make_publication("T-2026-101", "th")
        for _time in range(2):
            for address in (
                "/en/publications/t-2026-101/",
                "/th/publications/t-2026-101/",
                "/en/about/",
                "/en/nothing/",
            ):
                reader.get(address)
            assert counting.write() == 2
        assert counted() == {("view", "en"): 2, ("view", "th"): 2}
        assert counting.write() == 0

    def test_country_pages_are_counted_too(self, portal: None, reader: Client, counting: tally.Tally) -> None:
        assert reader.get("/km/member-states/lao-pdr/").status_code == 200
        counting.write()
        assert counted() == {("view", "km"): 1}

    def test_a_file_counts_once_however_many_pieces_it_comes_in(
        self, make_publication: MakePublication, reader: Client, counting: tally.Tally
    ) -> None:
        page = make_publication("T-2026-101")
        paper = PortalDocument.objects.create(title="Paper", file=ContentFile(pdf(), name="paper.pdf"))
        PublicationFile.objects.create(page=page, document=paper, language="vi")
        run_waiting()
        whole = reader.get(paper.url)
        reader.get(paper.url, headers={"Range": "bytes=0-99"})
        reader.get(paper.url, headers={"Range": "bytes=100-199"})
        assert reader.get(paper.url, headers={"If-None-Match": whole["ETag"]}).status_code == 304
        reader.head(paper.url)
        with override("en"):
            assert reader.get(reverse("reading:file", args=[paper.token])).status_code == 200
        counting.write()
        assert counted() == {("download", "vi"): 2, ("read", "vi"): 1}

    @pytest.mark.parametrize(
        "headers",
        [
            {"User-Agent": ""},
            {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
            {"User-Agent": "curl/8.5.0"},
            {"User-Agent": BROWSER, "Sec-Purpose": "prefetch;prerender"},
        ],
    )
    def test_machines_and_browsers_that_fetch_ahead_are_not_readers(
        self, make_publication: MakePublication, counting: tally.Tally, headers: dict[str, str]
    ) -> None:
        make_publication("T-2026-101")
        assert Client().get("/en/publications/t-2026-101/", headers=headers).status_code == 200
        assert counting.write() == 0

    def test_staff_are_not_counted_nor_anybody_where_it_is_switched_off(
        self, make_publication: MakePublication, reader: Client, counting: tally.Tally, publisher: User, settings: Any
    ) -> None:
        make_publication("T-2026-101", label=Label.GREEN)
        make_publication("T-2026-102")
        reader.get("/en/publications/t-2026-101/")
        reader.force_login(publisher)
        assert reader.get("/en/publications/t-2026-101/").status_code == 200
        settings.COUNT_READING = False
        Client(headers={"User-Agent": BROWSER}).get("/en/publications/t-2026-102/")
        assert counting.write() == 0


class NobodyPaysTests:
    def test_a_busy_database_costs_no_page_and_no_count(
        self, make_publication: MakePublication, reader: Client, counting: tally.Tally, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make_publication("T-2026-101")

        def busy(_reads: object) -> None:
            raise DatabaseError("database is locked")

        with monkeypatch.context() as patch:
            patch.setattr(tally, "write", busy)
            assert reader.get("/en/publications/t-2026-101/").status_code == 200
            assert counting.write() == 0
        assert counting.write() == 1
        assert counted() == {("view", "en"): 1}

    def test_a_fault_in_the_counting_does_not_reach_the_reader(
        self, make_publication: MakePublication, reader: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make_publication("T-2026-101")
        monkeypatch.setattr(noticing, "_is_a_reader", lambda _request: 1 / 0)
        assert reader.get("/en/publications/t-2026-101/").status_code == 200

    def test_counting_a_view_asks_the_database_nothing(
        self, make_publication: MakePublication, reader: Client, settings: Any, django_assert_num_queries: Any
    ) -> None:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        make_publication("T-2026-101")
        reader.get("/en/publications/t-2026-101/")
        with CaptureQueriesContext(
            connection,
        ) as counted_queries:
            reader.get("/en/publications/t-2026-101/")
        settings.COUNT_READING = False
        with django_assert_num_queries(len(counted_queries)):
            reader.get("/en/publications/t-2026-101/")

    def test_memory_stays_bounded(self, counting: tally.Tally, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tally, "MOST_WAITING", 3)
        for number in range(10):
            counting.add(tally.Read(date(2026, 11, 1), "view", token=str(number)))
        assert len(counting._waiting) == 3
