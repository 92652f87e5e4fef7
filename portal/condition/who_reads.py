"""*Why can this person see this?*: an administrator names a person and an address, and the rule explains itself.

Nobody's session is used and nothing is opened: what the person holds now is asked of the rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_safe

from portal import access
from portal.condition.views import for_administrators
from portal.files.models import PortalDocument
from portal.files.queries import document_at
from portal.files.rights import document_for
from portal.pages.queries import page_at
from portal.viewer import ANONYMOUS, STAFF, Viewer, viewer_for


@dataclass(frozen=True)
class Answer:
    """What is told: the thing that was found, the sentence, and all the person holds."""

    thing: str
    sentence: str
    holds: tuple[str, ...]


class QuestionForm(forms.Form):
    """A person and an address."""

    address = forms.CharField(
        label="Address", max_length=2000, help_text="Of a page or a file, as it stands in the browser."
    )
    person = forms.EmailField(label="E-mail address", required=False, help_text="Left empty: a visitor.")

    def clean_address(self) -> Any:
        """What lies under the address."""
        found = thing_at(self.cleaned_data["address"])
        if found is None:
            raise forms.ValidationError("No page or file lies under this address.")
        return found

    def clean_person(self) -> Viewer:
        """The person as the rule knows them now."""
        email = self.cleaned_data["person"]
        if not email:
            return ANONYMOUS
        user = get_user_model().objects.filter(email__iexact=email).first()
        if user is None:
            raise forms.ValidationError("Nobody has an account under this address.")
        return viewer_for(user)


def thing_at(address: str) -> Any:
    """The page or the document an address leads to, whoever may read it; None where there is neither."""
    return document_at(address) or page_at(address)


def answer(viewer: Viewer, thing: Any) -> Answer:
    """Why this viewer reads this, or does not."""
    sentence = _why_file(viewer, thing) if isinstance(thing, PortalDocument) else access.why(viewer, thing)
    return Answer(thing=str(thing), sentence=sentence, holds=tuple(sorted(viewer.principals)))


def _why_file(viewer: Viewer, document: PortalDocument) -> str:
    if not document.is_clean:
        return (
            "No: it is a file that was refused, is held, or is in quarantine until known to be clean; nobody gets it."
        )
    if viewer.holds(STAFF):
        return "Yes: it is a file, and staff fetch every file that is clean."
    try:
        document_for(viewer, document.token)
    except Http404:
        return "No: it is a file, and nothing this person may read carries it."
    return "Yes: it is a file, and something this person may read carries it."


@for_administrators
@require_safe
def who_reads(request: HttpRequest) -> HttpResponse:
    """The form, and under it the answer."""
    form = QuestionForm(request.GET or None)
    told = None
    if form.is_valid():
        with override("en"):
            told = answer(form.cleaned_data["person"], form.cleaned_data["address"])
    return render(request, "staff/who_reads.html", {"form": form, "answer": told})
