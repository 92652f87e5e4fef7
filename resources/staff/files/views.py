"""The screen of a publication's files, with a script that sends several one after the other and without."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.files.actions import put_up
from portal.files.models import PortalDocument
from portal.files.queries import duplicates_of
from resources.models import PublicationPage
from resources.staff.files import attaching
from resources.staff.files.rights import hindrance, publication_for


@require_http_methods(["GET", "POST"])
def publication_files(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the files of the draft; take in what is sent."""
    page = publication_for(request.user, page_id)
    hindered = hindrance(page, request.user)
    if request.method == "POST":
        return _refused(request, page, hindered) if hindered else _take_in(request, page)
    rows = attaching.rows_of(page)
    if _is_script(request):
        return JsonResponse({"lines": {row.document.pk: _line(request, page, row) for row in rows}})
    waiting = any(row.is_on_the_way for row in rows)
    context = {"page": page, "rows": rows, "hindered": hindered, "waiting": waiting}
    return render(request, "staff/publication_files.html", context)


@require_POST
def confirm(request: HttpRequest, page_id: int) -> HttpResponse:
    """Keep the languages that were chosen."""
    page = publication_for(request.user, page_id)
    if hindered := hindrance(page, request.user):
        return _refused(request, page, hindered)
    sent = ((name.removeprefix("language-"), str(code)) for name, code in request.POST.items())
    chosen = {int(number): code for number, code in sent if number.isdecimal()}
    changed = attaching.confirm_languages(page=page, chosen=chosen, by=request.user)
    messages.success(request, _("Languages confirmed; changed: %(count)d.") % {"count": changed})
    return redirect("publication_files", page.pk)


def _take_in(request: HttpRequest, page: PublicationPage) -> HttpResponse:
    sent = [file for file in request.FILES.getlist("files") if isinstance(file, UploadedFile)]
    if _is_script(request):
        return _answer(request, page, sent[0]) if len(sent) == 1 else JsonResponse({"said": ""}, status=400)
    if not sent:
        messages.error(request, _("Choose at least one file."))
    for file in sent:
        document, said = _one(page, file, request.user)
        tell = messages.success if document else messages.error
        tell(request, said)
        if document and (warning := _told_twice(document)):
            messages.warning(request, warning)
    return redirect("publication_files", page.pk)


def _one(page: PublicationPage, file: UploadedFile, by: Any) -> tuple[PortalDocument | None, str]:
    """Take one file in; the document, or None and why it was refused, in a sentence."""
    name = str(file.name)
    try:
        document = put_up(content=file, name=name, title=_title(name), by=by)
    except ValidationError as refusal:
        return None, " ".join(refusal.messages)
    attaching.attach(page=page, document=document, language=attaching.first_guess(name, page), by=by)
    return document, _("“%(name)s” was taken in.") % {"name": name}


def _title(name: str) -> str:
    """The name of a file as a title: without its end, with spaces."""
    return name.rpartition(".")[0].replace("_", " ").strip()[:255] or name[:255]


def _answer(request: HttpRequest, page: PublicationPage, file: UploadedFile) -> HttpResponse:
    """What the script is told of the file it sent: a sentence, and the line of the table."""
    document, said = _one(page, file, request.user)
    if document is None:
        return JsonResponse({"said": said}, status=422)
    row = attaching.row_of(page, document)
    return JsonResponse({"said": said, "line": _line(request, page, row) if row else ""})


def _line(request: HttpRequest, page: PublicationPage, row: attaching.FileRow) -> str:
    """A line of the table."""
    return render_to_string("staff/publication_file.html", {"page": page, "row": row}, request)


def _told_twice(document: PortalDocument) -> SafeString | None:
    """Where the very same file is already, with a link; None when it is new."""
    other = duplicates_of(document).first()
    if other is None:
        return None
    link = format_html('<a href="{}">{}</a>', reverse("wagtaildocs:edit", args=[other.pk]), other.title)
    return format_html(_("The very same file is already here: {}."), link)


def _refused(request: HttpRequest, page: PublicationPage, why: str) -> HttpResponse:
    if _is_script(request):
        return JsonResponse({"said": why}, status=422)
    messages.error(request, why)
    return redirect("publication_files", page.pk)


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"
