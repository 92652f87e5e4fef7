"""Files and images, served only to a viewer whom the rule lets read something that carries them."""

from __future__ import annotations

import posixpath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404

from portal import access
from portal.files.models import PortalDocument
from portal.files.pipeline.states import State
from portal.viewer import STAFF

#: Kinds a browser may show in place; everything else is saved.
SHOWN_IN_PLACE = {"pdf": "application/pdf"}
IMAGE_KINDS = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}


def document(request: HttpRequest, token: str, filename: str) -> FileResponse:
    """Send a document; raises Http404 alike for one that is not there and one that is not for this viewer."""
    found = get_object_or_404(PortalDocument, token=token)
    viewer = request.viewer  # type: ignore[attr-defined]
    if filename != found.filename or not (viewer.holds(STAFF) or access.can_fetch(viewer, found)):
        raise Http404
    if found.state == State.REFUSED and not viewer.holds(STAFF):
        raise Http404
    if not found.file.storage.exists(str(found.file.name)):
        raise Http404
    kind = SHOWN_IN_PLACE.get(found.file_extension.lower())
    return FileResponse(
        found.file.open("rb"),
        as_attachment=kind is None,
        filename=found.filename,
        content_type=kind or "application/octet-stream",
    )


def image(request: HttpRequest, name: str) -> FileResponse:
    """Send an image or a rendition. Nothing public carries images yet, so only staff may fetch them."""
    extension = name.rpartition(".")[2].lower()
    wanted = posixpath.normpath(name)
    if not request.viewer.holds(STAFF) or extension not in IMAGE_KINDS:  # type: ignore[attr-defined]
        raise Http404
    if wanted != name or not wanted.startswith(("images/", "original_images/")) or not default_storage.exists(wanted):
        raise Http404
    return FileResponse(default_storage.open(wanted), content_type=IMAGE_KINDS[extension])
