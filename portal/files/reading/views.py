"""The pages on which the text of a file is read. Each asks the same rule as the file itself."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.files.reading.addresses import page_address
from portal.files.reading.presentation import contents_context, reading_context
from portal.files.reading.sought import with_marks
from portal.files.reading.stretches import total_of
from portal.files.rights import document_for
from portal.highlighting import PARAMETER

#: No number of a page or a part has more digits.
_MOST_DIGITS = 9


@require_safe
def file(request: HttpRequest, token: str) -> HttpResponse:
    """A file from its beginning; with ``page`` in the address (the form *go to page*) on to that page."""
    document = document_for(request.viewer, token)  # type: ignore[attr-defined]
    wanted = _number(request.GET.get("page", ""))
    total = total_of(document) if wanted is not None else 0
    if wanted is not None and total:
        number = min(max(1, wanted), total)
        return HttpResponseRedirect(f"{page_address(document, number)}#page-{number}")
    context = reading_context(request, document, 1, 1)
    return _shown(request, {**(context or {}), "is_beginning": True})


@require_safe
def page(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """The text of a file from this page on; raises Http404 where it has no such page."""
    document = document_for(request.viewer, token)  # type: ignore[attr-defined]
    part = _number(request.GET.get("part", "1"))
    context = reading_context(request, document, number, part) if part is not None and _fits(number) else None
    if context is None:
        raise Http404
    return _shown(request, context)


def _shown(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The page; with the question of a search in its address, what was sought is marked."""
    question = request.GET.get(PARAMETER, "").strip()
    if not question:
        return render(request, "files/reading.html", context)
    response = render(request, "files/reading.html", with_marks(context, question, get_language() or "en"))
    # The same text under as many addresses as there are questions: search engines need one of them.
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def contents(request: HttpRequest, token: str, start: int) -> HttpResponse:
    """The contents of a file from this line on; raises Http404 where there are none."""
    document = document_for(request.viewer, token)  # type: ignore[attr-defined]
    context = contents_context(request, document, start) if _fits(start) else None
    if context is None:
        raise Http404
    return render(request, "files/contents.html", context)


def _number(text: str) -> int | None:
    """The number that was typed, in the numerals of any script; None for what is none."""
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


def _fits(number: int) -> bool:
    """Whether a number can be asked of the database."""
    return number < 10**_MOST_DIGITS
