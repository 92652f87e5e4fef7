"""The screens of the two-person procedure that opens a text to more people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from portal.marking import PAGE_LABELS, Label
from portal.markings.actions import ask_to_lower, decide_lowering
from portal.markings.models import Lowering, Marking


class LoweringForm(forms.Form):
    """Asks for the new label and for the consent of the source."""

    to_label = forms.ChoiceField(label=_("New label"))
    consent = forms.CharField(
        label=_("Consent of the source"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who of the source agreed, when, and how."),
        error_messages={"required": _("Say who of the source agreed: without consent no label is lowered.")},
    )

    def __init__(self, *args: Any, marking: Marking, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(label.value, label.written) for label in _laxer(marking)]
        self.fields["to_label"].choices = choices  # type: ignore[attr-defined]


def _require_publisher(request: HttpRequest, page: Page) -> None:
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied


def can_ask(page: Page, user: Any) -> bool:
    """Whether this user may ask for a laxer label of this page: they publish it, and a laxer one exists."""
    if not getattr(page.specific_class, "asks_for_marking", False):
        return False
    marking = Marking.objects.filter(group=page.translation_key).first()
    return marking is not None and bool(_laxer(marking)) and page.permissions_for_user(user).can_publish()


def _laxer(marking: Marking) -> list[Label]:
    return [label for label in PAGE_LABELS if label.is_laxer_than(Label(marking.label))]


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask for a laxer label for the family of a page."""
    page = get_object_or_404(Page, pk=page_id).specific
    _require_publisher(request, page)
    marking = Marking.objects.filter(group=page.translation_key).first()
    if marking is None or not _laxer(marking):
        raise Http404
    form = LoweringForm(request.POST or None, marking=marking)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            ask_to_lower(marking=marking, to=Label(data["to_label"]), consent=data["consent"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, gettext("A second person is now asked to decide."))
            return redirect("lowerings")
    return render(request, "staff/lowering_ask.html", {"form": form, "page": page, "marking": marking})


def waiting_for(user: Any) -> list[dict[str, Any]]:
    """The requests that wait for a second person, as far as this user may publish what they are about."""
    rows = []
    for lowering in Lowering.objects.filter(granted__isnull=True).select_related("marking", "asked_by"):
        pages = [page.specific for page in Page.objects.filter(translation_key=lowering.marking.group)]
        if any(page.permissions_for_user(user).can_publish() for page in pages):
            rows.append({"lowering": lowering, "pages": pages, "own": lowering.asked_by_id == user.pk})
    return rows


def waiting(request: HttpRequest) -> HttpResponse:
    """The list of what waits for a second person."""
    return render(request, "staff/lowerings.html", {"rows": waiting_for(request.user)})


@require_http_methods(["POST"])
def decide(request: HttpRequest, lowering_id: int) -> HttpResponse:
    """Grant or refuse; the person who asked may not."""
    lowering = get_object_or_404(Lowering.objects.select_related("marking"), pk=lowering_id)
    pages: list[Any] = [page.specific for page in Page.objects.filter(translation_key=lowering.marking.group)]
    if not any(page.permissions_for_user(request.user).can_publish() for page in pages):
        raise PermissionDenied
    try:
        decide_lowering(lowering=lowering, grant=request.POST.get("decision") == "grant", by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, gettext("Decided, and written to the log."))
    return redirect("lowerings")
