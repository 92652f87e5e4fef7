"""The page of a provision: what it asks, what cites it, and where."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from portal.glossary.models import Provision
from portal.pages import sections


def provision(request: HttpRequest, code: str) -> HttpResponse:
    """An article of an instrument, with the sections other apps registered for it."""
    found = get_object_or_404(Provision.objects.select_related("instrument"), code=code)
    neighbours = found.instrument.provisions.select_related("instrument")
    context = {
        "provision": found,
        "neighbours": neighbours,
        "sections": sections.sections_for("provision", request, found),
        "every_language": True,
    }
    return render(request, "pages/provision.html", context)
