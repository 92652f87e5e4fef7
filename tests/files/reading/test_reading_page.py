"""The text of a file as pages of the portal: for whoever may fetch the file, and plain about what it is."""

from __future__ import annotations

import gzip
import random
import re

import pytest
from django.test import Client
from django.urls import reverse

from portal.files.models import FileCover, PortalDocument
from portal.files.pipeline.states import State
from portal.files.reading.stretches import LONG
from portal.highlighting import with_question
from portal.marking import Label
from portal.members.models import User
from resources.models import PublicationFile, PublicationPage
from tests.files.reading.conftest import MakeFile

TWELVE = [f"Words of page {number}." for number in range(1, 13)]


def _at(document: PortalDocument, tail: str = "", language: str = "en") -> str:
    return f"/{language}/files/{document.token}/{tail}"


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    text: str = answer.content.decode()
    return text


class ReadingTests:
    def test_a_page_opens_with_those_after_it_each_under_its_number(self, make_file: MakeFile, client: Client) -> None:
        document = make_file(TWELVE)
        text = _text(client, _at(document, "pages/2/"))
        assert re.findall(r'id="page-(\d+)"', text) == [str(number) for number in range(2, 12)]
        assert '<h2 id="h-page-2">Page 2</h2>' in text
        assert re.search(r'<div class="stack" lang="km">\s*<p>Words of page 2\.</p>', text)
        assert "Pages 2 to 11 of 12" in text
        assert f'href="{document.url}#page=7"' in text
        assert f'rel="prev" href="{_at(document, "pages/1/")}"' in text
        assert f'rel="next" href="{_at(document, "pages/12/")}"' in text

    def test_it_says_what_the_file_is_before_anybody_fetches_it(self, make_file: MakeFile, client: Client) -> None:
        document = make_file(TWELVE)
        text = _text(client, _at(document))
        for said in ("PDF, 12 pages, 1 KB", "Download (PDF, 1 KB)", "ខ្មែរ", "taken from the file by machine"):
            assert said in text, said
        assert 'href="/en/publications/t-2026-101/">T-2026-101</a>' in text
        assert "TLP:CLEAR" in text
        assert 'class="marked-clear"' in text

    def test_a_page_is_cited_by_its_number_and_its_lasting_address(self, make_file: MakeFile, client: Client) -> None:
        document = make_file(TWELVE)
        cited = re.search(r'<p class="cite">(.*?)</p>', _text(client, _at(document, "pages/7/")), re.DOTALL)
        assert cited
        assert "Tool T-2026-101" in re.sub(r"<[^>]+>", "", cited[1])
        assert "p. 7" in cited[1]
        assert f"http://testserver{_at(document, 'pages/7/', 'km')}" in cited[1]

    @pytest.mark.parametrize(("typed", "page"), [("7", 7), ("៧", 7), ("99", 12), ("0", 1)])
    def test_the_form_leads_to_the_page_that_is_typed(
        self, make_file: MakeFile, client: Client, typed: str, page: int
    ) -> None:
        document = make_file(TWELVE)
        answer = client.get(_at(document), {"page": typed})
        assert (answer.status_code, answer["Location"]) == (302, f"{_at(document, f'pages/{page}/')}#page-{page}")
        assert client.get(_at(document), {"page": "seven"}).status_code == 200

    def test_the_contents_are_bookmarks_or_headings_or_first_words(self, make_file: MakeFile, client: Client) -> None:
        plain = make_file(TWELVE)
        assert re.search(
            r'<a href="#page-3" lang="km">Words of page 3\.</a> <span class="count">3<', _text(client, _at(plain))
        )
        FileCover.objects.create(document=plain, sha256=plain.sha256, outline=[[2, "Purpose"], [12, "Annex"]])
        text = _text(client, _at(plain))
        assert '<a href="#page-2" lang="km">Purpose</a>' in text
        assert f'<a href="{_at(plain, "pages/12/")}" lang="km">Annex</a>' in text
        office = make_file(
            [("", "T-1"), ("Purpose", "Purpose\nWhy"), ("Purpose", "more"), ("Steps", "Steps\nHow")],
            name="paper.docx",
            pages=None,
            reference="T-2026-102",
        )
        text = _text(client, _at(office))
        assert text.count(">Purpose</a>") == 1
        assert '<h2 id="h-page-1">Section 1</h2>' in text
        assert "<p>Purpose</p>" not in text, "the heading stands above already"

    def test_a_sheet_is_a_table_that_scrolls_by_itself(self, make_file: MakeFile, client: Client) -> None:
        document = make_file([("Figures", "Country\tCases\nLaos\t12")], name="paper.xlsx", pages=None)
        text = _text(client, _at(document))
        assert '<th scope="col">Country</th>' in text
        assert "<td>Laos</td><td>12</td>" in text
        assert 'tabindex="0"' in text
        assert "Open the PDF" not in text


class PlainnessTests:
    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"quality": 0.3}, "only poorly"),
            ({"quality": 0.0}, "No text could be taken"),
            ({"recognised": True}, "recognised by machine"),
        ],
    )
    def test_what_is_wrong_with_the_text_is_said_and_the_file_offered(
        self, make_file: MakeFile, client: Client, fields: dict[str, object], said: str
    ) -> None:
        document = make_file(TWELVE[:2], **fields)
        text = _text(client, _at(document))
        assert said in text
        assert f'class="button" href="{document.url}' in text

    @pytest.mark.parametrize("state", [State.CHECKED, State.TEXT_TAKEN])
    def test_one_that_was_not_looked_at_is_not_there(self, make_file: MakeFile, client: Client, state: State) -> None:
        assert client.get(_at(make_file(TWELVE[:2], state=state))).status_code == 404

    def test_a_page_of_nothing_says_so(self, make_file: MakeFile, client: Client) -> None:
        assert "Nothing could be read on this page" in _text(client, _at(make_file(["Words.", ""])))

    def test_a_refused_file_is_for_nobody_and_staff_read_why_where_they_keep_it(
        self, make_file: MakeFile, client: Client, publisher: User
    ) -> None:
        refusal = {"reason": "script", "details": {"name": "paper.pdf"}}
        document = make_file(TWELVE[:1], state=State.REFUSED, refusal=refusal)
        assert client.get(_at(document)).status_code == 404
        client.force_login(publisher)
        assert client.get(_at(document)).status_code == 404
        kept = client.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()
        assert "carries a program" in kept


class WeightTests:
    def test_a_long_file_is_shown_in_stretches_that_a_slow_line_bears(
        self, make_file: MakeFile, client: Client
    ) -> None:
        letters = random.Random(5)
        words = ["".join(letters.choices("កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភម", k=6)) for _ in range(4000)]
        document = make_file([" ".join(letters.choices(words, k=400)) for _page in range(400)])
        text = _text(client, _at(document, "pages/200/"))
        assert len(gzip.compress(text.encode())) <= 30_000
        last = max(int(number) for number in re.findall(r'id="page-(\d+)"', text))
        assert 200 <= last < 210
        assert f'rel="next" href="{_at(document, f"pages/{last + 1}/")}"' in text
        assert text.count('<span class="count">') == 30
        contents = _text(client, _at(document, "contents/101/"))
        assert len(gzip.compress(contents.encode())) <= 30_000
        assert "101 to 200 of 400" in contents
        assert f'href="{_at(document, "contents/201/")}"' in contents

    def test_a_page_that_is_too_long_comes_in_parts_and_none_of_it_is_lost(
        self, make_file: MakeFile, client: Client
    ) -> None:
        lines = [f"line {number} of many that say nothing new" for number in range(700)]
        document = make_file(["Short.", "\n".join(lines), "End."])
        assert len("\n".join(lines)) > 2 * LONG
        found: list[str] = []
        address = _at(document, "pages/2/")
        while "pages/2/" in address:
            text = _text(client, address)
            found += re.findall(r"line (\d+) of", text.partition('<div class="rail">')[0])
            following = re.search(r'rel="next" href="([^"]+)"', text)
            assert following
            assert ("Page 2, part" in text) == ("pages/2/" in address)
            address = following[1].replace("&amp;", "&")
        assert [int(number) for number in found] == list(range(700))
        assert address == _at(document, "pages/3/")

    def test_a_page_takes_as_many_queries_in_a_file_of_any_length(
        self, make_file: MakeFile, client: Client, django_assert_max_num_queries: object
    ) -> None:
        document = make_file(TWELVE * 20)
        with django_assert_max_num_queries(20):  # type: ignore[operator]
            client.get(_at(document, "pages/120/"))


class RightsTests:
    TAILS = ("", "?page=2", "pages/1/", "pages/2/", "pages/99/", "contents/1/")

    def test_a_file_for_members_is_absent_for_everybody_else(
        self, make_file: MakeFile, client: Client, editor: User
    ) -> None:
        document = make_file(TWELVE, label=Label.GREEN)
        FileCover.objects.create(document=document, sha256=document.sha256, width=9, height=9, picture=b"RIFF")
        picture = f"/files/{document.token}/pictures/first-page.webp"
        for address in (*(_at(document, tail) for tail in self.TAILS), picture):
            denied = client.get(address)
            absent = client.get(address.replace(document.token, "AAAAAAAAAAAA"))
            assert denied.status_code == absent.status_code == 404, address
            assert denied.content.replace(document.token.encode(), b"AAAAAAAAAAAA") == absent.content, address
            kept = [
                sorted(item for item in answer.headers.items() if item[0] != "Content-Length")
                for answer in (denied, absent)
            ]
            assert kept[0] == kept[1]
        client.force_login(editor)
        answer = client.get(_at(document, "pages/2/"))
        assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
        assert 'class="marked-green"' in answer.content.decode()
        assert client.get(picture)["Cache-Control"] == "private, no-store"

    def test_what_all_may_read_is_asked_for_again_and_answered_briefly(
        self, make_file: MakeFile, client: Client
    ) -> None:
        address = _at(make_file(TWELVE), "pages/2/")
        first = client.get(address)
        assert first["Cache-Control"] == "no-cache"
        assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304

    def test_it_closes_with_what_carries_it(self, make_file: MakeFile, client: Client, editor: User) -> None:
        document = make_file(TWELVE)
        assert client.get(_at(document)).status_code == 200
        PublicationPage.objects.get(reference="T-2026-101").unpublish()
        assert client.get(_at(document)).status_code == 404
        client.force_login(editor)
        text = _text(client, _at(document))
        assert "No publication carries this file" in text
        assert "TLP:CLEAR" not in text

    def test_a_carrier_that_is_closed_to_a_reader_is_not_named(
        self, make_file: MakeFile, make_publication: object, client: Client, editor: User
    ) -> None:
        document = make_file(TWELVE)
        closed = make_publication("T-2026-102", label=Label.GREEN)  # type: ignore[operator]
        closed.files = [PublicationFile(document=document, language="km")]
        closed.save()
        assert "T-2026-102" not in _text(client, _at(document))
        client.force_login(editor)
        assert "T-2026-102" in _text(client, _at(document))

    def test_there_is_no_page_beyond_the_last(self, make_file: MakeFile, client: Client) -> None:
        document = make_file(TWELVE)
        for tail in (
            "pages/13/",
            "pages/0/",
            f"pages/{10**30}/",
            "pages/2/?part=2",
            "pages/2/?part=x",
            "contents/13/",
            "contents/0/",
        ):
            assert client.get(_at(document, tail)).status_code == 404, tail


class PublicationTests:
    def test_the_publication_leads_to_the_text_and_tells_pages_and_size(
        self, make_file: MakeFile, client: Client
    ) -> None:
        document = make_file(TWELVE)
        FileCover.objects.create(document=document, sha256=document.sha256, width=90, height=120, picture=b"RIFF")
        page = PublicationPage.objects.get(reference="T-2026-101")
        text = _text(client, page.url)
        assert f'href="{_at(document)}"' in text
        assert re.search(r'<td class="figure">12</td><td class="figure">1 KB</td>', text)
        page.files.all().update(language="en")
        text = _text(client, page.url)
        assert f'src="/files/{document.token}/pictures/first-page.webp" width="90" height="120"' in text
        PortalDocument.objects.filter(pk=document.pk).update(sha256="another")
        assert "first-page.webp" not in _text(client, page.url), "that was another file"


class SoughtTests:
    def test_a_hit_leads_to_the_page_on_which_what_was_sought_is_marked(
        self, make_file: MakeFile, client: Client
    ) -> None:
        document = make_file(["A foreword.", "Passports <i>and</i> ships.", "An annex.", *TWELVE])
        address = with_question(f"{_at(document, 'pages/2/')}#page-2", "passports & ships")
        assert address == f"{_at(document, 'pages/2/')}?q=passports+%26+ships#page-2"
        answer = client.get(address)
        text = answer.content.decode()
        assert "<p><mark>Passports</mark> &lt;i&gt;and&lt;/i&gt; <mark>ships</mark>.</p>" in text
        assert text.count("What you searched for is marked.") == 1
        assert f'href="{_at(document, "pages/2/")}">Show it without marks' in text
        assert f'rel="prev" href="{_at(document, "pages/1/")}?q=passports+%26+ships"' in text
        # One text has one address for search engines and for whoever cites it.
        assert answer["X-Robots-Tag"] == "noindex"
        assert f'rel="canonical" href="http://testserver{_at(document, "pages/2/", "km")}"' in text
        plain = client.get(_at(document, "pages/2/"))
        assert "X-Robots-Tag" not in plain
        assert "<mark>" not in plain.content.decode()

    def test_tables_and_headings_are_marked_too_and_what_is_not_there_is_not_told(
        self, make_file: MakeFile, client: Client
    ) -> None:
        document = make_file([("Ships", "Name\tPlace\nTenang\tBatam")], name="paper.xlsx")
        text = _text(client, f"{_at(document)}?q=ships+batam")
        assert "<td><mark>Batam</mark></td>" in text
        assert '<span lang="km"><mark>Ships</mark></span>' in text
        assert "marked" not in re.sub(r'class="[^"]*"', "", _text(client, f"{_at(document)}?q=anchor"))
