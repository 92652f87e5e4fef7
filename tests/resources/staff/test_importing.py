"""The screen on which staff import: what would happen is shown first, and nothing happens unasked."""

from __future__ import annotations

import re
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from portal.members.models import User
from portal.work.running import run_waiting
from resources.importing import background
from resources.models import ImportState, PublicationFile, PublicationPage, TableImport
from tests.conftest import MakePublication
from tests.files.samples import pdf
from tests.resources.importing.tables import write
from tests.retention.kinds import purge

PLACE = "/administration/import/"


@pytest.fixture
def table(tmp_path: Path) -> SimpleUploadedFile:
    """Two rows to import, and one that is wrong."""
    rows = ({"file": "a.pdf"}, {"language": "th", "title": "เครื่องมือ"}, {"reference": "=wrong"})
    return SimpleUploadedFile("t.csv", write(tmp_path / "t.csv", *rows).read_bytes())


@pytest.fixture
def archive() -> SimpleUploadedFile:
    """The file the table names, in a folder of its own as programs pack it."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("papers/a.pdf", pdf())
    return SimpleUploadedFile("files.zip", packed.getvalue())


class ImportScreenTests:
    def test_an_import_is_looked_through_then_decided_on_then_done(
        self,
        client: Client,
        publisher: User,
        table: SimpleUploadedFile,
        archive: SimpleUploadedFile,
        django_capture_on_commit_callbacks: Any,
    ) -> None:
        client.force_login(publisher)
        response = client.post(PLACE, {"table": table, "archive": archive})
        run_waiting()
        shown = client.get(response["Location"]).content.decode()
        assert "T-2031-001 en: new" in shown
        run = TableImport.objects.get()
        name = run.table.name
        assert default_storage.exists(name)
        assert not PublicationPage.objects.filter(reference="T-2031-001").exists()

        client.post(f"{response['Location']}decide/", {"decision": "import"})
        with django_capture_on_commit_callbacks(execute=True):
            run_waiting()
        run.refresh_from_db()
        assert run.state == ImportState.DONE
        assert PublicationPage.objects.filter(reference="T-2031-001", live=True).count() == 2
        assert PublicationFile.objects.filter(page__reference="T-2031-001").count() == 1
        report = b"".join(client.get(f"{response['Location']}refused.csv").streaming_content).decode()
        assert "4,'=wrong,en,reference," in report
        # What was uploaded is gone, what became of it is not.
        assert not run.table
        assert not default_storage.exists(name)

    def test_a_worker_that_dies_leaves_an_import_that_the_next_one_ends(
        self, publisher: User, table: SimpleUploadedFile
    ) -> None:
        run = background.begin(by=publisher, table=table, archive=None, draft=True)
        assert not background.advance(run.pk, turn=0)
        while not background.advance(run.pk, turn=0):
            continue
        run.refresh_from_db()
        assert run.state == ImportState.WAITING
        assert run.outcomes.filter(rehearsed=True).count() == 3

    def test_what_is_no_table_is_refused_at_once(self, client: Client, publisher: User) -> None:
        client.force_login(publisher)
        response = client.post(PLACE, {"table": SimpleUploadedFile("t.csv", b"a,b\n1,2\n")})
        assert response.status_code == 422
        assert "no header row" in response.content.decode()
        assert not TableImport.objects.exists()

    def test_only_those_who_add_publications_import_and_each_sees_their_own(
        self, client: Client, publisher: User, editor: User, table: SimpleUploadedFile
    ) -> None:
        run = background.begin(by=publisher, table=table, archive=None, draft=False)
        assert client.get(PLACE).status_code == 302
        client.force_login(editor)
        assert client.get(PLACE).status_code == 200
        assert client.get(f"{PLACE}{run.token}/").status_code == 404
        editor.groups.clear()
        assert client.get(PLACE).status_code == 404

    def test_an_upload_nobody_decides_on_is_deleted_after_some_days(
        self, publisher: User, table: SimpleUploadedFile
    ) -> None:
        run = background.begin(by=publisher, table=table, archive=None, draft=False)
        purge("uploads to be imported")
        run.refresh_from_db()
        assert run.table
        TableImport.objects.update(changed_at=timezone.now() - timedelta(days=8))
        assert purge("uploads to be imported") == 1
        run.refresh_from_db()
        assert (bool(run.table), run.state) == (False, ImportState.REFUSED)


class ReviewMailTests:
    def test_an_import_by_somebody_who_may_not_publish_sends_each_reviewer_one_mail(
        self,
        client: Client,
        publisher: User,
        editor: User,
        table: SimpleUploadedFile,
        archive: SimpleUploadedFile,
        mailoutbox: list[EmailMessage],
        django_capture_on_commit_callbacks: Any,
    ) -> None:
        run = background.begin(by=editor, table=table, archive=archive, draft=False)
        run_waiting()
        background.carry_out(run)
        # The worker dies behind the first row: what it handed in is counted all the same.
        with django_capture_on_commit_callbacks(execute=True):
            assert not background.advance(run.pk, turn=0)
        run.outcomes.filter(rehearsed=False).delete()
        TableImport.objects.update(line=0)
        with django_capture_on_commit_callbacks(execute=True):
            run_waiting()
        drafts = PublicationPage.objects.filter(reference="T-2031-001")
        assert [draft.workflow_in_progress for draft in drafts] == [True, True]
        assert [mail.to for mail in mailoutbox] == [[publisher.email]]
        assert mailoutbox[0].subject == "Balai: 2 imported drafts wait for review"
        place = re.search(r"/administration/\S+", str(mailoutbox[0].body))
        assert place
        client.force_login(publisher)
        shown = client.get(place[0])
        assert set(shown.context["object_list"].values_list("pk", flat=True)) == {draft.pk for draft in drafts}

    def test_a_draft_that_is_handed_in_by_itself_sends_its_mail_as_before(
        self,
        make_publication: MakePublication,
        publisher: User,
        editor: User,
        mailoutbox: list[EmailMessage],
        django_capture_on_commit_callbacks: Any,
    ) -> None:
        page = make_publication()
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision(user=editor)
            page.get_workflow().start(page, editor)
            assert not mailoutbox, "no mail is sent where it is handed in"
            run_waiting()
        assert [mail.to for mail in mailoutbox] == [[publisher.email]]
        assert page.title in mailoutbox[0].subject
