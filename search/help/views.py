"""The help page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from search.help.reading import help_in


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to search, in the language of the address. Asks the database nothing."""
    return render(request, "search/help.html", {"help": help_in(get_language() or "en")})
