"""What may be taken home, by whom, and that it comes back unchanged."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from wagtail.models import Revision

from portal.marking import Label
from portal.members.models import User
from portal.pages.rich_text import from_markdown
from resources.columns.table import EXPORTED
from resources.importing.outcomes import Kind
from resources.models import GuidelinePage, ImplementationRow, InitiativePage, PublicationPage, ResearchBriefPage
from resources.models.brief import KeyFinding
from tests.conftest import MakePublication
from tests.resources.importing.tables import run

MARKDOWN = "- one\n- **two**; [three](https://example.org/)\n\n## in the middle"


@pytest.fixture
def library(make_publication: MakePublication) -> None:
    """A publication of each of four types, and one for members alone."""
    make_publication("T-2031-001", title="=cmd|' /C calc'!A0", related=["T-2031-009", "G-2031-001"])
    make_publication("T-2031-001", "km", text=from_markdown(MARKDOWN), says="- ចាប់ផ្តើម")
    make_publication("T-2031-009", label=Label.GREEN, title="For members")
    make_publication("G-2031-001", model=GuidelinePage)
    texts = {name: from_markdown(MARKDOWN) for name in InitiativePage.own_texts}
    make_publication("I-2031-001", model=InitiativePage, **texts)
    brief = make_publication("B-2031-001", "th", model=ResearchBriefPage, authors="Us; them", methods="'m", limits="-")
    brief.key_findings = [KeyFinding(locale=brief.locale, text="First; with more."), KeyFinding(text="Second\\")]
    brief.save()


def content(response: Any) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def table(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content(response).decode("utf-8-sig"))))


@pytest.mark.usefixtures("library")
class RoundTripTests:
    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_what_staff_export_changes_nothing_when_it_is_imported(
        self, client: Client, publisher: User, tmp_path: Path, form: str
    ) -> None:
        client.force_login(publisher)
        assert f"?export={form}" in client.get("/administration/publications/").content.decode()
        saved = tmp_path / f"t.{form}"
        saved.write_bytes(content(client.get(f"/administration/publications/?export={form}")))
        before = Revision.objects.count()
        outcomes = run(saved)
        assert {outcome.kind for outcome in outcomes} == {Kind.UNCHANGED}, [outcome.told() for outcome in outcomes]
        assert len(outcomes) == PublicationPage.objects.count()
        assert Revision.objects.count() == before

    def test_a_visitors_table_takes_no_relation_away_that_it_could_not_name(
        self, client: Client, tmp_path: Path
    ) -> None:
        saved = tmp_path / "t.csv"
        saved.write_bytes(content(client.get("/en/search/table.csv")))
        told = {outcome.reference: outcome for outcome in run(saved)}
        assert {outcome.kind for outcome in told.values()} == {Kind.UNCHANGED}
        assert told["T-2031-001"].notes[0].startswith("T-2031-009 stays among the related publications")
        text = saved.read_text(encoding="utf-8")
        saved.write_text(text.replace(",G-2031-001", ",I-2031-001"), encoding="utf-8")
        (changed,) = [outcome for outcome in run(saved, dry_run=True) if outcome.kind is Kind.CHANGED]
        assert changed.columns == ("related",)
        run(saved)
        page = PublicationPage.objects.get(reference="T-2031-001", locale__language_code="en")
        assert page.related == ["T-2031-009", "I-2031-001"]

    def test_a_text_that_was_exported_and_edited_keeps_what_no_table_holds(
        self, client: Client, publisher: User, tmp_path: Path
    ) -> None:
        page: Any = GuidelinePage.objects.get()
        page.implementation = [ImplementationRow(locale=page.locale, country_id="TH", status="in-use")]
        page.save()
        client.force_login(publisher)
        text = content(client.get("/administration/publications/?export=csv")).decode()
        (tmp_path / "t.csv").write_text(text.replace("The text of this tool.", "Another text."), encoding="utf-8")
        changed = [outcome for outcome in run(tmp_path / "t.csv") if outcome.kind is Kind.CHANGED]
        assert {outcome.columns for outcome in changed} == {("body",)}
        page = GuidelinePage.objects.get()
        assert page.implementation.count() == 1
        assert (page.body[0].value["anchor"], page.body[0].value["heading"]) == ("s1", "Purpose")


@pytest.mark.usefixtures("library")
class SearchTests:
    def test_a_visitor_takes_home_what_the_list_shows_and_no_more(self, client: Client) -> None:
        rows = table(client.get("/en/search/table.csv"))
        assert list(rows[0]) == list(EXPORTED)
        assert {row["reference"] for row in rows} == {"T-2031-001", "G-2031-001", "I-2031-001", "B-2031-001"}
        assert {row["marking"] for row in rows} == {"CLEAR"}
        tool = next(row for row in rows if row["reference"] == "T-2031-001")
        # What only members may read is not named either.
        assert tool["related"] == "G-2031-001"
        assert tool["title"].startswith("'=cmd")

    def test_filters_narrow_the_table_and_unknown_forms_are_absent(self, client: Client) -> None:
        rows = table(client.get("/en/search/table.csv?type=initiative"))
        assert [row["reference"] for row in rows] == ["I-2031-001"]
        assert client.get("/en/search/table.ods").status_code == 404

    def test_a_workbook_holds_texts_alone(self, client: Client) -> None:
        book = load_workbook(BytesIO(content(client.get("/en/search/table.xlsx"))))
        cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} == {"s"}

    def test_the_page_of_results_leads_there_with_its_filters(self, client: Client) -> None:
        page = client.get("/en/search/?type=tool&country=-TH").content.decode()
        assert 'href="/en/search/table.csv?country=-TH&amp;type=tool"' in page


@pytest.mark.usefixtures("library")
class MetadataTests:
    def test_a_publication_tells_programs_all_that_its_page_tells(self, client: Client) -> None:
        page = client.get("/en/publications/t-2031-001/").content.decode()
        assert page.count("/en/publications/t-2031-001/metadata.json") == 2
        told = json.loads(client.get("/en/publications/t-2031-001/metadata.json").content)
        assert (told["reference"], told["marking"], told["related"]) == ("T-2031-001", "CLEAR", ["G-2031-001"])
        assert [version["language"] for version in told["versions"]] == ["en", "km"]

    def test_a_closed_one_is_as_absent_as_one_that_never_was(self, client: Client) -> None:
        closed = client.get("/en/publications/t-2031-009/metadata.json")
        absent = client.get("/en/publications/t-2031-008/metadata.json")
        assert closed.status_code == absent.status_code == 404
