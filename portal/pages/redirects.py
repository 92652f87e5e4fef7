"""Redirects from old addresses, for whoever may read what they lead to.

Wagtail makes a redirect whenever an address changes. Followed blindly it would tell a visitor that something closed
lies behind an old address; here such an address is answered like one that never existed.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

from portal import access


class VisibleRedirectMiddleware(RedirectMiddleware):
    """Wagtail's redirects, asked with the one rule."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Redirect from an old address; leave the 404 as it is where the page is not for this viewer."""
        answer: HttpResponse = super().process_response(request, response)
        if answer is response or self._is_visible(request):
            return answer
        return response

    def _is_visible(self, request: HttpRequest) -> bool:
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        found = get_redirect(request, path) or get_redirect(request, path.partition("?")[0])
        if found is None or found.redirect_page is None:
            return True
        return access.can_view(request.viewer, found.redirect_page)  # type: ignore[attr-defined]
