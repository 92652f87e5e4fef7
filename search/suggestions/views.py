"""Suggestions while typing, as data for the script of the search box."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from search.suggestions.lookup import suggestions_for


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """What ``q`` may go on to, best first; an empty list for whatever suggests nothing. Answers 200 always.

    Everybody gets the same, from public texts alone. It may be kept only if it is asked for again each time: a title
    that is withdrawn must be gone with the next letter.
    """
    found = suggestions_for(request.GET.get("q", ""), get_language() or "en")
    response = JsonResponse({"suggestions": [asdict(one) for one in found]}, json_dumps_params={"ensure_ascii": False})
    response["X-Robots-Tag"] = "noindex"
    return response
