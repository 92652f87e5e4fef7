"""The members' directory, and the list of one's own seats."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from portal.members.acting import deputies_now, seats_of
from portal.members.directory import countries, directory
from portal.members.gate import for_members
from portal.members.queries import bodies_of_focal_point, requests_for, seats_looked_after
from portal.translated import label_in


def ways(request: HttpRequest) -> dict[str, Any]:
    """What the navigation of the member area asks: whether this member fills seats, and how many requests wait."""
    waiting = requests_for(request.user)
    return {
        "waiting": len(waiting),
        "fills_seats": seats_looked_after(request.user).exists() or bodies_of_focal_point(request.user).exists(),
    }


@for_members
@require_http_methods(["GET", "HEAD"])
def index(request: HttpRequest) -> HttpResponse:
    """The directory, narrowed by country and function."""
    language = get_language() or "en"
    known = {country.code: label_in(country.name, language).text for country in countries()}
    country = request.GET.get("country", "")
    asked: dict[str, Any] = {
        "country": country if country in known else "",
        "function": request.GET.get("function", "")[:100],
        "everybody": request.GET.get("everybody") == "on",
    }
    sections = directory(request.viewer, **asked)  # type: ignore[attr-defined]
    return render(
        request,
        "members/directory.html",
        {"sections": sections, "asked": asked, "countries": known.items(), **ways(request)},
    )


@for_members
@require_http_methods(["GET", "HEAD"])
def mine(request: HttpRequest) -> HttpResponse:
    """One's seats; whoever has one alone comes to it at once."""
    seats = list(seats_of(request.user).select_related("body", "delegation"))
    if len(seats) == 1:
        return HttpResponseRedirect(reverse("members:seat", args=[seats[0].token]))
    deputising = set(deputies_now().filter(user=request.user).values_list("seat", flat=True))
    rows = [{"seat": seat, "is_deputy": seat.pk in deputising} for seat in seats]
    return render(request, "members/mine.html", {"rows": rows, **ways(request)})
