"""What a publication may be, what its addresses are, and that they stay."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Locale

from portal.countries.models import Country
from portal.files.models import PortalDocument
from portal.files.pipeline.states import State
from portal.marking import Label
from portal.members.models import User
from portal.work.running import run_waiting
from resources.models import (
    GuidelinePage,
    ImplementationRow,
    InitiativePage,
    LegalInstrumentPage,
    PublicationFile,
    PublicationPage,
    ResearchBriefPage,
)
from resources.models.brief import KeyFinding
from tests.conftest import MakePublication
from tests.files.samples import docx

WORD = "word "


def anchors(page: PublicationPage) -> list[str]:
    return [block.value["anchor"] for block in page.body]


class NumberTests:
    @pytest.mark.parametrize(
        "reference",
        ["", "G-2026-14", "g-2026-014", "G 2026 014", "G-2026-014\n", "G-២០២៦-០១៤", "GG-2026-014", "G-2026-0144"],
    )
    def test_a_number_has_one_shape(self, make_publication: MakePublication, reference: str) -> None:
        with pytest.raises(ValidationError):
            make_publication(reference)

    def test_two_families_never_share_a_number(self, make_publication: MakePublication) -> None:
        first = make_publication("T-2026-101")
        second = make_publication("T-2026-102")
        second.reference = "T-2026-101"
        with pytest.raises(ValidationError, match="Another publication has this number"):
            second.save()
        translation = make_publication("T-2026-101", "th")
        assert translation.translation_key == first.translation_key

    def test_the_address_is_the_number_in_every_language_whatever_the_title(
        self, make_publication: MakePublication
    ) -> None:
        for language, title in (("my", "လူကုန်ကူးမှု"), ("ta", "வழிகாட்டி"), ("vi", "Hướng dẫn")):
            page = make_publication("T-2026-101", language, title=title)
            page.slug = "something-else"
            page.save()
            assert page.slug == "t-2026-101"
            assert page.url == f"/{language}/publications/t-2026-101/"


class AnswerTests:
    @pytest.mark.parametrize(("language", "most"), [("en", 100), ("vi", 170)])
    def test_it_has_at_most_so_many_words(self, make_publication: MakePublication, language: str, most: int) -> None:
        parts = {"do": WORD * 20, "who": WORD * 10}
        make_publication("T-2026-101", language, says=WORD * (most - 30), **parts)
        with pytest.raises(ValidationError, match=f"{most} are the most"):
            make_publication("T-2026-102", language, says=WORD * (most - 29), **parts)

    @pytest.mark.parametrize("missing", ["says", "do", "who", "issued", "title"])
    def test_what_every_reader_needs_is_required(self, make_publication: MakePublication, missing: str) -> None:
        with pytest.raises(ValidationError):
            make_publication("T-2026-101", **{missing: ""})

    def test_a_date_that_is_none_is_refused(self, make_publication: MakePublication) -> None:
        with pytest.raises((ValidationError, ValueError)):
            make_publication("T-2026-101", issued="May 2026")

    def test_a_superseded_text_names_what_took_its_place(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        with pytest.raises(ValidationError, match="took its place"):
            make_publication("T-2026-101", status="superseded")
        make_publication("T-2026-102", title="The new tool")
        make_publication("T-2026-101", status="superseded", superseded_by="T-2026-102")
        page = client.get("/en/publications/t-2026-101/").content.decode()
        assert '<a href="/en/publications/t-2026-102/" lang="en">T-2026-102 The new tool</a>' in page


class AnchorTests:
    @pytest.fixture
    def page(self, make_publication: MakePublication) -> PublicationPage:
        page = make_publication("T-2026-101")
        self._add(page, len(page.body), "Second")
        self._add(page, len(page.body), "Third")
        return self._saved(page)

    def _add(self, page: PublicationPage, place: int, heading: str, **values: Any) -> None:
        page.body.insert(place, ("section", {"heading": heading, "text": "<p>Words.</p>", **values}))

    def _saved(self, page: PublicationPage) -> PublicationPage:
        page.save_revision().publish()
        return PublicationPage.objects.get(pk=page.pk).specific

    def test_they_stay_when_a_section_is_put_before_them(self, page: PublicationPage, client: Client) -> None:
        assert anchors(page) == ["s1", "s2", "s3"]
        self._add(page, 0, "New first")
        page = self._saved(page)
        assert anchors(page) == ["s4", "s1", "s2", "s3"]
        shown = client.get("/en/publications/t-2026-101/").content.decode()
        assert '<a href="#s4">New first</a>' in shown
        assert '<section class="entry" id="s1"' in shown

    def test_one_that_was_taken_out_does_not_lead_to_another(self, page: PublicationPage) -> None:
        del page.body[1]
        self._add(page, 1, "In its place")
        assert anchors(self._saved(page)) == ["s1", "s4", "s3"]

    def test_a_copied_section_gets_its_own(self, page: PublicationPage) -> None:
        self._add(page, 1, "A copy of the first", anchor="s1")
        assert anchors(self._saved(page)) == ["s1", "s4", "s2", "s3"]

    def test_every_paragraph_has_a_number_that_is_an_address(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        text = "<p>One.</p><ol><li>not numbered</li></ol><p>Two.</p>"
        page = make_publication("T-2026-102", text=text)
        self._add(page, 1, "Second")
        self._saved(page)
        shown = client.get("/en/publications/t-2026-102/").content.decode()
        assert [f'<p class="para" id="p{number}">' in shown for number in (1, 2, 3, 4)] == [True, True, True, False]
        assert "not numbered" in shown


class TypesTests:
    def test_each_type_shows_what_is_its_own(self, make_publication: MakePublication, client: Client) -> None:
        make_publication("T-2026-101", is_training=True)
        make_publication(
            "B-2026-101",
            model=ResearchBriefPage,
            authors="A research office",
            methods="Interviews with judges.",
            limits="Cases of one year.",
            key_findings=[KeyFinding(text="Most were told of a job.")],
        )
        make_publication("L-2026-101", model=LegalInstrumentPage)
        make_publication(
            "I-2026-101",
            model=InitiativePage,
            challenge="<p>No interpreters.</p>",
            done="<p>A roster.</p>",
            changed="<p>Shorter waits.</p>",
            learned="<p>Ask early.</p>",
        )
        for address, words in {
            "t-2026-101": ["Training material"],
            "b-2026-101": ["A research office", "Interviews with judges.", "Cases of one year.", "Most were told"],
            "l-2026-101": ["Legal instrument"],
            "i-2026-101": ["No interpreters.", "A roster.", "Shorter waits.", "Ask early."],
        }.items():
            page = client.get(f"/en/publications/{address}/").content.decode()
            assert [word for word in words if word not in page] == [], address
        found = client.get("/en/search/", {"q": "interviews judges"}).content.decode()
        assert "B-2026-101" in found
        assert "I-2026-101" in client.get("/en/search/", {"q": "roster"}).content.decode()

    def test_a_file_is_listed_once_however_many_versions_carry_it(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        page = make_publication("T-2026-101")
        document = PortalDocument(title="Paper")
        document.file.save("paper.docx", ContentFile(docx()))
        page.files = [PublicationFile(document=document, language="th")]
        page.save()
        run_waiting()
        page.copy_for_translation(Locale.objects.get(language_code="th")).save_revision().publish()
        for language in ("en", "th"):
            shown = client.get(f"/{language}/publications/t-2026-101/").content.decode()
            listed = shown.partition('id="files"')[2]
            assert listed.count(document.url) == 1, language
            assert ">paper.docx<" not in listed, "one of a kind needs no name"

    def test_a_file_without_a_language_is_listed_in_that_of_its_page(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        page = make_publication("T-2026-101", language="th")
        document = PortalDocument(title="Paper")
        document.file.save("paper.docx", ContentFile(docx()))
        page.files = [PublicationFile(document=document, language="")]
        page.save()
        # Looked at, and nothing known of its language.
        PortalDocument.objects.update(state=State.READY)
        listed = client.get("/th/publications/t-2026-101/").content.decode().partition('id="files"')[2]
        assert f'href="{document.url}"><span lang="th">ไทย</span>' in listed

    def test_files_of_one_language_and_kind_are_told_apart_by_their_names(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        page = make_publication("T-2026-101")
        documents = [PortalDocument(title="Paper") for _each in range(4)]
        given = ("រាយការណ៍.docx", "annex.docx", "same.docx", "same.docx")
        for document, name in zip(documents, given, strict=True):
            document.file.save(name, ContentFile(docx()))
        page.files = [PublicationFile(document=document, language="en") for document in documents]
        page.save()
        run_waiting()
        listed = client.get("/en/publications/t-2026-101/").content.decode().partition('id="files"')[2]
        # Those that came under one name go by the names in their addresses.
        shown = [*given[:2], *(document.filename for document in documents[2:])]
        assert [listed.count(f">{name}</bdi></a>") for name in shown] == [1, 1, 1, 1]


class ImplementationTests:
    @pytest.fixture
    def guideline(self, make_publication: MakePublication) -> PublicationPage:
        rows = [
            ("LA", "in-use", "=HYPERLINK(1)", "", "@note"),
            ("TH", "in-preparation", " +1", "2025-03", "plain, with a comma"),
            ("VN", "not-reported", "＝1", "", ""),
        ]
        return make_publication(
            "G-2026-101",
            model=GuidelinePage,
            implementation=[
                ImplementationRow(
                    country=Country.objects.get(code=code), status=status, instrument=instrument, since=since, note=note
                )
                for code, status, instrument, since, note in rows
            ],
        )

    def test_its_cells_are_no_formulas(self, guideline: PublicationPage, client: Client) -> None:
        answer = client.get("/en/publications/g-2026-101/implementation.csv")
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert answer["Content-Disposition"] == 'attachment; filename="G-2026-101-implementation.csv"'
        assert answer.content.startswith(b"\xef\xbb\xbf"), "spreadsheets read the letters right"
        rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
        assert rows[1:] == [
            ["LA", "Lao PDR", "in-use", "'=HYPERLINK(1)", "", "'@note", ""],
            ["TH", "Thailand", "in-preparation", "' +1", "2025-03", "plain, with a comma", ""],
            ["VN", "Viet Nam", "not-reported", "'＝1", "", "", ""],
        ]

    def test_the_page_shows_it_in_words(self, guideline: PublicationPage, client: Client) -> None:
        page = client.get("/en/publications/g-2026-101/").content.decode()
        assert "In preparation" in page
        assert "=HYPERLINK(1)" in page

    def test_it_is_there_for_guidelines_the_viewer_may_read_only(
        self, make_publication: MakePublication, client: Client, editor: User
    ) -> None:
        make_publication("T-2026-101")
        make_publication("G-2026-102", model=GuidelinePage, label=Label.GREEN)
        assert client.get("/en/publications/t-2026-101/implementation.csv").status_code == 404
        assert client.get("/en/publications/g-2026-102/implementation.csv").status_code == 404
        client.force_login(editor)
        assert client.get("/en/publications/g-2026-102/implementation.csv").status_code == 200


class CopyTests:
    def test_a_copy_gets_the_next_number_and_its_address(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        page = make_publication("T-2026-101")
        copy = page.copy(update_attrs={"title": "A copy", "slug": "a-copy"}, keep_live=False)
        assert not copy.live
        assert (copy.reference, copy.slug) == ("T-2026-102", "t-2026-102")
        assert client.get("/en/publications/t-2026-102/").status_code == 404
        copy.get_latest_revision().publish()
        assert client.get("/en/publications/t-2026-102/").status_code == 200
