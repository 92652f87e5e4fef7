"""Upload a table, read what would happen, decide, and see how far it is. Every page works without script."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.exporting import formats
from portal.exporting.formulas import harmless
from resources.columns.table import COLUMNS
from resources.importing.background import begin, carry_out, forget_uploads
from resources.importing.example import example
from resources.importing.outcomes import Kind
from resources.importing.report import HEADINGS
from resources.importing.tasks import advance_import
from resources.models import ImportState, PublicationsPage, TableImport
from resources.staff.importing.forms import ImportForm

_PER_PAGE = 100
_SHOWN = 20
#: An import in which nothing has moved for so long has lost its task.
_STUCK = timedelta(minutes=10)


def may_import(user: Any) -> bool:
    """Whether somebody may add publications on some shelf."""
    shelves = PublicationsPage._default_manager.select_related("locale")
    return any(shelf.permissions_for_user(user).can_add_subpage() for shelf in shelves)


def _require(request: HttpRequest) -> None:
    if not may_import(request.user):
        raise PermissionDenied


def _mine(request: HttpRequest, token: str) -> TableImport:
    """An import of whoever asks; raises Http404 for those of others."""
    _require(request)
    return get_object_or_404(TableImport, token=token, by=request.user)


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Take a table in, and list what one has imported lately."""
    _require(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        begun = begin(by=request.user, table=data["table"], archive=data["archive"], draft=data["draft"])
        return redirect("import_publications_one", begun.token)
    context = {
        "form": form,
        "columns": COLUMNS,
        "imports": TableImport.objects.filter(by=request.user)[:_SHOWN],
    }
    return render(request, "staff/importing/imports.html", context, status=422 if form.errors else 200)


@require_safe
def one(request: HttpRequest, token: str) -> HttpResponse:
    """How far an import is, and what became of its rows, or would: what is refused first."""
    run = _mine(request, token)
    rows = run.outcomes.filter(rehearsed=run.is_rehearsed)
    if run.state == ImportState.REFUSED and not rows.exists():
        rows = run.outcomes.filter(rehearsed=True)
    counted = dict(rows.order_by().values_list("kind").annotate(Count("pk")))
    kind = request.GET.get("kind", "")
    kind = kind if kind in set(Kind) else ""
    shown = rows.filter(kind=kind) if kind else rows
    context = {
        "run": run,
        "counts": [(each.value, counted.get(each.value, 0)) for each in Kind],
        "kind": kind,
        "settled": sum(counted.values()),
        "refused": counted.get(Kind.REFUSED, 0),
        "would_change": counted.get(Kind.NEW, 0) + counted.get(Kind.CHANGED, 0),
        "page": Paginator(shown.order_by("line"), _PER_PAGE).get_page(request.GET.get("p")),
        "stuck": run.is_at_work and run.changed_at < timezone.now() - _STUCK,
    }
    return render(request, "staff/importing/one.html", context)


@require_POST
def decide(request: HttpRequest, token: str) -> HttpResponse:
    """Import what was looked through, go on with what stands still, or throw it away."""
    run = _mine(request, token)
    decision = request.POST.get("decision")
    if decision == "import":
        if carry_out(run):
            messages.success(request, _("The import has begun. It goes on when you leave this page."))
    elif decision == "go-on" and run.is_at_work:
        with transaction.atomic():
            TableImport.objects.filter(pk=run.pk).update(changed_at=timezone.now())
            advance_import.enqueue(run.pk)
    elif decision == "discard" and run.state != ImportState.RUNNING:
        with transaction.atomic():
            forget_uploads(run)
            run.delete()
        messages.success(request, _("The upload and what was known of it have been deleted."))
        return redirect("import_publications")
    return redirect("import_publications_one", run.token)


@require_safe
def report(request: HttpRequest, token: str) -> HttpResponseBase:
    """The refused rows as CSV, to be mended in the table."""
    run = _mine(request, token)
    refused = run.outcomes.filter(kind=Kind.REFUSED, rehearsed=run.is_rehearsed).order_by("line")
    cells = refused.values_list(*HEADINGS).iterator()
    rows = chain([HEADINGS], ([harmless(str(cell)) for cell in row] for row in cells))
    return formats.download(rows, "refused-rows", formats.CSV)


@require_safe
def example_table(request: HttpRequest, form: str) -> HttpResponseBase:
    """A table to begin with."""
    _require(request)
    return formats.download(example(), "publications-example", form)
