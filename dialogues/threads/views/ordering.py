"""Moving a thread to another space, splitting it, and merging it into another; for who looks after the space."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from dialogues.spaces.entering import entered
from dialogues.spaces.models import Space
from dialogues.threads import actions
from dialogues.threads.belonging import places_for
from dialogues.threads.forms import MergeForm, MoveForm, SplitForm
from dialogues.threads.models import Thread
from dialogues.threads.permissions import may_moderate, may_move
from dialogues.threads.presenting import shown
from dialogues.threads.queries import posts_in, thread_or_404, threads_in
from portal.members.views.directory import ways

#: So many threads are offered to be merged into, those moved last first.
_MOST = 100


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, space: Space, token: UUID) -> HttpResponse:
    """Choose another space for a thread, as an owner of both."""
    thread = _found(request, space, token)
    if not may_move(request.viewer, space):  # type: ignore[attr-defined]
        raise PermissionDenied
    places = places_for(request.viewer, thread)  # type: ignore[attr-defined]
    form = MoveForm(request.POST or None, spaces=places)

    def done() -> Thread:
        return actions.move_thread(thread=thread, to=form.chosen, by=request.user)

    return _page(request, thread, form, done, {"act": "move", "possible": bool(places)})


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, space: Space, token: UUID) -> HttpResponse:
    """Choose another thread of the space to put the posts of this one into, as a moderator."""
    thread = _found(request, space, token)
    others = threads_in(request.viewer, space).filter(state=Thread.State.OPEN)  # type: ignore[attr-defined]
    offered = list(others.exclude(pk=thread.pk)[:_MOST])
    form = MergeForm(request.POST or None, threads=offered)

    def done() -> Thread:
        return actions.merge_threads(thread=thread, into=form.chosen, by=request.user)

    return _page(request, thread, form, done, {"act": "merge", "possible": bool(offered)})


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, space: Space, token: UUID) -> HttpResponse:
    """Choose posts for a thread of their own, as a moderator."""
    viewer = request.viewer  # type: ignore[attr-defined]
    thread = _found(request, space, token)
    posts = list(posts_in(viewer, thread))
    form = SplitForm(request.POST or None, posts=posts)

    def done() -> Thread:
        data = form.cleaned_data
        named = {"title": data["title"], "language": data["language"]}
        return actions.split_thread(thread=thread, posts=form.chosen, **named, by=request.user)

    chosen = request.POST.getlist("posts")
    told = {"act": "split", "possible": len(posts) > 1, "posts": shown(viewer, thread, posts, None), "chosen": chosen}
    return _page(request, thread, form, done, told)


def _found(request: HttpRequest, space: Space, token: UUID) -> Thread:
    """The thread, for who moderates; raises Http404 for whoever may not read it."""
    viewer = request.viewer  # type: ignore[attr-defined]
    thread = thread_or_404(viewer, space, token)
    if not may_moderate(viewer, space):
        raise PermissionDenied
    return thread


def _page(
    request: HttpRequest, thread: Thread, form: Any, done: Callable[[], Thread], told: dict[str, Any]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            return HttpResponseRedirect(done().get_absolute_url())
        except ValidationError as refusal:
            form.add_error(None, refusal)
    context = {"space": thread.space, "thread": thread, "form": form, **told, **ways(request)}
    return render(request, "threads/ordering.html", context, status=422 if form.errors else 200)
