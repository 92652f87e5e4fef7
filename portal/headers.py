"""Headers of every answer: the content policy, and who may keep a copy."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import SELF
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

#: Below this the content management system answers; its own strict policy comes with a later issue.
ADMINISTRATION = "/administration/"


class PolicyMiddleware(CSPMiddleware):
    """The strict policy on everything readers see. Wagtail's administration still carries inline code and is exempt."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the policy, and forbid what pages never use."""
        staff = request.path.startswith(ADMINISTRATION)
        if staff:
            response._csp_exempt = True  # type: ignore[attr-defined]
        if getattr(request, "is_preview", False):
            # An editor's preview is the page itself, in a frame of the administration.
            staff = True
            response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()"
        )
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("X-Frame-Options", "SAMEORIGIN" if staff else "DENY")
        return super().process_response(request, response)


class PackingMiddleware(GZipMiddleware):
    """Packs pages, and leaves alone what is sent in parts: a part counts the bytes of the file as it is."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Pack the answer, unless it carries a file."""
        if "Accept-Ranges" in response.headers:
            return response
        return super().process_response(request, response)


class CachingMiddleware:
    """Nobody keeps what a member was shown; what all may read is asked for again each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set Cache-Control where no view did."""
        response = self.get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Save-Data"])
        if "Cache-Control" not in response.headers:
            signed_in = not request.viewer.is_anonymous  # type: ignore[attr-defined]
            response.headers["Cache-Control"] = "private, no-store" if signed_in else "no-cache"
        return response
