"""The daily round, with time moved: what is there before and after, in rows, on the disk and in the index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from portal.audit.models import Entry
from portal.files.models import (
    FileCover,
    FilePage,
    FormerVersion,
    PortalDocument,
    PortalImage,
    PortalRendition,
    RefusedFile,
)
from portal.members.actions import close_account
from portal.members.models import User
from portal.notices.models import ProblemReport
from portal.retention import holds, registry, rounds
from portal.retention.models import Round
from portal.retention.registry import Action, Kind
from portal.work.running import run_waiting
from resources.models import PublicationFile
from search.models import IndexedText
from tests.conftest import MakePublication
from tests.files.samples import pdf, picture

LONG_AGO = timedelta(days=800)


def stored() -> set[str]:
    """Everything in the store."""
    names = set()
    for folder in ("documents", "original_images", "images"):
        if default_storage.exists(folder):
            names |= {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
    return names


@pytest.fixture(autouse=True)
def clean_storage() -> Iterator[None]:
    """Leave nothing in the store."""
    yield
    for name in stored():
        default_storage.delete(name)


def put(name: str, words: str) -> PortalDocument:
    """A document of one page, with its text taken."""
    document = PortalDocument(title=name, file=ContentFile(pdf([words]), name=name))
    document.save()
    return document


@pytest.fixture
def round_(django_capture_on_commit_callbacks: Any) -> Any:
    """Makes a round a while from now, the deletion of files by the worker included; answers it."""

    def carry(later: timedelta = timedelta(0), **options: Any) -> Round:
        with django_capture_on_commit_callbacks(execute=True):
            Round.objects.create(begun_at=timezone.now() + later)
            while rounds.carry_on(**options):
                pass
        with django_capture_on_commit_callbacks(execute=True):
            run_waiting()
        return Round.objects.get()

    return carry


@pytest.mark.django_db
class CountingTests:
    def test_what_is_over_its_time_goes_with_everything_made_of_it_and_the_rest_stays(
        self, make_publication: MakePublication, editor: User, round_: Any
    ) -> None:
        page = make_publication()
        used, drafted, spare = put("used.pdf", "Used."), put("drafted.pdf", "Drafted."), put("spare.pdf", "Spare.")
        PublicationFile.objects.create(page=page, document=used, language="en")
        page.files.add(PublicationFile(document=drafted, language="en"))
        page.save_revision()
        image = PortalImage.objects.create(title="I", file=ContentFile(picture(), name="i.png"))
        image.get_rendition("max-50x50")
        run_waiting()
        FormerVersion.objects.create(document=used, file=default_storage.save("documents/f.pdf", ContentFile(b"old")))
        RefusedFile.objects.create(name="a", reason="r")
        ProblemReport.objects.create(path="/", language="en", text="x", contact="a@a.example", settled=True)
        kept = Page.objects.count() + 1, IndexedText.objects.filter(key=f"page:{page.pk}").count()
        FileCover.objects.update_or_create(document=used, defaults={"sha256": "of what it was"})
        # As if it had been deleted past the portal: the words of a page that is not there.
        gone = make_publication("T-2026-102")
        IndexedText.objects.filter(key=f"page:{gone.pk}").update(key="page:999999")
        assert {used.file.name, spare.file.name, image.file.name, "documents/f.pdf"} < stored()
        assert FilePage.objects.count() == 3

        done = round_(LONG_AGO)

        assert (done.failed, done.held) == ({}, {})
        assert stored() == {used.file.name, drafted.file.name}
        assert set(PortalDocument.objects.values_list("pk", flat=True)) == {used.pk, drafted.pk}
        assert set(FilePage.objects.values_list("document", flat=True)) == {used.pk, drafted.pk}
        assert not FileCover.objects.filter(document=used, sha256="of what it was").exists()
        left = (PortalImage, PortalRendition, FormerVersion, RefusedFile, ProblemReport)
        assert [model.objects.count() for model in left] == [0] * len(left)
        assert not IndexedText.objects.filter(key="page:999999").exists()
        assert (Page.objects.count(), IndexedText.objects.filter(key=f"page:{page.pk}").count()) == kept
        assert {name: done.done[name] for name in ("unused files", "unused images", "former versions of files")} == {
            "unused files": 1,
            "unused images": 1,
            "former versions of files": 1,
        }
        # Once more, there is nothing left to do but the tasks by which files were deleted.
        assert set(round_(LONG_AGO).done) == {"background tasks"}

    def test_before_its_time_nothing_goes(self, make_publication: MakePublication, round_: Any) -> None:
        make_publication()
        put("spare.pdf", "Spare.")
        run_waiting()
        before = stored(), FilePage.objects.count(), IndexedText.objects.count()
        assert not round_().done
        assert (stored(), FilePage.objects.count(), IndexedText.objects.count()) == before

    def test_what_is_left_of_deleted_pages_goes(self, make_publication: MakePublication, round_: Any) -> None:
        page = make_publication()
        kind = ContentType.objects.get_for_model(Page)
        gone = {"content_type": kind, "base_content_type": kind, "object_id": "999999", "content": {"title": "secret"}}
        lost = Revision.objects.create(created_at=timezone.now(), **gone)
        kept = page.save_revision()
        round_(LONG_AGO)
        assert Revision.objects.filter(pk=kept.pk).exists()
        assert not Revision.objects.filter(pk=lost.pk).exists()

    def test_a_closed_account_is_made_nobodys_and_stays_a_row(self, editor: User, round_: Any) -> None:
        editor.first_name = "A name"
        editor.save()
        close_account(user=editor, by=None)
        round_(timedelta(days=300))
        editor.refresh_from_db()
        assert editor.first_name == "A name"
        assert round_(timedelta(days=400)).done["closed accounts"] == 1
        editor.refresh_from_db()
        assert (editor.first_name, editor.email.endswith("@erased.invalid")) == ("", True)
        assert Entry.objects.filter(action="members.account.erased", object_key=str(editor.pk)).count() == 1
        assert "closed accounts" not in round_(timedelta(days=800)).done


@pytest.mark.django_db
class RoundTests:
    @pytest.fixture
    def only(self, monkeypatch: pytest.MonkeyPatch) -> Kind:
        """A table of one kind, in batches of two, without pauses."""
        kind = registry.kind_named("notes of refused files")
        assert kind is not None
        monkeypatch.setattr(rounds, "kinds", lambda: [kind])
        monkeypatch.setattr(rounds, "BATCH", 2)
        monkeypatch.setattr(rounds, "PAUSE_SECONDS", 0)
        for number in range(5):
            RefusedFile.objects.create(name=str(number), reason="r", at=timezone.now() - LONG_AGO)
        return kind

    def test_broken_off_anywhere_and_begun_again_it_ends_the_same_with_one_entry(
        self, only: Kind, monkeypatch: pytest.MonkeyPatch, portal: None
    ) -> None:
        saves = {"left": 0}
        save = Round.save

        def dying(self: Round, *args: Any, **kwargs: Any) -> None:
            saves["left"] -= 1
            if not saves["left"]:
                raise KeyboardInterrupt
            save(self, *args, **kwargs)

        monkeypatch.setattr(Round, "save", dying)
        for dies_at in (2, 1, 3, 2, 1):
            saves["left"] = dies_at
            with pytest.raises(KeyboardInterrupt), transaction.atomic():
                rounds.carry_on()
        saves["left"] = 0
        while rounds.carry_on():
            pass
        assert not RefusedFile.objects.exists()
        entry = Entry.objects.get(action=rounds.ENTRY)
        assert entry.details == {"done": {only.name: 5}, "held": {}, "review": {}, "failed": []}

    def test_a_kind_that_fails_costs_its_own_turn_alone(
        self, only: Kind, monkeypatch: pytest.MonkeyPatch, portal: None
    ) -> None:
        def fail(_before: Any, _most: int) -> int:
            raise ValueError("of whom it told")

        bad = Kind("bad", "", only.period_setting, Action.DELETE, lambda _b: 1, fail, lambda _b: 0, (), False)
        monkeypatch.setattr(rounds, "kinds", lambda: [bad, only])
        rounds.carry_on()
        assert not RefusedFile.objects.exists()
        details = Entry.objects.get(action=rounds.ENTRY).details
        assert details["failed"] == ["bad"]
        assert "whom" not in str(details)

    def test_a_dry_run_says_what_would_go_and_leaves_it(self, only: Kind, capsys: pytest.CaptureFixture[str]) -> None:
        call_command("retention", "--dry-run")
        assert "notes of refused files" in capsys.readouterr().out
        assert RefusedFile.objects.count() == 5
        call_command("retention")
        assert "Gone: 5 of notes of refused files" in capsys.readouterr().out


@pytest.mark.django_db
class HeldTests:
    def test_the_round_passes_over_what_is_held_and_says_how_many(
        self, make_publication: MakePublication, editor: User, round_: Any
    ) -> None:
        page = make_publication()
        of_page, spare = put("used.pdf", "Used."), put("spare.pdf", "Spare.")
        PublicationFile.objects.create(page=page, document=of_page, language="en")
        FormerVersion.objects.create(document=of_page, file=default_storage.save("documents/f.pdf", ContentFile(b"o")))
        RefusedFile.objects.create(name="a", reason="r", by=editor)
        close_account(user=editor, by=None)
        held = [holds.hold(thing, reason="a case", by=None) for thing in (page, spare, editor)]
        run_waiting()
        passed_over = round_(LONG_AGO).held
        expected = {"former versions of files": 1, "unused files": 1, "notes of refused files": 1, "closed accounts": 1}
        assert passed_over == expected
        assert {of_page.file.name, spare.file.name, "documents/f.pdf"} == stored()
        editor.refresh_from_db()
        assert not editor.email.endswith("@erased.invalid")
        for one in held:
            assert holds.lift(one, by=None)
        done = round_(LONG_AGO)
        assert done.held == {}
        assert {name: done.done[name] for name in expected} == dict.fromkeys(expected, 1)
        assert stored() == {of_page.file.name}
