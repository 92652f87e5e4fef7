"""The pages for what went wrong, in the portal's look and the reader's language.

403 is not among what readers see: a denial looks like absence. It is kept for forms that were open too long.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string

from portal.files.away import StorageAwayError
from portal.room import is_out_of_room

_log = logging.getLogger(__name__)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404: the one answer for what never was, what moved and what is not for this viewer."""
    return _page(request, "errors/404.html", 404)


def gone(request: HttpRequest) -> HttpResponse:
    """410: it was open to all and has been withdrawn."""
    return _page(request, "errors/410.html", 410)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403: the request cannot be taken as it is."""
    return _page(request, "errors/403.html", 403)


def too_many(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """429: more attempts in a short time than a person makes."""
    response = _page(request, "errors/429.html", 429)
    response["Retry-After"] = "60"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or was sent from another site."""
    return _page(request, "errors/403.html", 403)


def failed(request: HttpRequest) -> HttpResponse:
    """500: a page that asks the database nothing; where even its template fails, a plain sentence."""
    if is_out_of_room(sys.exc_info()[1]):
        return no_room(request)
    try:
        text: str = render_to_string("errors/500.html", {"request": request})
    except Exception:
        _log.exception("The page for errors failed.")
        text = "Something went wrong on our side. Please try again in a few minutes."
    return HttpResponse(text, status=500, headers={"Cache-Control": "no-store"})


#: Never shown again, and of a form so much at most.
_SECRET = ("password", "code", "credential", "csrfmiddlewaretoken")
_MOST_SHOWN = 300_000


def no_room(request: HttpRequest) -> HttpResponse:
    """507: a disk is full. What was typed stands on the page, to be sent once more; nothing of it was saved.

    It asks the database nothing, and writes nothing.
    """
    _log.error("A disk is full: the database or the files take nothing more. Make room, and all goes on by itself.")
    context: dict[str, Any] = {"request": request, "fields": [], "had_files": False}
    try:
        if request.method == "POST":
            fields = [
                (name, value)
                for name, values in request.POST.lists()
                for value in values
                if not any(word in name.lower() for word in _SECRET)
            ]
            fits = sum(len(name) + len(value) for name, value in fields) <= _MOST_SHOWN
            context |= {"fields": fields if fits else [], "had_files": bool(request.FILES), "token": get_token(request)}
            context["texts"] = [value for _name, value in context["fields"] if len(value) > 20 or "\n" in value]
        text: str = render_to_string("errors/507.html", context)
    except Exception:
        _log.exception("The page for a full disk failed.")
        text = "There is no room to save anything at the moment. Nothing was changed. Please try again in a while."
    headers = {"Cache-Control": "no-store", "Retry-After": "300"}
    return HttpResponse(text, status=507, headers=headers)


class StorageAwayMiddleware:
    """Answers 503 where a file was wanted, or given, while the store of files does not answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say so in the place of the page for our own faults; every other exception goes its way."""
        if not isinstance(exception, StorageAwayError):
            return None
        _log.error("%s", exception)
        response = _page(request, "errors/503.html", 503)
        response["Retry-After"] = "60"
        return response


def _page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    response = render(request, template, {"error_status": status}, status=status)
    response["Cache-Control"] = "no-store"
    return response
