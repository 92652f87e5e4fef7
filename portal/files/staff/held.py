"""Files whose text may identify a person: which they are, where in them, and the decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.permission_policies.collections import CollectionPermissionPolicy
from wagtail.permissions import policy_registry

from portal.files.models import PortalDocument
from portal.files.pipeline.guarding import let_go, places_of
from portal.files.pipeline.states import State
from portal.victim_data.forms import GuardedForm
from portal.victim_data.sentences import place

#: So many places of a file, and so many files, are shown.
MOST = 50


class LettingGoForm(GuardedForm):
    """Asks why readers may have the file."""

    guarded_fields, guarded_surface = ("reason",), "reason"
    reason = forms.CharField(
        label=_("Why it may be published"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: a telephone of an office, a number that the law itself prints. Name nobody here."),
        error_messages={"required": _("Say why this may be published.")},
    )


def may_decide(user: Any) -> bool:
    """Whether somebody may change any file, as publishers may."""
    own = policy_registry.get_by_type(PortalDocument)
    policy = CollectionPermissionPolicy(own.model, auth_model=own.auth_model)
    return bool(policy.user_has_permission(user, "change"))


def held_documents() -> Any:
    """The files that wait for a decision, the oldest first."""
    return PortalDocument.objects.filter(state=State.HELD).order_by("state_since", "pk")


@require_safe
def held_files(request: HttpRequest) -> HttpResponse:
    """The list of files that wait for a decision."""
    if not may_decide(request.user):
        raise PermissionDenied
    return render(request, "staff/held_files.html", {"documents": held_documents()[:MOST]})


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, document_id: int) -> HttpResponse:
    """Show where a file is held; whoever may change any file may give it to readers, with a reason."""
    if not may_decide(request.user):
        raise PermissionDenied
    document = get_object_or_404(PortalDocument, pk=document_id, state=State.HELD)
    form = LettingGoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        let_go(document, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, gettext("Decided, and written to the log."))
        return redirect("held_files")
    places = [(number, place(one)) for number, one in places_of(document, MOST)]
    context = {"document": document, "form": form, "places": places}
    return render(request, "staff/held_file.html", context, status=422 if form.errors else 200)
