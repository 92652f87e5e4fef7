"""What is done with files: putting one up, and writing down that one was refused."""

from __future__ import annotations

from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction

from portal.audit.log import write
from portal.files.models import FormerVersion, PortalDocument, RefusedFile

REFUSED, READY, REPLACED = "files.refused", "files.ready", "files.replaced"


def put_up(*, content: IO[bytes] | File[bytes], name: str, title: str, by: Any, language: str = "") -> PortalDocument:
    """Take a file in: checked and stored, its text to be taken by the worker.

    ``language`` is a code that somebody has confirmed, or empty. Raises ValidationError with one sentence when the
    file is refused; nothing is stored then but a note of the refusal.
    """
    document = PortalDocument(title=title, language=language, uploaded_by_user=by)
    document.file = File(content, name=name)
    try:
        # Before the transaction: to take a file apart may need seconds, in which nobody else could write.
        document.examine()
        with transaction.atomic():
            document.save()
    except ValidationError as refusal:
        record_refusal(refusal, by=by)
        raise
    return document


def replace(*, document: PortalDocument, content: IO[bytes] | File[bytes], name: str, by: Any) -> PortalDocument:
    """Give a document another file under its old address; what it held is kept among its former versions.

    Readers get nothing of the old one from this moment on, and the new one once it was looked at. Raises
    ValidationError with one sentence when the file is refused; then nothing has changed.
    """
    held = PortalDocument.objects.get(pk=document.pk)
    held.file, held.replaced_by_id = File(content, name=name), getattr(by, "pk", None)
    try:
        held.examine()
        with transaction.atomic():
            held.save()
            write(REPLACED, by=by, on=held)
    except ValidationError as refusal:
        record_refusal(refusal, by=by)
        raise
    return held


def bring_back(*, former: FormerVersion, by: Any) -> PortalDocument:
    """Give a document a file back that it held before; the present one becomes a former version in its turn."""
    with former.file.open("rb") as content:
        return replace(document=former.document, content=content, name=former.shown_name, by=by)


def record_refusal(refusal: ValidationError, *, by: Any, document: Any = None) -> RefusedFile:
    """Write a refusal down, for the report of staff and for the log.

    ``document`` is what had been stored, if anything: a document, a former version or an image.
    """
    details = dict(refusal.params or {})
    with transaction.atomic():
        noted = RefusedFile.objects.create(
            by_id=getattr(by, "pk", None), name=str(details.get("name", ""))[:255], reason=refusal.code, details=details
        )
        write(REFUSED, by=by, on=document or noted, reason=refusal.code)
    return noted
