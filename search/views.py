"""The results page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.marking import Label, strictest
from search.asking import together
from search.explaining import explained
from search.offers import offers_for, spelt_otherwise
from search.page import ResultsPage
from search.partitions import partitions_for
from search.pins.showing import with_pinned
from search.query import plan_from
from search.results import find
from search.unanswered import counting


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What the viewer finds by the parameters of the address. Answers 200 whatever they hold."""
    viewer = request.viewer  # type: ignore[attr-defined]
    with together():
        found = find(plan_from(request.GET, get_language() or "en", partitions_for(viewer)), viewer)
        found, pinned = with_pinned(found, viewer)
        found, offers, asked = spelt_otherwise(found, offers_for(found, viewer), viewer)
    if asked:
        found, pinned = with_pinned(found, viewer)
    counting.count(found, request)
    shown = (*pinned, *found.hits, *(offers.elsewhere.hits if offers.elsewhere else ()))
    context = {
        **explained(request, found, pinned),
        "page": ResultsPage(found, offers),
        "asked": asked,
        "pinned": pinned,
        "query": found.plan.text,
        "marking": strictest(Label(hit.marking) for hit in shown) if shown else Label.CLEAR,
    }
    response = render(request, "search/results.html", context)
    # Every combination of filters is an address; search engines need none of them.
    response["X-Robots-Tag"] = "noindex"
    return response
