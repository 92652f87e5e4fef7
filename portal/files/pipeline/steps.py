"""Taking a stored file on, step by step, in the worker.

Each step ends in one transaction that moves the state; it does so only while the file is still the one it began with
and nobody else has moved it. A worker that dies leaves a state from which the next one goes on.
"""

from __future__ import annotations

import time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max

from portal.audit.log import write
from portal.files import text_changes
from portal.files.away import StorageAwayError
from portal.files.confined.running import on_disk
from portal.files.kinds import BY_EXTENSION, kind_of
from portal.files.models import FilePage, PortalDocument
from portal.files.pipeline.guarding import hold, is_held
from portal.files.pipeline.quarantine import StillWaitingError, SupersededError, move, release, same
from portal.files.pipeline.refusals import refuse
from portal.files.pipeline.states import CHECKED, MOST_ATTEMPTS, ON_THE_WAY, State
from portal.files.text.quality import judge
from portal.files.text.taking import PageText, TooHeavyError, slice_of

#: Seconds after which a task makes room for others and goes on later; rows that are written at once.
TURN, BATCH = 20.0, 50
_PICTURES = {end for end, kind in BY_EXTENSION.items() if kind.is_picture}


def begin(document: PortalDocument) -> None:
    """Let the worker take the text of a new file; inside the transaction that stores it. Old text is gone at once."""
    from portal.files.tasks import take_text

    # Readers had the file that it replaces, be it one without text.
    if FilePage.objects.filter(document=document).delete()[0] or document.former_versions.exists():
        text_changes.changed(document.pk)
    take_text.enqueue(document.pk)


def advance(document_id: int, turn: float = TURN) -> bool:
    """Take a document on for at most a turn; whether it has arrived (ready, or refused).

    Raises PortalDocument.DoesNotExist when it was deleted, StillWaitingError when the virus scanner is away.
    """
    until = time.monotonic() + turn
    document = PortalDocument.objects.get(pk=document_id)
    if document.state not in ON_THE_WAY:
        return True
    # Committed before anything is tried, so that an attempt that ends the worker counts.
    PortalDocument.objects.filter(pk=document_id).update(attempts=F("attempts") + 1)
    try:
        # Only of one that is clean: one in quarantine stays closed, however often it fails.
        if document.attempts >= MOST_ATTEMPTS and document.state in CHECKED:
            _give_up(document)
            return True
        if document.state == State.RECEIVED:
            release(document)
        if document.state == State.CHECKED and not _take_text(document, until):
            return False
        if document.state == State.TEXT_TAKEN:
            finish(document)
    except SupersededError:
        return True
    except (StorageAwayError, StillWaitingError):
        # No fault of the file: it is tried until the store, or the scanner, is back.
        PortalDocument.objects.filter(pk=document_id).update(attempts=document.attempts)
        raise
    except ValidationError as refusal:
        _refuse(document, refusal)
    return True


def _take_text(document: PortalDocument, until: float) -> bool:
    """Take slice after slice until the turn is over; whether all of it has been taken. Raises refusals."""
    kind = kind_of(document.filename)
    assert kind is not None, "the check lets no other kinds pass"
    taken = document.text_pages.aggregate(last=Max("number"))["last"] or 0
    try:
        with document.open_file() as file, on_disk(file) as path:
            while pages := slice_of(path, kind, taken, document.pages or 0):
                _keep(document, pages)
                taken = pages[-1].number
                if kind.is_package:
                    break
                if time.monotonic() > until:
                    return False
    except FileNotFoundError as lost:
        raise refuse("lost", name=document.filename) from lost
    except TooHeavyError as heavy:
        raise refuse("too-heavy", name=document.filename) from heavy
    move(document, State.TEXT_TAKEN)
    return True


def _keep(document: PortalDocument, pages: list[PageText]) -> None:
    """Write pages in short transactions; a second worker that does the same does no harm."""
    for start in range(0, len(pages), BATCH):
        rows = [
            FilePage(document_id=document.pk, number=page.number, heading=page.heading, text=page.text)
            for page in pages[start : start + BATCH]
        ]
        with transaction.atomic():
            if not same(document).update(attempts=0):
                raise SupersededError
            FilePage.objects.bulk_create(rows, ignore_conflicts=True)


def finish(document: PortalDocument) -> None:
    """Judge the text and let readers have it, unless the guard holds it. Raises SupersededError."""
    texts = document.text_pages.order_by("number").values_list("text", flat=True).iterator(chunk_size=BATCH)
    judged = judge(texts, document.language)
    # A picture is not to blame for saying nothing.
    speechless = not judged.language and document.file_extension.lower() in _PICTURES
    judgement = {"quality": None if speechless else judged.quality, "text_facts": judged.facts}
    with transaction.atomic():
        guessed = "" if document.language else judged.language
        if is_held(document):
            hold(document, attempts=0, guessed_language=guessed, **judgement)
            return
        move(document, State.READY, attempts=0, guessed_language=guessed, **judgement)
        write("files.ready", by=None, on=document, pages=judged.pages, quality=round(judged.quality, 2))
        text_changes.changed(document.pk)


def _give_up(document: PortalDocument) -> None:
    """Leave a file whose text cannot be taken, for a fault that may be ours.

    Where there is nothing to look at it counts as looked at; where something was taken, staff decide.
    """
    told: dict[str, Any] = {"quality": 0.0, "text_facts": {"trouble": "given-up"}}
    with transaction.atomic():
        if document.text_pages.exists():
            # Without a look: it may be the looking that fails.
            hold(document, **told)
            return
        move(document, State.READY, **told)
        write("files.ready", by=None, on=document, pages=0, quality=0)
        text_changes.changed(document.pk)


def _refuse(document: PortalDocument, refusal: ValidationError) -> None:
    """Refuse a stored file: it is served to nobody but staff, and has no text."""
    from portal.files.actions import record_refusal

    with transaction.atomic():
        stored = {"reason": refusal.code, "details": dict(refusal.params or {})}
        try:
            move(document, State.REFUSED, refusal=stored)
        except SupersededError:
            return
        FilePage.objects.filter(document=document).delete()
        record_refusal(refusal, by=document.uploaded_by_user, document=document)
        text_changes.changed(document.pk)
