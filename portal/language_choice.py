"""Which language an answer is in, and how a reader's choice is kept.

An address says its language at its head. Where there is none, the kept choice decides, then what the browser asks for,
then English. Old and foreign codes (``tl``, ``in``) lead to the language they mean.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from portal.languages import ALIASES, BY_CODE, language_for

_YEAR = 365 * 24 * 60 * 60
#: Screens for staff are in English; in another language of theirs they would be so in parts only.
STAFF_LANGUAGE = "en"


def language_asked_for(request: HttpRequest) -> str:
    """The code of the language a request without one should be answered in."""
    kept = language_for(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))
    if kept:
        return kept.code
    for tag, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500]):
        wanted = language_for(tag)
        if wanted:
            return wanted.code
    return "en"


class LanguageMiddleware:
    """Speaks the language of the address, and keeps a reader's choice in a cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate the language for this request and put it back afterwards."""
        head = request.path_info.split("/", 2)[1].lower()
        if head in ALIASES and head not in BY_CODE:
            return _redirect(request, head)
        named = BY_CODE.get(head)
        code = named.code if named else STAFF_LANGUAGE if head == "administration" else language_asked_for(request)
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", BY_CODE[code].tag)
        if named and _is_a_choice(request, response, code):
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                code,
                max_age=_YEAR,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
            )
        return response


def _is_a_choice(request: HttpRequest, response: HttpResponse, code: str) -> bool:
    if request.method != "GET" or response.status_code != 200 or getattr(request, "is_preview", False):
        return False
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return False
    return request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != code


def _redirect(request: HttpRequest, head: str) -> HttpResponse:
    rest = request.get_full_path()[len(head) + 1 :]
    return HttpResponseRedirect(f"/{ALIASES[head]}{rest or '/'}")


def begin(request: HttpRequest) -> HttpResponse:
    """From ``/`` to the home page in the reader's language."""
    response = HttpResponseRedirect(f"/{language_asked_for(request)}/")
    response["Vary"] = "Accept-Language, Cookie"
    return response
