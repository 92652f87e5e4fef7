"""What holds a page back: the places, masked, and the decision to publish it all the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from portal.pages.holding_back import HeldError, held_in
from portal.victim_data.actions import count_findings, release
from portal.victim_data.findings import Findings
from portal.victim_data.forms import GuardedForm
from portal.victim_data.sentences import place

SURFACE = "publishing"


class ReasonForm(GuardedForm):
    """Asks why what is held may be published."""

    guarded_fields, guarded_surface = ("reason",), "reason"
    reason = forms.CharField(
        label=_("Why it may be published"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: a telephone of an office, a number that the law itself prints. Name nobody here."),
        error_messages={"required": _("Say why this may be published.")},
    )


class HeldMiddleware:
    """Leads whoever would publish what is held to the screen where it is decided, by whatever button they came."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer what the rule refused; everything was rolled back before. Leave every other error alone."""
        if not isinstance(exception, HeldError) or not exception.page.pk:
            return None
        count_findings(Findings(exception.held), surface=SURFACE)
        return _to_decision(request, exception.page)


def ask_before(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Before a page is published from its form, whose draft is kept by now: lead to the decision where one is due."""
    if not hasattr(page, "asks_for_marking"):
        return None
    _text, _findings, held = held_in(page)
    if not held:
        return None
    count_findings(Findings(held), surface=SURFACE)
    return _to_decision(request, page)


def _to_decision(request: HttpRequest, page: Any) -> HttpResponse:
    messages.warning(
        request,
        gettext("“%(title)s” is not published yet: something in it may identify a person.") % {"title": page.title},
    )
    return HttpResponseRedirect(reverse("held_page", args=[page.pk]))


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what is held in the latest draft; a publisher may decide with a reason, and publish."""
    page = get_object_or_404(Page, pk=page_id).specific
    rights = page.permissions_for_user(request.user)
    if not (rights.can_edit() or rights.can_publish()):
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    text, findings, held = held_in(draft)
    form = ReasonForm(request.POST or None)
    if request.method == "POST":
        if not rights.can_publish():
            raise PermissionDenied
        if held and form.is_valid():
            with transaction.atomic():
                release(thing=page, text=text, findings=findings, reason=form.cleaned_data["reason"], by=request.user)
                revision = page.get_latest_revision() or page.save_revision(user=request.user)
                revision.publish(user=request.user)
            messages.success(request, gettext("Decided, written to the log, and published."))
            return redirect("wagtailadmin_pages:edit", page.pk)
    places = [place(one) for one in held]
    context = {"page": page, "form": form, "places": places, "may_decide": rights.can_publish()}
    return render(request, "staff/held_page.html", context, status=422 if form.errors else 200)
