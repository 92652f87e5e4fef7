"""What is held back from being deleted, for administrators: the list, a new hold, and lifting one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from portal.condition.views import for_administrators
from portal.condition.who_reads import thing_at
from portal.files.models import PortalImage
from portal.retention import holds
from portal.retention.models import Hold

_ON_A_PAGE = 50
_WORDS = {
    "members.user": "account",
    "wagtailcore.page": "page, with all its languages and their files",
    "files.portaldocument": "file",
    "files.portalimage": "image",
}


@dataclass(frozen=True)
class Shown:
    """A hold as it is shown: with the name that its thing has now."""

    hold: Hold
    what: str
    name: str


class HoldForm(forms.Form):
    """What is to be held, and why."""

    thing = forms.CharField(
        label="What",
        max_length=2000,
        help_text="The e-mail address of an account, the address of a page or a file as it stands in the browser, or "
        "image: and the number in the address of its form (image:12).",
    )
    reason = forms.CharField(
        label="Reason",
        max_length=holds.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Who asked for it, and for which matter. Administrators alone read this.",
    )

    def clean_thing(self) -> Any:
        """The thing that is meant."""
        found = _meant(self.cleaned_data["thing"].strip())
        if found is None:
            raise forms.ValidationError("No account, page, file or image is known by this.")
        return found


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def held_things(request: HttpRequest) -> HttpResponse:
    """The form, and what is and was held, the latest first."""
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            holds.hold(form.cleaned_data["thing"], reason=form.cleaned_data["reason"], by=request.user)
        except ValidationError as refusal:
            form.add_error("thing", refusal)
        else:
            messages.success(request, "It is held: nobody and nothing deletes it until you lift this.")
            return redirect("held_things")
    listed = Hold.objects.select_related("by", "lifted_by").order_by("-since", "-pk")
    page = Paginator(listed, _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "shown": list(_shown(page.object_list))}
    return render(request, "staff/held_things.html", context, status=422 if form.errors else 200)


@for_administrators
@require_POST
def lift_hold(request: HttpRequest, number: int) -> HttpResponse:
    """Lift one of them."""
    if holds.lift(get_object_or_404(Hold, pk=number), by=request.user):
        messages.success(request, "It is held no longer. What is over its time goes with the next round.")
    else:
        messages.warning(request, "It has been lifted already.")
    return redirect("held_things")


def _meant(said: str) -> Any:
    kind, _colon, number = said.partition(":")
    if kind == "image" and number.isdecimal() and len(number) < 19:
        return PortalImage.objects.filter(pk=int(number)).first()
    if "@" in said and "/" not in said:
        return get_user_model().objects.filter(email__iexact=said).first()
    return thing_at(said)


def _shown(listed: Iterable[Hold]) -> Iterable[Shown]:
    for hold in listed:
        thing = apps.get_model(hold.kind)._base_manager.filter(pk=hold.key).first()
        yield Shown(hold, _WORDS.get(hold.kind, hold.kind), str(thing) if thing else "(not there any more)")
