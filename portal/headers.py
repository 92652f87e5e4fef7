"""Headers of every answer: the content policy, and who may keep a copy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

#: Below this Wagtail answers.
ADMINISTRATION = "/administration/"
#: What its administration needs beyond the strict policy: its scripts write styles into the page, a picture is shown
#: before it is sent, and the preview of a page is a frame. Code in the page itself runs there as little as elsewhere.
_ADMINISTRATION_NEEDS = {
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
#: Whatever a browser could lend to a page and no page asks for, as far as browsers know the word.
_NEVER_USED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)
#: Passkeys are the one thing that is used.
PERMISSIONS = ", ".join(
    [
        *(f"{name}=()" for name in _NEVER_USED),
        *(f"publickey-credentials-{name}=(self)" for name in ("create", "get")),
    ]
)


_SIGNED_OUT = "has_signed_out"


@receiver(user_logged_out)
def note_signing_out(request: HttpRequest | None = None, **_told: Any) -> None:
    """Computers in offices are shared: whoever signs out, or is signed out, leaves nothing in the browser."""
    if request is not None:
        setattr(request, _SIGNED_OUT, True)


class PolicyMiddleware(CSPMiddleware):
    """The strict policy on everything; in Wagtail's administration strict but for styles."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the policy, and forbid what pages never use."""
        framed = request.path.startswith(ADMINISTRATION)
        if framed:
            response._csp_replace = _ADMINISTRATION_NEEDS  # type: ignore[attr-defined]
        if getattr(request, "is_preview", False):
            # An editor's preview is the page itself, in a frame of the administration.
            framed = True
            response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("X-Frame-Options", "SAMEORIGIN" if framed else "DENY")
        # What never came as far as the middleware for it, such as a refusal of the request itself.
        response.headers.setdefault("Cache-Control", "no-store")
        if getattr(request, _SIGNED_OUT, False):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
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
        signed_in = not request.viewer.is_anonymous  # type: ignore[attr-defined]
        if signed_in:
            patch_vary_headers(response, ["Cookie"])
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-store" if signed_in else "no-cache"
        return response
