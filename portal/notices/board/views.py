"""The pages of notices: the board, the way to what a notice tells of, how to be written to, and the end of mails."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.marking import Label, strictest
from portal.members.gate import for_members, never_kept
from portal.members.views.directory import ways
from portal.notices.board import actions
from portal.notices.board.forms import DeliveryForm
from portal.notices.board.models import Delivery, Notice
from portal.notices.board.queries import delivery_of, lines_for, notices_of, told_of

#: So many notices are looked at for a page.
MOST = 100


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """What a member is told of and may still read, by what it belongs to; all of it is marked as read by one button."""
    if request.method == "POST":
        actions.read(user=request.user)
        return HttpResponseRedirect(reverse("board:index"))
    page = Paginator(notices_of(request.user), MOST).get_page(request.GET.get("page"))
    lines = lines_for(_viewer(request), page.object_list)
    context = {
        "lines": lines,
        "page": page,
        "is_new": any(line.is_new for line in lines),
        "marking": strictest([Label.GREEN, *(line.told.label for line in lines)]).css,
        **ways(request),
    }
    return render(request, "board/index.html", context)


@for_members
@require_http_methods(["GET", "HEAD"])
def follow(request: HttpRequest, token: UUID) -> HttpResponse:
    """Lead to what a notice tells of, if its reader may still know of it; it is read then, with all of its group."""
    notice = Notice.objects.filter(user=request.user, token=token).first()
    told = told_of(_viewer(request), notice) if notice is not None else None
    if notice is None or told is None:
        raise Http404
    actions.read(user=request.user, groups=[notice.group])
    return HttpResponseRedirect(told.address())


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def mails(request: HttpRequest) -> HttpResponse:
    """How a member is written to."""
    delivery = delivery_of(request.user)
    form = DeliveryForm(request.POST or None, initial={"cadence": delivery.cadence, "days": delivery.days})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.choose(user=request.user, cadence=Delivery.Cadence(data["cadence"]), days=data["days"] or delivery.days)
        return HttpResponseRedirect(reverse("board:index"))
    context = {"form": form, **ways(request)}
    return render(request, "board/mails.html", context, status=422 if form.errors else 200)


# Mail programs send the click with nothing but the address; whoever has it may do no more than end the mails.
@csrf_exempt
@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, token: UUID) -> HttpResponse:
    """End the mails of whoever has this link, without signing in; every link gets the same answer."""
    if request.method == "POST":
        actions.stop(token=token)
    return render(request, "board/off.html", {"is_done": request.method == "POST"})


def _viewer(request: HttpRequest) -> Any:
    return request.viewer  # type: ignore[attr-defined]
