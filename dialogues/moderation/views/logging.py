"""The log of what was decided in a space, by month, and as a table without anything that was said."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from dialogues.moderation.exporting import exported, months
from dialogues.moderation.permissions import may_look_after
from dialogues.moderation.queries import cases_in
from dialogues.spaces.entering import entered
from dialogues.spaces.models import Space
from portal.exporting.formats import CSV, download
from portal.members.views.directory import ways

#: So many settled cases are named on the page; the table has all of them.
MOST = 50


@entered
@require_http_methods(["GET", "HEAD"])
def log(request: HttpRequest, space: Space) -> HttpResponse:
    """How much was decided in which month, and the cases settled last; for moderators."""
    settled = _settled(request, space)
    newest = sorted(settled, key=lambda case: case.settled_at, reverse=True)[:MOST]  # type: ignore[arg-type,return-value]
    context = {"space": space, "months": months(settled), "cases": newest, **ways(request)}
    return render(request, "moderation/log.html", context)


@entered
@require_http_methods(["GET", "HEAD"])
def table(request: HttpRequest, space: Space) -> HttpResponse:
    """The same as a file; that it was taken is an entry in the log."""
    return cast(HttpResponse, download(exported(space, _settled(request, space), by=request.user), "moderation", CSV))


def _settled(request: HttpRequest, space: Space) -> list[Any]:
    viewer = request.viewer  # type: ignore[attr-defined]
    if not may_look_after(viewer, space):
        raise Http404
    return cases_in(viewer, space, is_open=False)
