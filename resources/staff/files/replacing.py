"""The screen of one file: replace it under its address, see what it held before, and bring that back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.files.actions import bring_back, replace
from portal.files.models import FormerVersion, PortalDocument
from portal.files.pipeline.checking import sha256_of
from resources.models import PublicationFile, PublicationPage
from resources.staff.files.attaching import row_of
from resources.staff.files.rights import hindrance, may_replace, publication_for


@require_http_methods(["GET", "POST"])
def publication_file(request: HttpRequest, page_id: int, document_id: int) -> HttpResponse:
    """Show one file with its former versions; put another in its place."""
    page, document = _asked(request, page_id, document_id)
    if request.method == "POST":
        return _replace(request, page, document)
    carriers = PublicationFile.objects.filter(document=document).values("page__translation_key")
    others = PublicationPage.objects.filter(translation_key__in=carriers).exclude(translation_key=page.translation_key)
    context = {
        "page": page,
        "row": row_of(page, document),
        "document": document,
        "former": document.former_versions.select_related("replaced_by"),
        "others": others.select_related("locale"),
        "hindered": _hindrance(page, document, request.user),
    }
    return render(request, "staff/publication_file_replace.html", context)


@require_POST
def restore(request: HttpRequest, page_id: int, former_id: int) -> HttpResponse:
    """Bring a former version back."""
    former = get_object_or_404(FormerVersion, pk=former_id)
    page, document = _asked(request, page_id, former.document_id)
    if why := _hindrance(page, document, request.user):
        messages.error(request, why)
    else:
        _try(request, lambda: bring_back(former=former, by=request.user))
    return redirect("publication_file", page.pk, document.pk)


def former_file(request: HttpRequest, page_id: int, former_id: int) -> FileResponse:
    """Send a former version to somebody who may edit what carries it."""
    former = get_object_or_404(FormerVersion, pk=former_id)
    _asked(request, page_id, former.document_id)
    if not former.is_clean or not former.file.storage.exists(str(former.file.name)):
        raise Http404
    return FileResponse(
        former.file.open("rb"),
        as_attachment=True,
        filename=former.shown_name,
        content_type="application/octet-stream",
        headers={"Cache-Control": "private, no-store"},
    )


def _asked(request: HttpRequest, page_id: int, document_id: int) -> tuple[PublicationPage, PortalDocument]:
    """The publication and a file that its draft or its published version carries. Raises Http404 for any other."""
    page = publication_for(request.user, page_id)
    document = get_object_or_404(PortalDocument, pk=document_id)
    if row_of(page, document) is None and not page.files.filter(document=document).exists():
        raise Http404
    return page, document


def _hindrance(page: PublicationPage, document: PortalDocument, user: Any) -> str:
    if not may_replace(user, document):
        return _("Readers would get the new file at once: ask somebody who may publish all that carries it.")
    return hindrance(page, user)


def _replace(request: HttpRequest, page: PublicationPage, document: PortalDocument) -> HttpResponse:
    if why := _hindrance(page, document, request.user):
        raise PermissionDenied(why)
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Choose a file."))
    elif sha256_of(file) in (document.sha256, document.came_as):
        messages.warning(request, _("This is the very same file: nothing was changed."))
    else:
        _try(request, lambda: replace(document=document, content=file, name=str(file.name), by=request.user))
    return redirect("publication_file", page.pk, document.pk)


def _try(request: HttpRequest, change: Any) -> None:
    """Do it and say so, or say in a sentence why the file was refused."""
    try:
        change()
    except FileNotFoundError:
        messages.error(request, _("The stored file is no longer on the disk."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The file was replaced. Its address is the same, and its text is taken anew."))
