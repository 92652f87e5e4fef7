"""The tasks of files, run by the worker."""

from __future__ import annotations

from typing import Any

from django_tasks import task


@task()
def take_text(document_id: int) -> str:
    """Take a document further; what is left after a turn is a new task, so that others get theirs in between."""
    from portal.files.pipeline.quarantine import StillWaitingError
    from portal.files.pipeline.steps import advance

    try:
        arrived = advance(document_id)
    except StillWaitingError:
        return "waits for the virus scanner"
    if arrived:
        _recognise_later(document_id)
        _cover_later(document_id)
        return "arrived"
    take_text.enqueue(document_id)
    return "to be continued"


@task()
def clean_kept(kind: str, key: int) -> str:
    """Clean a former version (``formerversion``) or an image (``portalimage``) that is in quarantine."""
    from django.apps import apps

    from portal.files.pipeline.quarantine import StillWaitingError, SupersededError, release_kept

    model: Any = apps.get_model("files", kind)
    try:
        return "clean" if release_kept(model, key) else "not served"
    except StillWaitingError:
        return "waits for the virus scanner"
    except SupersededError:
        return "replaced meanwhile"


@task()
def recognise_text(document_id: int) -> str:
    """Read a few of the pages that are only pictures (OCR); what is left is a new task."""
    from portal.files.text.recognising import recognise_some

    if recognise_some(document_id):
        recognise_text.enqueue(document_id)
        return "to be continued"
    return "done"


@task()
def recognise_again(document_id: int) -> str:
    """Read the pages that are only pictures (OCR) once more, because the language has been said."""
    from portal.files.text.recognising import forget_recognised

    forget_recognised(document_id)
    recognise_text.enqueue(document_id)
    return "begun"


@task()
def cover_document(document_id: int) -> str:
    """Draw the first page of a PDF small, and read its bookmarks."""
    from portal.files.pipeline.covers import make_cover

    return "drawn" if make_cover(document_id) else "no picture"


def _recognise_later(document_id: int) -> None:
    from portal.files.text.recognising import is_wanted

    if is_wanted(document_id):
        recognise_text.enqueue(document_id)


def _cover_later(document_id: int) -> None:
    from portal.files.pipeline.covers import waiting

    if waiting().filter(pk=document_id).exists():
        cover_document.enqueue(document_id)
