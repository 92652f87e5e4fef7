"""Reading pages that are only pictures (OCR), where the setting asks for it and tesseract is installed.

A file is ready before: this adds to it, a few pages at a time. The text of a page that was recognised is marked. Where
the data of its language are missing its pages stay as they are, the file says so, and it is tried again each day.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.files.confined.limits import DRAWING
from portal.files.confined.running import FailedError, OverrunError, call, on_disk
from portal.files.kinds import Kind, kind_of
from portal.files.models import FilePage, PortalDocument
from portal.files.pipeline.states import State
from portal.files.text.quality import has_text, likeness
from portal.files.text.tesseract import DENSITIES, SURE, USUAL_DENSITY, Tesseract, tesseract

#: Pages of one task, each of which may take a minute.
PAGES_A_TASK = 5
#: Under this name the facts of a text say for which language data are missing.
MISSING = "no_data_for"
#: How many files are taken up at once; the rest has its turn the next day.
_MOST = 500


def is_wanted(document_id: int) -> bool:
    """Whether a document that is ready has pages that could be recognised, and there is a tesseract."""
    return bool(_blank_pages(document_id)) and tesseract() is not None


def recognise_some(document_id: int) -> bool:
    """Read the next few pages that say nothing yet; whether there are more. Raises PortalDocument.DoesNotExist."""
    from portal.files.pipeline.steps import SupersededError, finish

    reader = tesseract()
    document = PortalDocument.objects.get(pk=document_id)
    kind = kind_of(document.filename)
    waiting = _blank_pages(document_id)
    if reader is None or kind is None or not waiting:
        return False
    if document.language and not reader.can_read(document.language):
        _note_missing(document)
        return False
    with document.open_file() as file, on_disk(file) as path:
        for page in waiting[:PAGES_A_TASK]:
            language, text = _recognised(reader, path, kind, page.number, document)
            with transaction.atomic():
                # An update, because the file may have been replaced meanwhile and its pages be gone.
                FilePage.objects.filter(pk=page.pk).update(text=text or page.text, recognised=True)
                if language and not document.written_in:
                    document.guessed_language = language
                    PortalDocument.objects.filter(pk=document_id).update(guessed_language=language)
    if len(waiting) > PAGES_A_TASK:
        return True
    try:
        finish(document)
    except SupersededError:
        return False
    return False


def forget_recognised(document_id: int) -> None:
    """Let the pages be read once more, in the language the document has now; nothing where that cannot be done."""
    reader = tesseract()
    document = PortalDocument.objects.get(pk=document_id)
    if reader and (not document.language or reader.can_read(document.language)):
        FilePage.objects.filter(document_id=document_id, recognised=True).update(text="", recognised=False)


def begin_recognising() -> int:
    """Give the files that may be waiting for this a task, for instance where tesseract came later; how many."""
    from portal.files.tasks import recognise_text

    if tesseract() is None:
        return 0
    unfinished = DBTaskResult.objects.filter(
        task_path=recognise_text.module_path, status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING)
    )
    at_work = {arguments["args"][0] for arguments in unfinished.values_list("args_kwargs", flat=True)}
    silent = PortalDocument.objects.filter(state=State.READY, text_facts__pages_without_text__gt=0).order_by("pk")
    found = (pk for pk in silent.values_list("pk", flat=True) if pk not in at_work and _blank_pages(pk))
    lost = [pk for pk, _place in zip(found, range(_MOST), strict=False)]
    with transaction.atomic():
        for pk in lost:
            recognise_text.enqueue(pk)
    return len(lost)


def begin_again(document: PortalDocument) -> None:
    """Somebody has said in which language a document is: have its pictures read in it, by the worker."""
    from portal.files.tasks import recognise_again

    if settings.FILES_RECOGNISE and document.state == State.READY and _is_picture(document):
        recognise_again.enqueue(document.pk)


def _is_picture(document: PortalDocument) -> bool:
    """Whether pages of a document were recognised, or have no text."""
    facts = document.text_facts or {}
    return bool(facts.get("pages_without_text")) or document.text_pages.filter(recognised=True).exists()


def _blank_pages(document_id: int) -> list[FilePage]:
    """The pages of a ready PDF or picture that say nothing and have not been tried."""
    pages = FilePage.objects.filter(document_id=document_id, document__state=State.READY, recognised=False)
    if not (found := PortalDocument.objects.filter(pk=document_id).first()):
        return []
    kind = kind_of(found.filename)
    if kind is None or kind.is_package:
        return []
    return [page for page in pages.order_by("number") if not has_text(page.text)]


def _note_missing(document: PortalDocument) -> None:
    """Write down, for the report of staff, that the data of its language are not installed."""
    facts = {**document.text_facts, MISSING: document.language}
    same = PortalDocument.objects.filter(pk=document.pk, sha256=document.sha256, state=State.READY)
    same.update(text_facts=facts)


def _recognised(reader: Tesseract, path: Path, kind: Kind, number: int, document: PortalDocument) -> tuple[str, str]:
    """The language of a page and what is written on it; both empty where that cannot be told within the limits."""
    with tempfile.TemporaryDirectory(prefix="balai-") as folder:

        def drawn(language: str) -> Path:
            if kind.is_picture:
                return path
            picture = Path(folder) / "page.png"
            density = str(DENSITIES.get(language, USUAL_DENSITY))
            call("draw-pdf", str(path), str(number), str(picture), density, limits=DRAWING)
            return picture

        try:
            return _read(reader, drawn, document)
        except (OverrunError, FailedError):
            return "", ""


def _read(reader: Tesseract, drawn: Callable[[str], Path], document: PortalDocument) -> tuple[str, str]:
    """In the language that was confirmed; in the guessed one only as long as what is read looks like it."""
    if document.language:
        return document.language, reader.read(drawn(document.language), document.language)
    if (guessed := document.guessed_language) and reader.can_read(guessed):
        text = reader.read(drawn(guessed), guessed)
        if likeness(text, guessed) >= SURE:
            return guessed, text
    told = reader.tell(drawn(""))
    return told, reader.read(drawn(told), told) if told else ""
