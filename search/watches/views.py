"""Making a watch, and confirming it. Whoever asks is told nothing of an address; opening a link changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.members.gate import never_kept
from portal.viewer import MEMBER
from search.partitions import partitions_for
from search.query import Plan
from search.watches import actions
from search.watches.forms import WatchForm
from search.watches.limits import LONGEST_QUESTION, WAIT
from search.watches.links import path_of_own, watch_of
from search.watches.matching import library
from search.watches.questions import filters_of, stored, watched
from search.watches.words import OFTEN, Cadence


@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form of a watch of what the address says, or of what was sent. What a person typed survives every mistake."""
    plan, languages = _asked_for(request)
    form = WatchForm(
        request.POST or None,
        is_member=_is_member(request),
        initial={
            "q": plan.text,
            "filters": stored(replace(plan, text="")),
            "languages": languages or [get_language() or "en"],
            "cadence": Cadence.DAILY,
        },
    )
    if request.method != "POST" or not form.is_valid():
        return _shown(request, form, plan, 422 if form.errors else 200)
    if form.cleaned_data["website"]:
        return HttpResponseRedirect(reverse("watches:asked"))
    if len(stored(plan)) > LONGEST_QUESTION:
        form.add_error(None, _("This search is too long to be kept. Take some filters away."))
        return _shown(request, form, plan, 422)
    return _for_member(request, form, plan) if _is_member(request) else _for_visitor(request, form, plan)


@never_kept
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Say what comes next, the same to all."""
    return render(request, "search/watches/asked.html")


@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, token: str, signature: str) -> HttpResponse:
    """Confirm a watch. Opening the page changes nothing, because programs that check mail open links."""
    watch = watch_of(token, signature)
    if watch is None:
        return render(request, "search/watches/over.html", status=404)
    language = get_language() or "en"
    if request.method == "POST":
        actions.begin(watch=watch, language=language)
    elif watch.begun_at is None:
        return render(request, "search/watches/begin.html")
    return HttpResponseRedirect(path_of_own(watch.watcher, language))


def _asked_for(request: HttpRequest) -> tuple[Plan, tuple[str, ...]]:
    """What is to be watched: by the address, or by the fields of the form."""
    parameters: QueryDict = request.GET
    if request.method == "POST":
        parameters = QueryDict(request.POST.get("filters", "")[:LONGEST_QUESTION], mutable=True)
        parameters["q"] = request.POST.get("q", "")
    partitions = library(partitions_for(request.viewer))  # type: ignore[attr-defined]
    return watched(parameters, get_language() or "en", partitions)


def _for_member(request: HttpRequest, form: WatchForm, plan: Plan) -> HttpResponse:
    data = form.cleaned_data
    try:
        actions.watch(
            user=request.user,  # type: ignore[arg-type]
            question=stored(plan),
            languages=data["languages"],
            cadence=data["cadence"],
        )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return _shown(request, form, plan, 409)
    messages.success(request, _("You will be told of what is new here."))
    return HttpResponseRedirect(reverse("own_watches:mine"))


def _for_visitor(request: HttpRequest, form: WatchForm, plan: Plan) -> HttpResponse:
    if not ratelimit.consume(request, action="watch_library"):
        form.add_error(None, OFTEN)
        refused = _shown(request, form, plan, 429)
        refused.headers["Retry-After"] = str(WAIT)
        return refused
    data = form.cleaned_data
    actions.ask_to_watch(
        address=data["email"],
        language=get_language() or "en",
        question=stored(plan),
        languages=data["languages"],
        cadence=data["cadence"],
    )
    return HttpResponseRedirect(reverse("watches:asked"))


def _shown(request: HttpRequest, form: WatchForm, plan: Plan, status: int) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "filters": filters_of(plan)}
    return render(request, "search/watches/new.html", context, status=status)


def _is_member(request: HttpRequest) -> bool:
    return bool(request.viewer.holds(MEMBER))  # type: ignore[attr-defined]
