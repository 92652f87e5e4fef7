"""The rules of the house, before the first look and again when they change."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from dialogues.spaces import actions
from dialogues.spaces.forms import AcceptForm
from dialogues.spaces.models import Space
from dialogues.spaces.queries import has_accepted, rules_in_force, space_or_404
from portal.members.gate import for_members
from portal.members.views.directory import ways


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """The rules as they stand; accepting them leads to where somebody was going."""
    viewer = request.viewer  # type: ignore[attr-defined]
    space = space_or_404(viewer, slug)
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.accept_rules(space=space, version=form.cleaned_data["version"], by=request.user)
        except ValidationError as refusal:
            space.refresh_from_db()
            form.add_error(None, refusal)
        else:
            return HttpResponseRedirect(_following(request, space))
    found = rules_in_force(space)
    context = {
        "space": space,
        "rules": found,
        "form": form,
        "accepted": has_accepted(viewer, space),
        **ways(request),
    }
    return render(request, "spaces/rules.html", context, status=422 if form.errors else 200)


def _following(request: HttpRequest, space: Space) -> str:
    """Where somebody was going within the portal, or the page of the space."""
    wanted = request.GET.get("next", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else reverse("spaces:space", args=[space.slug])
