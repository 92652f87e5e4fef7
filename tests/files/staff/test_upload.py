"""Whoever uploads a file is told in a sentence why it is refused, or that it is already here."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import UploadedFile

from portal.audit.models import Entry
from portal.files.models import PortalDocument, PortalImage, RefusedFile
from portal.files.pipeline.states import State
from portal.files.staff.forms import describe
from portal.members.models import User
from portal.work.running import run_waiting
from tests.files.conftest import TakeIn, stored_names
from tests.files.samples import GOOD, pdf

SCRIPT = pdf(catalogue=b"/OpenAction<</S/JavaScript/JS(1)>>")
SENTENCE = "The victims of trafficking are not to be held to account for what they were made to do."


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    """An editor's browser."""
    client.force_login(editor)
    return client


class OneFileTests:
    def _add(self, desk: Client, content: bytes, name: str, **fields: str) -> Any:
        data = {"title": "Paper", "file": upload(content, name), **fields}
        return desk.post(reverse("wagtaildocs:add"), data, follow=True)

    def test_a_good_one_is_taken_in(self, desk: Client, editor: User) -> None:
        self._add(desk, GOOD["paper.docx"], "paper.docx", language="km")
        document = PortalDocument.objects.get()
        assert (document.state, document.language, document.uploaded_by_user) == (State.CHECKED, "km", editor)

    @pytest.mark.parametrize(
        ("content", "name", "said"),
        [
            (SCRIPT, "plan.pdf", "“plan.pdf” carries a program (JavaScript)"),
            (b"", "plan.pdf", "“plan.pdf” is empty"),
            (b"MZ", "plan.exe", "“plan.exe” is of a kind that is not taken in"),
            (b"words", "plan.docx", "“plan.docx” is not what the end of its name says"),
        ],
    )
    def test_a_refused_one_is_told_noted_and_not_stored(
        self, desk: Client, editor: User, content: bytes, name: str, said: str
    ) -> None:
        page = self._add(desk, content, name).content.decode()
        assert said in page
        assert not PortalDocument.objects.exists()
        assert stored_names() == []
        noted = RefusedFile.objects.get()
        assert (noted.by, noted.name) == (editor, name)
        assert Entry.objects.filter(action="files.refused", actor_id=editor.pk).count() == 1

    def test_one_that_is_too_large_is_told_with_its_name(self, desk: Client, settings: Any) -> None:
        settings.FILE_MOST_BYTES = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 300
        page = self._add(desk, pdf(), "plan.pdf").content.decode()
        assert "“plan.pdf” has" in page
        assert "This file is too big" not in page

    def test_the_same_again_is_taken_in_with_a_warning(self, desk: Client) -> None:
        self._add(desk, pdf(), "one.pdf", title="First <paper>")
        answer = self._add(desk, pdf(), "two.pdf").content.decode()
        assert PortalDocument.objects.count() == 2
        assert "The very same file is already here: “First &lt;paper&gt;”." in answer

    def test_replacing_by_a_refused_one_changes_nothing(self, desk: Client, take_in: TakeIn, publisher: User) -> None:
        desk.force_login(publisher)
        document = take_in(pdf([SENTENCE]))
        before = stored_names()
        address = reverse("wagtaildocs:edit", args=[document.pk])
        answer = desk.post(address, {"title": "Paper", "file": upload(SCRIPT, "plan.pdf")})
        assert "carries a program" in answer.content.decode()
        assert stored_names() == before
        document.refresh_from_db()
        assert document.state == State.READY

    def test_replacing_by_a_good_one_keeps_the_one_before_aside(
        self, desk: Client, take_in: TakeIn, publisher: User
    ) -> None:
        desk.force_login(publisher)
        document = take_in(pdf([SENTENCE]))
        address = reverse("wagtaildocs:edit", args=[document.pk])
        desk.post(address, {"title": "Paper", "file": upload(pdf([SENTENCE] * 2), "plan.pdf")})
        run_waiting()
        document.refresh_from_db()
        assert (document.pages, document.state, document.text_pages.count()) == (2, State.READY, 2)
        former = document.former_versions.get()
        assert sorted(stored_names()) == sorted([document.file.name, former.file.name])


class ManyFilesTests:
    def _drop(self, desk: Client, content: bytes, name: str, **fields: str) -> dict[str, Any]:
        data = {"files[]": upload(content, name), **fields}
        answer = desk.post(reverse("wagtaildocs:add_multiple"), data, headers={"X-Requested-With": "XMLHttpRequest"})
        found: dict[str, Any] = json.loads(answer.content)
        return found

    def test_each_is_answered_by_itself(self, desk: Client) -> None:
        assert self._drop(desk, pdf(), "one.pdf")["success"]
        refused = self._drop(desk, SCRIPT, "two.pdf")
        assert (refused["success"], "“two.pdf” carries a program" in refused["error_message"]) == (False, True)
        again = self._drop(desk, pdf(), "three.pdf")
        assert "The very same file is already here: “one.pdf”." in again["form"]
        assert PortalDocument.objects.count() == 2

    def test_one_with_a_wrong_title_is_checked_before_it_waits_for_a_better_one(self, desk: Client) -> None:
        refused = self._drop(desk, SCRIPT, "two.pdf", title="x" * 300)
        assert not refused["success"]
        assert not UploadedFile.objects.exists()
        waiting = self._drop(desk, pdf(), "two.pdf", title="x" * 300)
        key = waiting["uploaded_file_id"]
        address = reverse("wagtaildocs:create_multiple_from_uploaded_document", args=[key])
        desk.post(address, {f"uploaded-document-{key}-title": "Better"}, headers={"X-Requested-With": "XMLHttpRequest"})
        assert PortalDocument.objects.get().state == State.CHECKED


class ImageTests:
    def test_an_image_is_refused_alike(self, portal: None, admin_client: Client) -> None:
        data = {"title": "Chart", "file": upload(GOOD["poster.png"][:90], "chart.png")}
        assert "“chart.png” is damaged" in admin_client.post(reverse("wagtailimages:add"), data).content.decode()
        assert RefusedFile.objects.get().reason == "damaged"
        data["file"] = upload(GOOD["poster.png"], "chart.png")
        admin_client.post(reverse("wagtailimages:add"), data)
        assert PortalImage.objects.get().width == 40
        PortalImage.objects.all().delete()
        data["file"] = upload(pdf(), "chart.pdf")
        admin_client.post(reverse("wagtailimages:add"), data)
        assert not PortalImage.objects.exists()
        assert len(stored_names()) <= 1, "the first is deleted by the worker"


class DescriptionTests:
    def test_it_says_how_far_a_file_has_come(self, take_in: TakeIn) -> None:
        document = take_in(pdf([SENTENCE] * 2))
        assert describe(document) == "Ready; text of 2 pages or sections, language English, readable to 100%."
        document.state = State.CHECKED
        assert describe(document).startswith("In quarantine: it is checked and cleaned in the background")
        document.refusal = {"reason": "lost", "details": {"name": "<b>.pdf"}}
        assert describe(document).startswith("“&lt;b&gt;.pdf” is no longer")


class ReportTests:
    def test_it_lists_what_is_hard_to_read_and_what_was_refused(self, desk: Client, take_in: TakeIn) -> None:
        take_in(pdf([SENTENCE]))
        address = reverse("files_report")
        assert "No stored file is refused or hard to read." in desk.get(address).content.decode()
        take_in(pdf(["", "", SENTENCE]), "blank.pdf")
        desk.post(reverse("wagtaildocs:add"), {"title": "Plan", "file": upload(SCRIPT, "plan.pdf")})
        page = desk.get(address).content.decode()
        assert "2 of 3 pages have no text" in page
        assert "“plan.pdf” carries a program" in page
        assert page.count("editor@office.example") >= 1
        assert b"blank.pdf" in desk.get(address, {"export": "csv"}).getvalue()

    def test_it_is_for_staff(self, portal: None, client: Client) -> None:
        assert client.get(reverse("files_report")).status_code == 302
