"""What staff are shown: tables whose small numbers cannot be worked out, on the screen and as CSV."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from portal.members.models import User
from portal.pages.models import CountryPage
from resources.readership.masking import Figure
from resources.readership.models import ReadCount
from tests.conftest import MakePublication

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def rows_of(client: Client, name: str, query: str = "") -> list[list[str]]:
    answer = client.get(reverse("readership_table", args=[name]) + query)
    assert answer.status_code == 200
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))[1:]


@pytest.fixture
def staff(make_publication: MakePublication, client: Client, publisher: User) -> Client:
    group = make_publication("T-2026-101", title="=1+1 & <b>").translation_key
    lao_pdr = CountryPage.objects.get(slug="lao-pdr", locale__language_code="en").translation_key
    for month, kind, of, language, times in (
        (OCTOBER, "view", group, "en", 40),
        (NOVEMBER, "view", group, "en", 23),
        (NOVEMBER, "view", group, "th", 3),
        (NOVEMBER, "download", group, "en", 4),
        (NOVEMBER, "view", lao_pdr, "lo", 7),
    ):
        ReadCount.objects.create(month=month, kind=kind, group=of, language=language, times=times)
    client.force_login(publisher)
    return client


class FigureTests:
    def test_under_five_is_never_said_and_never_told_apart(self) -> None:
        hidden = [Figure.of(times) for times in (1, 2, 3, 4)]
        assert {str(one) for one in hidden} == {"under 5"}
        assert len({one.bar for one in hidden}) == 1
        assert [str(Figure.of(times)) for times in (0, 5, 123)] == ["0", "5", "123"]

    def test_every_sum_is_the_same_whatever_the_hidden_numbers_are(self) -> None:
        sums = {Figure.sum([Figure.of(23), Figure.of(one), Figure.of(other)]) for one in (1, 4) for other in (2, 3)}
        assert len(sums) == 1
        assert str(sums.pop()) == "about 25"
        assert str(Figure.sum([Figure.of(1), Figure.of(4)])) == "under 5"
        assert str(Figure.sum([Figure.of(20), Figure.of(23)])) == "43"


class ReportTests:
    def test_every_table_can_be_downloaded_with_small_numbers_hidden(self, staff: Client) -> None:
        number, title = "T-2026-101", "'=1+1 & <b>"
        assert rows_of(staff, "publications") == [[number, title, "about 65", "0", "under 5"]]
        assert rows_of(staff, "languages") == [
            ["English", "63", "0", "under 5"],
            ["Lao", "7", "0", "0"],
            ["Thai", "under 5", "0", "0"],
        ]
        assert [row[1:] for row in rows_of(staff, "countries")] == [["7", "0", "0"]]
        assert rows_of(staff, "months") == [["2026-11", "about 30", "0", "under 5"], ["2026-10", "40", "0", "0"]]
        assert ["2026-11", number, title, "th", "under 5", "0", "0"] in rows_of(staff, "everything")

    def test_months_narrow_screen_and_download(self, staff: Client) -> None:
        assert rows_of(staff, "months", "?first=2026-10&last=2026-10") == [["2026-10", "40", "0", "0"]]
        assert rows_of(staff, "months", "?first=nonsense") == rows_of(staff, "months")
        page = staff.get(reverse("readership") + "?first=2026-11&last=2026-11").content.decode()
        assert "about 25" in page
        assert "=1+1 &amp; &lt;b&gt;" in page
        assert ">3<" not in page and ">4<" not in page

    def test_an_unknown_table_is_not_there_and_visitors_are_sent_to_sign_in(
        self, staff: Client, client: Client
    ) -> None:
        assert staff.get("/administration/reports/readership/nothing.csv").status_code == 404
        client.logout()
        for address in (reverse("readership"), reverse("readership_table", args=["everything"])):
            assert client.get(address).status_code == 302

    def test_an_empty_report_says_so(self, portal: None, client: Client, publisher: User) -> None:
        client.force_login(publisher)
        assert b"Nothing has been counted yet." in client.get(reverse("readership")).content
