"""The publication that an address names, for whoever may read it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from resources.models import PublicationPage


def publication_at(request: HttpRequest, slug: str) -> Any:
    """The publication of an address in the active language; raises Http404 alike for absent and closed ones."""
    found = (
        PublicationPage.objects.filter(slug=slug)
        .in_language(get_language())
        .visible_to(request.viewer)  # type: ignore[attr-defined]
        .first()
    )
    if found is None:
        raise Http404
    return found.specific
