"""A file that is replaced keeps its address, and what it was is kept for staff."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from portal.audit.models import Entry
from portal.files.actions import bring_back, replace
from portal.files.models import FilePage, FormerVersion, PortalDocument
from portal.files.pipeline.mending import sweep
from portal.files.pipeline.states import State
from portal.files.pipeline.weight import stored_bytes
from portal.members.models import User
from portal.work.running import run_waiting
from tests.files.conftest import TakeIn, stored_names
from tests.files.samples import GOOD, pdf, settled

OLD, NEW = settled(pdf(["The words before."])), settled(pdf(["The words after.", "And more."]))


class ReplacingTests:
    def test_the_address_stays_and_the_text_is_taken_anew(self, take_in: TakeIn, editor: User) -> None:
        document = take_in(OLD, "report 2025.pdf", language="en")
        address = document.url
        replace(document=document, content=ContentFile(NEW), name="report 2026.pdf", by=editor)
        document = PortalDocument.objects.get()
        assert (document.url, document.pages, document.state) == (address, 2, State.CHECKED)
        assert not FilePage.objects.exists()
        run_waiting()
        assert "after" in FilePage.objects.get(number=1).text
        former = FormerVersion.objects.get()
        assert (former.filename, former.pages, former.replaced_by) == ("report-2025.pdf", 1, editor)
        assert former.file.open("rb").read() == OLD
        assert stored_bytes() == len(OLD) + len(NEW)
        assert Entry.objects.filter(action="files.replaced", object_key=str(document.pk)).exists()

    def test_what_was_can_be_brought_back(self, take_in: TakeIn, editor: User) -> None:
        document = take_in(OLD)
        replace(document=document, content=ContentFile(NEW), name="new.pdf", by=editor)
        bring_back(former=FormerVersion.objects.get(), by=editor)
        document.refresh_from_db()
        assert document.file.open("rb").read() == OLD
        assert [former.pages for former in FormerVersion.objects.all()] == [2, 1]

    def test_each_version_has_the_name_it_came_with(self, take_in: TakeIn, editor: User) -> None:
        document = take_in(OLD, "รายงาน.pdf")
        address = document.url
        replace(document=document, content=ContentFile(NEW), name="ລາຍງານ.pdf", by=editor)
        document.refresh_from_db()
        former = FormerVersion.objects.get()
        assert (document.url, document.shown_name, former.shown_name) == (address, "ລາຍງານ.pdf", "รายงาน.pdf")
        assert bring_back(former=former, by=editor).shown_name == "รายงาน.pdf"

    def test_a_refused_file_changes_nothing(self, take_in: TakeIn, editor: User) -> None:
        document = take_in(OLD)
        with pytest.raises(ValidationError, match="not what the end of its name says"):
            replace(document=document, content=ContentFile(b"words"), name="new.pdf", by=editor)
        document.refresh_from_db()
        assert (document.file.open("rb").read(), document.state) == (OLD, State.READY)
        assert not FormerVersion.objects.exists()
        assert len(stored_names()) == 1

    def test_the_form_of_a_document_keeps_what_it_replaces_too(
        self, take_in: TakeIn, client: Client, publisher: User
    ) -> None:
        document = take_in(OLD)
        client.force_login(publisher)
        data = {"title": "Paper", "file": SimpleUploadedFile("other.pdf", NEW), "collection": document.collection_id}
        client.post(reverse("wagtaildocs:edit", args=[document.pk]), data)
        former = FormerVersion.objects.get()
        assert (former.file.open("rb").read(), former.replaced_by) == (OLD, publisher)

    def test_a_file_of_another_kind_leads_on_from_the_old_address(
        self, take_in: TakeIn, client: Client, publisher: User
    ) -> None:
        document = take_in(OLD, "paper.pdf")
        address = document.url
        held = replace(document=document, content=ContentFile(GOOD["paper.docx"]), name="paper.docx", by=publisher)
        assert client.get(address).status_code == 404
        client.force_login(publisher)
        assert client.get(address).status_code == 404, "nobody has looked at its text"
        run_waiting()
        assert client.get(address)["Location"] == held.url
        assert client.get(held.url).status_code == 200
        assert bring_back(former=FormerVersion.objects.get(), by=publisher).url == address

    def test_the_daily_round_leaves_former_versions_and_deleting_takes_them_along(
        self, take_in: TakeIn, editor: User, django_capture_on_commit_callbacks: object
    ) -> None:
        from datetime import timedelta

        document = take_in(OLD)
        replace(document=document, content=ContentFile(NEW), name="new.pdf", by=editor)
        sweep(older_than=timedelta(0))
        assert len(stored_names()) == 2
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            PortalDocument.objects.get().delete()
        deleted = {
            task.args_kwargs["args"][1] for task in DBTaskResult.objects.filter(task_path__contains="delete_file")
        }
        assert deleted == set(stored_names())
