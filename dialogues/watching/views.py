"""Choosing what one is told of, from the page of a space or of a thread."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dialogues.spaces.entering import entered
from dialogues.spaces.models import Space
from dialogues.threads.queries import thread_or_404
from dialogues.watching import actions
from dialogues.watching.forms import LevelForm


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def space(request: HttpRequest, space: Space) -> HttpResponse:
    """Keep the level of a space; then, and for whoever opens this address, its page."""
    form = LevelForm(request.POST if request.method == "POST" else None, of_thread=False)
    if form.is_valid() and form.chosen is not None:
        actions.choose_for_space(space=space, level=form.chosen, by=request.user)
    return HttpResponseRedirect(reverse("spaces:space", args=[space.slug]))


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, space: Space, token: UUID) -> HttpResponse:
    """Keep the level of a thread; then, and for whoever opens this address, its page."""
    found = thread_or_404(request.viewer, space, token)  # type: ignore[attr-defined]
    form = LevelForm(request.POST if request.method == "POST" else None, of_thread=True)
    if form.is_valid():
        actions.choose_for_thread(thread=found, level=form.chosen, by=request.user)
    return HttpResponseRedirect(found.get_absolute_url())
