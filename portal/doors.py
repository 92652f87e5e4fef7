"""Doors that frameworks open and this portal keeps shut, or leads to the one that is guarded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account import views
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from portal.viewer import STAFF

#: Where one goes in and out: open to everybody, since they only lead on.
_WAYS = {"administration_sign_in", "administration_sign_out"}


def sign_in(request: HttpRequest) -> HttpResponse:
    """To the page where one signs in, keeping where one wished to go."""
    following = request.GET.get("next", "")
    query = f"?{urlencode({'next': following})}" if following else ""
    return HttpResponseRedirect(reverse("account_login") + query)


def sign_out(request: HttpRequest) -> HttpResponse:
    """Out by a press of a button. A link that somebody was led to asks first: Wagtail's own drops the cookie at once.

    What it drops is the cookie alone, and the session goes on for whoever has another copy of it.
    """
    if request.method != "POST":
        return HttpResponseRedirect(reverse("account_logout"))
    response: HttpResponse = views.logout(request)
    return response


def closed(request: HttpRequest, **_kwargs: Any) -> HttpResponse:
    """Nothing here."""
    raise Http404


class AdministrationMiddleware:
    """For whoever is signed in and no staff, the administration is not there.

    Wagtail's own answer leads them back to the sign-in page, which leads whoever is signed in on to where they came
    from: a circle without an end, with one more message at each turn. Visitors are led to sign in as before.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Raise Http404 where the view belongs to the administration and the viewer is a member and no more."""
        match = request.resolver_match
        if match is None or match.url_name in _WAYS or not request.path_info.startswith(reverse("wagtailadmin_home")):
            return
        viewer = request.viewer  # type: ignore[attr-defined]
        if not viewer.is_anonymous and not viewer.holds(STAFF):
            raise Http404
