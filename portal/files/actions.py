"""What is done with files: putting one up, and writing down that one was refused."""

from __future__ import annotations

from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction

from portal.audit.log import write
from portal.files.models import PortalDocument, RefusedFile

REFUSED, READY = "files.refused", "files.ready"


def put_up(*, content: IO[bytes] | File[bytes], name: str, title: str, by: Any, language: str = "") -> PortalDocument:
    """Take a file in: checked and stored, its text to be taken by the worker.

    ``language`` is a code that somebody has confirmed, or empty. Raises ValidationError with one sentence when the
    file is refused; nothing is stored then but a note of the refusal.
    """
    document = PortalDocument(title=title, language=language, uploaded_by_user=by)
    document.file = File(content, name=name)
    try:
        with transaction.atomic():
            document.save()
    except ValidationError as refusal:
        record_refusal(refusal, by=by)
        raise
    return document


def record_refusal(refusal: ValidationError, *, by: Any, document: PortalDocument | None = None) -> RefusedFile:
    """Write a refusal down, for the report of staff and for the log; ``document`` where it had been stored."""
    details = dict(refusal.params or {})
    with transaction.atomic():
        noted = RefusedFile.objects.create(
            by_id=getattr(by, "pk", None), name=str(details.get("name", ""))[:255], reason=refusal.code, details=details
        )
        write(REFUSED, by=by, on=document or noted, reason=refusal.code)
    return noted
