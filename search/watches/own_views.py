"""Seeing and ending one's watches: members in their area, visitors by a signed link, anybody by one click."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.members.gate import for_members, never_kept
from search.partitions import partitions_for
from search.watches import actions, links
from search.watches.matching import library
from search.watches.models import Watcher
from search.watches.queries import watcher_of, watches_of
from search.watches.questions import filters_of, plan_of


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """A member's watches, each with a button that ends it."""
    watcher = watcher_of(request.user)
    if request.method == "POST":
        _end_one(request, watcher, request.user)
        return HttpResponseRedirect(request.path)
    return render(request, "search/watches/mine.html", {"rows": _rows(request, watcher)})


@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, token: str, signature: str) -> HttpResponse:
    """The watches of an address. A link that was never made, and one of an address that left, get one answer."""
    watcher = links.watcher_of(links.OWN, token, signature)
    if watcher is None or watcher.user_id is not None or not watches_of(watcher).exists():
        return render(request, "search/watches/over.html", status=404)
    if request.method == "POST":
        _end_one(request, watcher, None)
        if not watches_of(watcher).exists():
            return render(request, "search/watches/ended.html", {"is_done": True})
        return HttpResponseRedirect(request.path)
    end = links.path_to_end(watcher, get_language() or "en")
    return render(request, "search/watches/own.html", {"rows": _rows(request, watcher), "end": end})


@never_kept
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, token: str, signature: str) -> HttpResponse:
    """End all watches of somebody with one click, or by their mail program, signed in or not.

    The link is the proof, so that no other site can make anybody press the button. Answers alike whoever asks.
    """
    if request.method == "POST":
        watcher = links.watcher_of(links.END, token, signature)
        if watcher is not None:
            actions.end_all(watcher=watcher, by=watcher.user)
    return render(request, "search/watches/ended.html", {"is_done": request.method == "POST"})


def _end_one(request: HttpRequest, watcher: Watcher | None, by: Any) -> None:
    """End the watch that was named, if it is theirs and has not ended."""
    watch = watches_of(watcher).filter(token=request.POST.get("watch", "")[:20]).first()
    if watch is not None:
        actions.end(watch=watch, by=by)


def _rows(request: HttpRequest, watcher: Watcher | None) -> list[dict[str, Any]]:
    """The watches as they read to whoever looks: words and filters, languages, how often."""
    language = get_language() or "en"
    partitions = library(partitions_for(request.viewer))  # type: ignore[attr-defined]
    rows = []
    for watch in watches_of(watcher):
        plan = plan_of(watch.question, language, partitions)
        rows.append({"watch": watch, "text": plan.text, "filters": filters_of(plan)})
    return rows
