"""What was stored before files were cleaned is served to nobody until the worker has cleaned it, once and for all."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.audit.models import Entry
from portal.files.actions import replace
from portal.files.models import FormerVersion, PortalDocument, PortalImage, RefusedFile
from portal.files.pipeline import mending, quarantine, steps
from portal.files.pipeline.states import MOST_ATTEMPTS, State
from portal.files.queries import in_quarantine
from portal.members.models import User
from portal.work.running import run_waiting
from tests.files.conftest import TakeIn, stored_names
from tests.files.samples import pdf
from tests.files.telling import TELLING, photograph, told

pytestmark = pytest.mark.django_db

SENTENCE = "The victims of trafficking are not to be held to account for what they were made to do."


def put_back(row: Any, content: bytes, name: str, **fields: Any) -> None:
    """Let a row hold a file as it was stored before files were cleaned."""
    default_storage.delete(row.file.name)
    stored = default_storage.save(name, ContentFile(content))
    type(row)._default_manager.filter(pk=row.pk).update(file=stored, **fields)


def upgrade() -> None:
    """What the migration does with the documents there are."""
    migration = import_module("portal.files.migrations.0008_what_came_before_is_cleaned")

    class Editor:
        pass

    editor: Any = Editor()
    editor.connection = connection
    migration.into_quarantine(apps, editor)
    mending.resume()
    mending.release_waiting()


class UpgradeTests:
    def test_documents_are_cleaned_and_keep_the_text_that_was_taken(
        self, take_in: TakeIn, client: Client, editor: User, django_capture_on_commit_callbacks: Any
    ) -> None:
        document = take_in(pdf([SENTENCE]))
        put_back(document, TELLING["paper.pdf"](), "documents/paper.pdf", sha256="", came_as="")
        document.text_pages.update(text="As it was taken then.")
        upgrade()
        assert in_quarantine() == 1
        client.force_login(editor)
        assert client.get(document.url).status_code == 404
        with django_capture_on_commit_callbacks(execute=True):
            run_waiting()
        document.refresh_from_db()
        assert document.state == State.READY
        assert document.text_pages.get().text == "As it was taken then."
        assert client.get(document.url).status_code == 200
        with document.file.open("rb") as file:
            assert told(file.read()) == []
        assert stored_names() == [document.file.name]
        assert Entry.objects.filter(action="files.cleaned", object_key=str(document.pk)).count() == 1

    def test_a_picture_gets_another_name_and_one_that_does_not_pass_stays_closed(
        self, take_in: TakeIn, client: Client, editor: User
    ) -> None:
        poster, other = take_in(photograph(), "poster.jpg"), take_in(pdf())
        put_back(poster, photograph(), "documents/poster.jpg", sha256="", came_as="", given_name="Poster A.JPG")
        put_back(other, b"words", "documents/paper.pdf")
        upgrade()
        run_waiting()
        poster.refresh_from_db()
        other.refresh_from_db()
        assert (poster.filename, poster.shown_name, poster.state) == ("poster.webp", "Poster A.webp", State.READY)
        assert (other.state, other.refusal["reason"]) == (State.REFUSED, "wrong-kind")
        client.force_login(editor)
        assert [client.get(one.url).status_code for one in (poster, other)] == [200, 404]

    def test_images_their_renditions_and_former_versions_are_cleaned_too(
        self, take_in: TakeIn, editor: User, django_capture_on_commit_callbacks: Any
    ) -> None:
        document = take_in(pdf())
        replace(document=document, content=ContentFile(pdf([SENTENCE])), name="paper.pdf", by=editor)
        image, former = (
            PortalImage(title="A", file=ContentFile(photograph(), name="a.jpg")),
            FormerVersion.objects.get(),
        )
        image.save()
        image.get_rendition("width-20|format-jpeg")
        put_back(image, photograph(), "original_images/a.jpg", state=State.RECEIVED)
        put_back(former, TELLING["paper.pdf"](), "documents/old.pdf", state=State.RECEIVED)
        assert (mending.release_waiting(), mending.release_waiting()) == (2, 0)
        with django_capture_on_commit_callbacks(execute=True):
            run_waiting()
        run_waiting()
        image.refresh_from_db()
        former.refresh_from_db()
        assert (image.width, image.height, image.file.name) == (40, 60, "original_images/a.webp")
        assert (image.is_clean, former.is_clean, in_quarantine()) == (True, True, 0)
        assert not image.renditions.exists()
        for name in stored_names():
            with default_storage.open(name) as file:
                assert told(file.read()) == [], name

    def test_one_that_is_damaged_is_noted_once_and_not_tried_for_ever(self) -> None:
        image = PortalImage(title="A", file=ContentFile(photograph(), name="a.jpg"))
        image.save()
        put_back(image, b"MZ", "original_images/a.jpg", state=State.RECEIVED)
        mending.release_waiting()
        run_waiting()
        assert mending.release_waiting() == 0
        assert RefusedFile.objects.get().reason == "wrong-kind"
        assert PortalImage.objects.get().state == State.REFUSED

    def test_a_worker_that_dies_before_the_end_leaves_it_as_it_was(
        self, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        document = take_in(pdf([SENTENCE]))
        put_back(document, TELLING["paper.pdf"](), "documents/paper.pdf", sha256="", came_as="")
        PortalDocument.objects.update(state=State.RECEIVED)
        before = stored_names()

        def dies(*arguments: Any, **details: Any) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as dying:
            dying.setattr(quarantine, "write", dies)
            with pytest.raises(KeyboardInterrupt):
                quarantine.release(PortalDocument.objects.get())
        held = PortalDocument.objects.get()
        assert (held.state, stored_names()) == (State.RECEIVED, before)
        DBTaskResult.objects.all().delete()
        mending.resume()
        run_waiting()
        assert PortalDocument.objects.get().state == State.READY

    def test_one_whose_cleaning_fails_again_and_again_is_never_served_but_tried_once_an_hour(
        self, take_in: TakeIn, client: Client, editor: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        document = take_in(pdf([SENTENCE]))
        PortalDocument.objects.update(state=State.RECEIVED)
        client.force_login(editor)

        def fails(*arguments: Any) -> None:
            raise MemoryError

        with monkeypatch.context() as failing:
            failing.setattr(steps, "release", fails)
            for _ in range(MOST_ATTEMPTS + 2):
                with pytest.raises(MemoryError):
                    steps.advance(document.pk)
        document.refresh_from_db()
        assert document.state == State.RECEIVED
        assert client.get(document.url).status_code == 404
        assert "It is tried once an hour" in document.quarantine_sentence
        assert (mending.resume(), mending.try_again()) == (0, 1)
        run_waiting()
        document.refresh_from_db()
        assert (document.state, document.attempts) == (State.READY, 0)

    def test_an_image_whose_cleaning_failed_rests_for_an_hour(self, monkeypatch: pytest.MonkeyPatch) -> None:
        image = PortalImage(title="A", file=ContentFile(photograph(), name="a.jpg"))
        image.save()
        PortalImage.objects.update(state=State.RECEIVED)
        assert mending.release_waiting() == 1
        DBTaskResult.objects.update(status="FAILED", finished_at=timezone.now())
        assert mending.release_waiting() == 0
        DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(hours=1, seconds=1))
        assert mending.release_waiting() == 1
