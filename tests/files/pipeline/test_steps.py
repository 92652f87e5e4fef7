"""The way of a stored file: its text taken, judged, ready; refused or given up; and mended where it broke off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.audit.models import Entry
from portal.files import text_changes
from portal.files.actions import put_up
from portal.files.models import FilePage, PortalDocument, RefusedFile
from portal.files.pipeline import guarding, mending, steps
from portal.files.pipeline.states import State
from portal.files.queries import duplicates_of, pages_of, poor_documents
from portal.files.text import taking
from portal.work.running import run_waiting
from tests.files.conftest import TakeIn, stored_names
from tests.files.samples import docx, paragraph, pdf, picture
from tests.retention.kinds import purge

pytestmark = pytest.mark.django_db

SENTENCE = "The victims of trafficking are not to be held to account for what they were made to do."


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The documents whose text was said to have changed."""
    heard: list[int] = []
    monkeypatch.setattr(text_changes, "_listeners", [heard.append])
    yield heard


def put(content: bytes = b"", name: str = "paper.pdf") -> PortalDocument:
    """A stored file that the worker has not come to."""
    document = PortalDocument(title="Paper", file=ContentFile(content or pdf([SENTENCE]), name=name))
    document.save()
    return document


def texts(document: PortalDocument) -> list[str]:
    return [page.text for page in pages_of(document)]


class ArrivalTests:
    def test_a_file_is_checked_at_once_and_ready_when_the_worker_has_been_there(self, told: list[int]) -> None:
        document = put(pdf([SENTENCE, "The second page of it is for all."]))
        assert (document.state, document.pages) == (State.CHECKED, 2)
        assert (texts(document), told) == ([], [])
        run_waiting()
        document.refresh_from_db()
        assert document.state == State.READY
        assert texts(document) == [SENTENCE, "The second page of it is for all."]
        assert (document.guessed_language, document.written_in) == ("en", "en")
        assert document.quality is not None and document.quality > 0.9
        assert told == [document.pk]
        entry = Entry.objects.get(action="files.ready")
        assert (entry.object_key, entry.details) == (str(document.pk), {"pages": 2, "quality": 1.0})

    @pytest.mark.parametrize("name", ["paper.docx", "poster.png"])
    def test_other_kinds_arrive_as_well(self, take_in: TakeIn, name: str) -> None:
        content = docx(paragraph(SENTENCE)) if name.endswith("docx") else picture()
        document = take_in(content, name)
        assert document.state == State.READY
        assert texts(document) == ([SENTENCE] if name.endswith("docx") else [""])
        assert (document.quality is None) == name.endswith("png"), "a picture is not to blame"

    def test_an_empty_paper_is_ready_and_poor(self, take_in: TakeIn) -> None:
        document = take_in(pdf([""] * 3))
        assert (document.state, document.quality) == (State.READY, 0)
        assert list(poor_documents()) == [document]

    def test_the_language_somebody_confirmed_stays(self, take_in: TakeIn) -> None:
        document = take_in(pdf([SENTENCE]), language="pt")
        assert (document.written_in, document.guessed_language) == ("pt", "")

    def test_confirming_a_language_is_told_and_other_words_are_not(self, take_in: TakeIn, told: list[int]) -> None:
        document = take_in(pdf([SENTENCE]))
        told.clear()
        document.title = "Another title"
        document.save()
        assert told == []
        document.language = "ms"
        document.save()
        assert told == [document.pk]

    def test_the_task_is_written_with_the_file_or_not_at_all(self) -> None:
        DBTaskResult.objects.all().delete()
        with pytest.raises(RuntimeError), transaction.atomic():
            put()
            raise RuntimeError
        assert not DBTaskResult.objects.exists()
        assert not PortalDocument.objects.exists()


class ReplacementTests:
    def test_a_new_file_takes_the_text_of_the_old_one_away_at_once(self, take_in: TakeIn, told: list[int]) -> None:
        document = take_in(pdf([SENTENCE, SENTENCE]))
        address = document.url
        told.clear()
        document.file = ContentFile(pdf(["Something else stands here for the reader."]), name="paper.pdf")
        document.save()
        assert texts(document) == []
        assert told == [document.pk]
        run_waiting()
        assert texts(document) == ["Something else stands here for the reader."]
        document.refresh_from_db()
        assert (document.pages, document.url.split("/")[2]) == (1, address.split("/")[2])

    def test_saving_only_the_file_saves_what_was_found_of_it(self, take_in: TakeIn) -> None:
        document = take_in(pdf([SENTENCE]))
        document.file = ContentFile(pdf([SENTENCE] * 5), name="paper.pdf")
        document.save(update_fields=["file"])
        document.refresh_from_db()
        assert (document.pages, document.state) == (5, State.CHECKED)

    def test_a_refused_one_leaves_the_old_one_as_it_was(self, take_in: TakeIn) -> None:
        document = take_in(pdf([SENTENCE]))
        before = stored_names()
        document.file = ContentFile(b"words", name="paper.pdf")
        with pytest.raises(ValidationError):
            document.save()
        assert stored_names() == before
        kept = PortalDocument.objects.get()
        assert (kept.state, texts(kept)) == (State.READY, [SENTENCE])

    def test_work_on_a_file_that_was_replaced_meanwhile_counts_no_more(self, monkeypatch: pytest.MonkeyPatch) -> None:
        document = put(pdf([SENTENCE]))

        def replaced(*arguments: Any) -> list[taking.PageText]:
            PortalDocument.objects.update(sha256="another")
            return [taking.PageText(1, "", "Old words")]

        monkeypatch.setattr(steps, "slice_of", replaced)
        assert steps.advance(document.pk)
        assert not FilePage.objects.exists()

    def test_text_goes_with_its_document(self, take_in: TakeIn, told: list[int]) -> None:
        document = take_in(pdf([SENTENCE]))
        told.clear()
        key = document.pk
        document.delete()
        assert told == [key]
        assert not FilePage.objects.exists()


class InterruptionTests:
    def test_a_worker_that_died_between_two_slices_is_followed_by_one_that_goes_on(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(taking, "SLICE", 2)
        document = put(pdf([f"{SENTENCE} {number}" for number in range(7)]))
        seen: list[int] = []
        real = steps.slice_of

        def dies(path: Any, kind: Any, after: int, pages: int) -> list[taking.PageText]:
            seen.append(after)
            if after == 4 and seen.count(4) == 1:
                raise KeyboardInterrupt
            return real(path, kind, after, pages)

        monkeypatch.setattr(steps, "slice_of", dies)
        with pytest.raises(KeyboardInterrupt):
            steps.advance(document.pk)
        assert FilePage.objects.count() == 4
        assert texts(document) == [], "half a text is none"
        assert steps.advance(document.pk)
        assert seen == [0, 2, 4, 4, 6, 7]
        assert texts(document) == [f"{SENTENCE} {number}" for number in range(7)]

    def test_one_that_died_before_judging_is_followed_by_one_that_judges(self, take_in: TakeIn) -> None:
        document = take_in(pdf([SENTENCE]))
        PortalDocument.objects.update(state=State.TEXT_TAKEN, quality=None)
        assert steps.advance(document.pk)
        document.refresh_from_db()
        assert (document.state, document.quality is None) == (State.READY, False)

    def test_two_at_the_same_file_do_no_harm(self) -> None:
        document = put(pdf([SENTENCE] * 3))
        pages = [taking.PageText(number, "", SENTENCE) for number in (1, 2, 3)]
        steps._keep(document, pages)
        steps._keep(document, pages)
        assert FilePage.objects.count() == 3

    def test_a_long_file_makes_room_for_others(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(taking, "SLICE", 1)
        document = put(pdf([SENTENCE] * 3))
        assert not steps.advance(document.pk, turn=0)
        assert FilePage.objects.count() == 1
        assert not steps.advance(document.pk, turn=0)
        assert run_waiting() > 0
        assert len(texts(document)) == 3

    def test_a_file_whose_task_was_lost_gets_a_new_one(self) -> None:
        document = put()
        assert mending.resume() == 0, "its task waits"
        DBTaskResult.objects.all().delete()
        assert mending.resume() == 1
        assert mending.resume() == 0
        run_waiting()
        assert texts(document) == [SENTENCE]
        assert mending.resume() == 0

    def test_a_file_that_was_there_before_the_checks_is_checked(self) -> None:
        document = put()
        PortalDocument.objects.update(state=State.RECEIVED, sha256="", pages=None)
        steps.advance(document.pk)
        document.refresh_from_db()
        assert (document.state, document.pages, len(document.sha256)) == (State.READY, 1, 64)

    def test_one_that_fails_its_worker_again_and_again_is_given_up_and_still_served(
        self, monkeypatch: pytest.MonkeyPatch, told: list[int]
    ) -> None:
        document = put()

        def fails(*arguments: Any) -> None:
            raise MemoryError

        monkeypatch.setattr(steps, "slice_of", fails)
        for _ in range(steps.MOST_ATTEMPTS):
            with pytest.raises(MemoryError):
                steps.advance(document.pk)
        assert steps.advance(document.pk)
        document.refresh_from_db()
        assert (document.state, document.text_facts) == (State.READY, {"trouble": "given-up"})
        assert list(poor_documents()) == [document]
        assert told == [document.pk]

    @pytest.mark.parametrize("step", ["slice_of", "judge"])
    def test_one_given_up_of_which_something_was_taken_waits_for_staff(
        self, monkeypatch: pytest.MonkeyPatch, step: str
    ) -> None:
        document = put(pdf([SENTENCE] * 2))
        FilePage.objects.create(document=document, number=1, text=SENTENCE)

        def fails(*arguments: Any) -> None:
            raise MemoryError

        monkeypatch.setattr(steps, step, fails)
        # Each page that is taken lets the attempts be counted anew.
        for _ in range(steps.MOST_ATTEMPTS + 2):
            with suppress(MemoryError):
                steps.advance(document.pk)
        document.refresh_from_db()
        assert (document.state, texts(document)) == (State.HELD, [])
        guarding.let_go(document, reason="The text that could not be taken was read.", by=None)
        document.refresh_from_db()
        assert document.is_clean


class RefusalTests:
    def test_an_old_file_that_does_not_pass_is_refused_and_noted(self, told: list[int]) -> None:
        document = put()
        default_storage.delete(document.file.name)
        default_storage.save(document.file.name, ContentFile(b"words"))
        PortalDocument.objects.update(state=State.RECEIVED)
        steps.advance(document.pk)
        document.refresh_from_db()
        assert document.state == State.REFUSED
        assert document.refusal_sentence.startswith("“paper.pdf” is not what the end of its name says")
        assert Entry.objects.get(action="files.refused").details == {"reason": "wrong-kind"}
        assert RefusedFile.objects.get().sentence == document.refusal_sentence
        assert told == [document.pk]
        assert mending.resume() == 0

    def test_one_too_heavy_to_read_is_refused_and_keeps_no_half_of_its_text(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        document = put(pdf([SENTENCE] * 2))
        slices = iter([[taking.PageText(1, "", "One")]])

        def heavy(*arguments: Any) -> list[taking.PageText]:
            for pages in slices:
                return pages
            raise taking.TooHeavyError

        monkeypatch.setattr(steps, "slice_of", heavy)
        steps.advance(document.pk)
        document.refresh_from_db()
        assert (document.state, document.refusal["reason"]) == (State.REFUSED, "too-heavy")
        assert not FilePage.objects.exists()

    def test_one_that_was_lost_from_the_disk_says_so(self) -> None:
        document = put()
        default_storage.delete(document.file.name)
        steps.advance(document.pk)
        document.refresh_from_db()
        assert document.refusal_sentence == "“paper.pdf” is no longer on the disk: upload it again."


class PutUpTests:
    def test_code_puts_a_file_up_by_one_call(self, editor: Any) -> None:
        document = put_up(content=ContentFile(pdf()), name="ក.pdf", title="Paper", by=editor, language="km")
        assert (document.uploaded_by_user, document.language, document.state) == (editor, "km", State.CHECKED)

    def test_a_refusal_is_raised_and_noted(self, editor: Any) -> None:
        with pytest.raises(ValidationError):
            put_up(content=ContentFile(b"words"), name="paper.pdf", title="Paper", by=editor)
        noted = RefusedFile.objects.get()
        assert (noted.by, noted.name, noted.reason) == (editor, "paper.pdf", "wrong-kind")
        assert Entry.objects.get(action="files.refused").actor_id == editor.pk
        assert stored_names() == []

    def test_the_same_file_is_found_again(self) -> None:
        first, second, other = put(name="a.pdf"), put(name="b.pdf"), put(pdf(["Else"]))
        assert list(duplicates_of(second)) == [first]
        assert list(duplicates_of(other)) == []


class TidyingTests:
    def test_files_that_belong_to_nothing_are_swept_and_others_are_not(self) -> None:
        # Rows of tests that ran before are rolled back; what they stored lies there still.
        mending.sweep(timedelta(seconds=-1))
        document = put()
        default_storage.save("documents/left-behind.pdf", ContentFile(b"words"))
        assert mending.sweep() == 0, "it may belong to a save that goes on"
        assert mending.sweep(timedelta(seconds=-1)) == 1
        assert stored_names() == [document.file.name]

    def test_a_file_that_comes_while_others_are_swept_stays(self, monkeypatch: pytest.MonkeyPatch) -> None:
        owned_names, came = mending.owned_names, []
        default_storage.save("documents/left-behind.pdf", ContentFile(b"words"))

        def slowly() -> set[str]:
            found = owned_names()
            came.append(put())
            return found

        monkeypatch.setattr(mending, "owned_names", slowly)
        assert mending.sweep(timedelta(seconds=-1)) == 1
        assert stored_names() == [came[0].file.name]

    def test_old_refusals_are_forgotten(self) -> None:
        RefusedFile.objects.create(name="a.pdf", reason="no-content", at=timezone.now() - timedelta(days=91))
        RefusedFile.objects.create(name="b.pdf", reason="no-content")
        assert purge("notes of refused files") == 1
        assert RefusedFile.objects.get().name == "b.pdf"
