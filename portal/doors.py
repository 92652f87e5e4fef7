"""Doors that frameworks open and this portal keeps shut, or leads to the one that is guarded."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account import views
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse


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
