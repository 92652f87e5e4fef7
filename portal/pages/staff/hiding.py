"""The one click by which staff hide what a reader reported, and the one that takes it back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from portal.notices.models import ProblemReport
from portal.pages import hiding


@require_POST
def hide(request: HttpRequest, report_id: int) -> HttpResponse:
    """Hide the page of a report in all its languages."""
    report = _report(request, report_id)
    try:
        count = hiding.hide(report=report, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        said = ngettext(
            "Hidden: %(count)d version is gone for readers.", "Hidden: %(count)d versions are gone for readers.", count
        )
        messages.success(request, said % {"count": count})
    return redirect("problem-reports:edit", report.pk)


@require_POST
def show_again(request: HttpRequest, report_id: int) -> HttpResponse:
    """Give it back to readers as they had it."""
    report = _report(request, report_id)
    try:
        hiding.show_again(report=report, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, gettext("Readers have it again."))
    return redirect("problem-reports:edit", report.pk)


def _report(request: HttpRequest, report_id: int) -> ProblemReport:
    if not request.user.has_perm("notices.change_problemreport"):
        raise PermissionDenied
    return get_object_or_404(ProblemReport, pk=report_id)
