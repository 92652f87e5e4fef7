"""Spaces in the administration. Administrators see that there is one and whose it is, not what it is called or holds.

Going in is breaking the glass: it takes a reason, and every owner is told. Whoever is no administrator gets the 404 of
an address that never existed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dialogues.spaces import actions
from dialogues.spaces.models import Space
from dialogues.spaces.permissions import may_enter_by_breaking_glass
from dialogues.spaces.staff.forms import OpenSpaceForm, ReasonForm
from portal.attribution import Attribution
from portal.marking import Label

View = Callable[..., HttpResponse]


def for_administrators(view: View) -> View:
    """The view for administrators, and 404 for everybody else."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_enter_by_breaking_glass(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@for_administrators
def spaces(request: HttpRequest) -> HttpResponse:
    """Which spaces there are, by kind and owners."""
    found = Space.objects.prefetch_related("owners__delegation").order_by("kind", "opened_at", "pk")
    return render(request, "spaces/staff/spaces.html", {"spaces": found})


@for_administrators
def open_space(request: HttpRequest) -> HttpResponse:
    """Open a space for the delegations that are to own it."""
    form = OpenSpaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        begun = form.begun()
        label, attribution = Label(begun.pop("label")), Attribution(begun.pop("attribution"))
        try:
            actions.open_space(by=request.user, label=label, attribution=attribution, **begun)
        except ValidationError as refusal:
            form.add_error(None, " ".join(refusal.messages))
        else:
            messages.success(request, "The space is open. The heads of the delegations that own it let people in.")
            return HttpResponseRedirect(reverse("spaces_staff"))
    return render(request, "spaces/staff/open.html", {"form": form}, status=422 if form.errors else 200)


@for_administrators
def enter(request: HttpRequest, slug: str) -> HttpResponse:
    """Break the glass of a space, with a reason, and go in."""
    space = Space.objects.prefetch_related("owners__delegation").filter(slug=slug).first()
    if space is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.break_glass(space=space, reason=form.cleaned_data["reason"], by=request.user)
        except ValidationError as refusal:
            form.add_error("reason", refusal)
        else:
            return HttpResponseRedirect(reverse("spaces:space", args=[space.slug]))
    context = {"form": form, "space": space}
    return render(request, "spaces/staff/enter.html", context, status=422 if form.errors else 200)
