"""Answers 410 where a page says it was withdrawn."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal import errors
from portal.pages.gone import Gone


class GoneMiddleware:
    """Turns :class:`Gone` into the portal's 410 page, in the reader's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The 410 page for what was withdrawn; every other exception goes its way."""
        return errors.gone(request) if isinstance(exception, Gone) else None
