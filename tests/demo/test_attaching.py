"""Papers come with the demo and go with it."""

from __future__ import annotations

from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from openpyxl import load_workbook

from portal.demo import sources
from portal.demo.models import DemoObject
from portal.demo.papers import attaching
from portal.demo.papers.choice import XLSX, Paper
from portal.files.models import PortalDocument
from portal.work.running import run_waiting
from resources.models import PublicationFile, PublicationPage
from tests.conftest import MakePublication

KHMER, TABLE = Paper("G-2026-014", "km", annexes=("T-2026-006",)), Paper("G-2026-014", "en", XLSX)


def run(command: str) -> str:
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path, portal: None) -> Path:
    """A demo of two families and two papers, whose files lie in the folder this answers."""
    chosen = [family for family in sources.families() if family.reference in ("G-2026-014", "T-2026-006")]
    monkeypatch.setattr(sources, "families", lambda: chosen)
    monkeypatch.setattr(attaching, "PAPERS", (KHMER, TABLE))
    settings.MEDIA_ROOT = tmp_path
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    return tmp_path


def on_disk(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


class AttachingTests:
    def test_each_is_a_file_of_its_publication_in_its_language(self, few: Path, client: Client) -> None:
        assert "2 papers of demo publications made." in run("load_demo")
        carried = PublicationFile.objects.select_related("document", "page__locale").order_by("language")
        assert [
            (
                row.page.reference,
                row.page.locale.language_code,
                row.language,
                row.document.language,
                row.document.filename,
            )
            for row in carried
        ] == [
            ("G-2026-014", "en", "en", "en", "g-2026-014-en.xlsx"),
            ("G-2026-014", "km", "km", "km", "g-2026-014-km.pdf"),
        ]
        assert carried[1].document.pages >= 7
        run_waiting()
        page = client.get("/km/publications/g-2026-014/").content.decode()
        assert carried[1].document.url in page
        fetched = b"".join(client.get(carried[1].document.url).streaming_content)
        assert fetched.startswith(b"%PDF-1.7")
        sheet = load_workbook(BytesIO((few / carried[0].document.file.name).read_bytes())).active
        assert sheet is not None
        assert [cell.value for cell in sheet[1]][:2] == ["Member State", "Status"]
        assert sheet.max_row == 12

    def test_a_second_time_makes_nothing(self, few: Path) -> None:
        run("load_demo")
        before = (sorted(PortalDocument.objects.values_list("pk", "token")), on_disk(few))
        assert "0 papers of demo publications made." in run("load_demo")
        assert (sorted(PortalDocument.objects.values_list("pk", "token")), on_disk(few)) == before
        assert PublicationFile.objects.count() == 2

    def test_what_was_taken_off_a_page_comes_back_once(self, few: Path) -> None:
        run("load_demo")
        PublicationFile.objects.filter(language="en").delete()
        assert "1 papers" in run("load_demo")
        assert "0 papers" in run("load_demo")

    def test_a_page_that_somebody_works_on_is_left_alone(self, few: Path) -> None:
        run("load_demo")
        PublicationFile.objects.all().delete()
        page = PublicationPage.objects.get(reference="G-2026-014", locale__language_code="km").specific
        page.save_revision()
        assert "1 papers" in run("load_demo")
        assert not PublicationFile.objects.filter(language="km").exists()

    def test_they_leave_the_database_and_the_disk(self, few: Path, django_capture_on_commit_callbacks: Any) -> None:
        run("load_demo")
        assert on_disk(few) == {"g-2026-014-en.xlsx", "g-2026-014-km.pdf"}
        with django_capture_on_commit_callbacks(execute=True):
            run("remove_demo")
        assert not PortalDocument.objects.exists()
        assert not DemoObject.objects.exists()
        run_waiting()
        assert on_disk(few) == set()

    def test_one_that_others_carry_stays_and_is_told(self, few: Path, make_publication: MakePublication) -> None:
        run("load_demo")
        document = PortalDocument.objects.get(language="km")
        own = make_publication("T-2026-901")
        PublicationFile.objects.create(page=own, document=document, language="km")
        assert f"Kept, because others' work points to it: {document.title}" in run("remove_demo")
        assert list(PortalDocument.objects.all()) == [document]
