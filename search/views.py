"""The results page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.marking import Label, strictest
from search.offers import offers_for
from search.page import ResultsPage
from search.query import plan_from
from search.results import find


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What the viewer finds by the parameters of the address. Answers 200 whatever they hold."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = find(plan_from(request.GET, get_language() or "en"), viewer)
    offers = offers_for(found, viewer)
    context = {
        "page": ResultsPage(found, offers),
        "query": found.plan.text,
        "marking": strictest(Label(hit.marking) for hit in found.hits) if found.hits else Label.CLEAR,
    }
    response = render(request, "search/results.html", context)
    # Every combination of filters is an address; search engines need none of them.
    response["X-Robots-Tag"] = "noindex"
    return response
