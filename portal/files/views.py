"""Files and images, served only to a viewer whom the rule lets read something that carries them."""

from __future__ import annotations

import posixpath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.views.decorators.http import require_safe

from portal.files import ranges
from portal.files.models import FileCover, PortalDocument, PortalImage, PortalRendition
from portal.files.pipeline.states import CLEAN
from portal.files.rights import document_for
from portal.viewer import STAFF

#: Kinds a browser may show in place; everything else is saved.
SHOWN_IN_PLACE = {"pdf": "application/pdf"}
IMAGE_KINDS = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}


@require_safe
def document(request: HttpRequest, token: str, filename: str) -> HttpResponseBase:
    """Send a document or a part of it; raises Http404 alike for one that is not there or not for this viewer."""
    found = document_for(request.viewer, token)  # type: ignore[attr-defined]
    if filename != found.filename and _was_called(found, filename):
        # Replaced by a file of another kind, or drawn anew: whoever kept the old address gets the file of today.
        return HttpResponseRedirect(found.url)
    if filename != found.filename or not found.file.storage.exists(str(found.file.name)):
        raise Http404
    kind = SHOWN_IN_PLACE.get(found.file_extension.lower())
    return ranges.send(
        request,
        found.file,
        # Of a file that came before there were checks nobody knows yet what it is.
        etag=f'"{found.sha256}"' if found.sha256 else "",
        name=found.shown_name,
        plain=found.filename,
        content_type=kind or "application/octet-stream",
        save=kind is None,
    )


@require_safe
def first_page(request: HttpRequest, token: str) -> HttpResponse:
    """The first page of a document as a small picture, to whoever may fetch the document; raises Http404."""
    found = document_for(request.viewer, token)  # type: ignore[attr-defined]
    cover = FileCover.of(found)
    if cover is None or not cover.has_picture:
        raise Http404
    return HttpResponse(bytes(cover.picture), content_type="image/webp")


def image(request: HttpRequest, name: str) -> FileResponse:
    """Send an image or a rendition. Nothing public carries images yet, so only staff may fetch them."""
    extension = name.rpartition(".")[2].lower()
    wanted = posixpath.normpath(name)
    # What no row names, or names without knowing that it is clean, is served to nobody.
    known = PortalImage.objects.filter(file=name, state__in=CLEAN).exists() or (
        PortalRendition.objects.filter(file=name, image__state__in=CLEAN).exists()
    )
    if not request.viewer.holds(STAFF) or extension not in IMAGE_KINDS or not known:  # type: ignore[attr-defined]
        raise Http404
    if wanted != name or not wanted.startswith(("images/", "original_images/")) or not default_storage.exists(wanted):
        raise Http404
    return FileResponse(default_storage.open(wanted), content_type=IMAGE_KINDS[extension])


def _was_called(found: PortalDocument, filename: str) -> bool:
    """Whether a document had this name before: that of a former version, or of the picture it was drawn from."""
    stem, _dot, end = filename.rpartition(".")
    if end.lower() in IMAGE_KINDS and found.file_extension == "webp" and found.filename == f"{stem}.webp":
        return True
    return bool(found.former_versions.filter(filename=filename).exists())
