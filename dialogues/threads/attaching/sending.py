"""Sending a file of a post to whoever may have it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase

from dialogues.threads.models import Attachment
from portal.files import ranges


def send(request: HttpRequest, file: Attachment) -> HttpResponseBase:
    """A file, or the part of it that was asked for, to be saved; raises Http404 where it is stored no more."""
    if not file.file.storage.exists(str(file.file.name)):
        raise Http404
    return ranges.send(
        request,
        file.file,
        etag=f'"{file.sha256}"',
        name=file.name,
        plain=file.filename,
        content_type="application/octet-stream",
        save=True,
    )
