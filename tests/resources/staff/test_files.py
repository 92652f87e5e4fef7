"""Files are given to a publication several at once, told apart by language, and replaced by whoever may."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from portal.files.models import FormerVersion, PortalDocument
from portal.members.models import User
from portal.work.running import run_waiting
from resources.models import PublicationFile, PublicationPage
from tests.conftest import MakePublication
from tests.files.conftest import clean_storage  # noqa: F401
from tests.files.samples import pdf, settled

THAI = "report_th.pdf"


def upload(name: str = "paper.pdf", text: str = "Some words.") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf([text]))


@pytest.fixture
def page(make_publication: MakePublication) -> PublicationPage:
    return make_publication("T-2026-101")


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def drafted(page: PublicationPage) -> list[tuple[str, str]]:
    """The titles and languages of the files in the draft."""
    rows = PublicationPage.objects.get(pk=page.pk).specific.get_latest_revision_as_object().files.all()
    return [(row.document.title, row.language) for row in rows]


def address(page: PublicationPage) -> str:
    return reverse("publication_files", args=[page.pk])


class AddingTests:
    def test_several_files_are_taken_in_at_once_without_a_script(self, desk: Client, page: PublicationPage) -> None:
        sent = [upload(THAI), upload("plan.pdf", "Others."), SimpleUploadedFile("bad.pdf", b"words")]
        told = desk.post(address(page), {"files": sent}, follow=True).content.decode()
        assert drafted(page) == [("report th", "th"), ("plan", "en")]
        assert "“report_th.pdf” was taken in." in told
        assert "“bad.pdf” is not what the end of its name says" in told
        assert not PublicationFile.objects.exists(), "readers get them with the next publishing"

    def test_the_script_is_told_of_each_file_in_a_sentence(self, desk: Client, page: PublicationPage) -> None:
        def send(file: SimpleUploadedFile) -> Any:
            return desk.post(address(page), {"files": file}, headers={"Accept": "application/json"})

        answer = send(upload(THAI))
        assert answer.status_code == 200
        assert '<option value="th" selected>' in answer.json()["line"]
        refused = send(SimpleUploadedFile("plan.exe", b"MZ"))
        assert refused.status_code == 422
        assert "“plan.exe” is of a kind that is not taken in" in refused.json()["said"]
        again = send(upload("same.pdf")).json()["line"]
        assert reverse("wagtaildocs:edit", args=[PortalDocument.objects.first().pk]) in again  # type: ignore[union-attr]

    def test_files_of_one_title_are_told_apart_by_their_names(self, desk: Client, page: PublicationPage) -> None:
        desk.post(address(page), {"files": [upload("main.pdf"), upload("annex.pdf", "Others.")]})
        # As an import writes them: every file under the title of its publication.
        PortalDocument.objects.update(title="A tool")
        seen = desk.get(address(page)).content.decode()
        for name in ("main.pdf", "annex.pdf"):
            assert f"Language of {name}" in seen and f"({name})</span></a>" in seen

    def test_a_language_is_guessed_again_from_the_text_until_it_is_confirmed(
        self, desk: Client, page: PublicationPage
    ) -> None:
        words = "The victims of trafficking are not to be held to account for what they were made to do by others."
        desk.post(address(page), {"files": upload(THAI, words)})
        run_waiting()
        document = PortalDocument.objects.get()
        assert document.guessed_language == "en"
        lines = desk.get(address(page), headers={"Accept": "application/json"}).json()["lines"]
        assert "data-waiting" not in lines[str(document.pk)]
        seen = desk.get(address(page)).content.decode()
        assert '<option value="en" selected>' in seen and "please confirm" in seen
        chosen = {f"language-{document.pk}": "tet", "language-999999": "th", "language-x": "th"}
        desk.post(reverse("publication_files_languages", args=[page.pk]), chosen)
        document.refresh_from_db()
        assert (document.language, drafted(page)) == ("tet", [("report th", "tet")])
        assert "please confirm" not in desk.get(address(page)).content.decode()

    def test_nobody_else_can_and_nothing_is_added_while_the_page_is_locked(
        self, desk: Client, page: PublicationPage, publisher: User
    ) -> None:
        PublicationPage.objects.filter(pk=page.pk).update(locked=True)
        told = desk.post(address(page), {"files": upload()}, follow=True).content.decode()
        assert "This publication is locked" in told
        assert not PortalDocument.objects.exists()
        stranger = User.objects.create_user("stranger@office.example", "a long enough password")
        desk.force_login(stranger)
        assert desk.get(address(page)).status_code == 404
        assert desk.get(reverse("publication_files", args=[999_999])).status_code == 404


class ReplacingTests:
    @pytest.fixture
    def document(self, page: PublicationPage, publisher: User, client: Client) -> PortalDocument:
        """A file of the published version."""
        client.force_login(publisher)
        client.post(address(page), {"files": upload()})
        page.refresh_from_db()
        page.get_latest_revision().publish()
        run_waiting()
        return PortalDocument.objects.get()

    def test_a_publisher_replaces_and_brings_back(
        self, page: PublicationPage, document: PortalDocument, client: Client
    ) -> None:
        screen = reverse("publication_file", args=[page.pk, document.pk])
        before = Client().get(document.url)
        assert before.status_code == 200
        client.post(screen, {"file": upload("newer.pdf", "Other words.")})
        assert Client().get(document.url).status_code == client.get(document.url).status_code == 404
        assert "nobody gets the file until then" in client.get(screen).content.decode()
        run_waiting()
        assert b"".join(Client().get(document.url)) == settled(pdf(["Other words."]))
        former = FormerVersion.objects.get()
        told = client.get(screen).content.decode()
        assert reverse("former_file", args=[page.pk, former.pk]) in told
        assert b"".join(client.get(reverse("former_file", args=[page.pk, former.pk]))) == settled(pdf(["Some words."]))
        assert Client().get(reverse("former_file", args=[page.pk, former.pk])).status_code == 302
        client.post(reverse("former_restore", args=[page.pk, former.pk]))
        run_waiting()
        assert b"".join(Client().get(document.url)) == settled(pdf(["Some words."]))

    def test_the_very_same_file_changes_nothing(
        self, page: PublicationPage, document: PortalDocument, client: Client
    ) -> None:
        screen = reverse("publication_file", args=[page.pk, document.pk])
        told = client.post(screen, {"file": upload("paper.pdf")}, follow=True).content.decode()
        assert "the very same file" in told
        assert not FormerVersion.objects.exists()

    def test_an_editor_cannot_change_what_readers_get_without_a_review(
        self, page: PublicationPage, document: PortalDocument, client: Client, editor: User
    ) -> None:
        client.force_login(editor)
        screen = reverse("publication_file", args=[page.pk, document.pk])
        assert "ask somebody who may publish" in client.get(screen).content.decode()
        client.post(screen, {"file": upload("newer.pdf", "Other words.")})
        # Nor on the screen of documents, where everybody may change what they uploaded themselves.
        PortalDocument.objects.update(uploaded_by_user=editor)
        data = {"title": "Paper", "file": upload("newer.pdf", "Other words."), "collection": document.collection_id}
        told = client.post(reverse("wagtaildocs:edit", args=[document.pk]), data).content.decode()
        assert "Readers have this file" in told
        assert default_storage.open(document.file.name).read() == settled(pdf(["Some words."]))
        assert not FormerVersion.objects.exists()
