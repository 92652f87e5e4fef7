"""Changing a post, its history, and the end of a thread."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods

from dialogues.spaces.entering import entered
from dialogues.spaces.models import Space
from dialogues.threads import actions
from dialogues.threads.forms import ClosingForm, EditForm
from dialogues.threads.models import Thread
from dialogues.threads.permissions import may_edit, may_moderate
from dialogues.threads.presenting import speaker_of
from dialogues.threads.queries import post_or_404, thread_or_404
from dialogues.threads.views.reading import address_of
from dialogues.threads.writing import html_of
from portal.members.views.directory import ways
from portal.victim_data.forms import REASON


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, space: Space, token: UUID, post: UUID) -> HttpResponse:
    """Change one's own post, for a while after it was sent, with a reason."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = post_or_404(viewer, thread_or_404(viewer, space, token), post)
    if not may_edit(viewer, found):
        raise PermissionDenied
    form = EditForm(request.POST or None, initial={"text": found.text})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.edit_post(
            post=found,
            text=data["text"],
            reason=data["reason"],
            by=request.user,
            victim_data_reason=data.get(REASON) or "",
        )
        return HttpResponseRedirect(address_of(viewer, found))
    context = {"space": space, "thread": found.thread, "post": found, "form": form, **ways(request)}
    return render(request, "threads/edit.html", context, status=422 if form.errors else 200)


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def history(request: HttpRequest, space: Space, token: UUID, post: UUID) -> HttpResponse:
    """How a post reads and read before; a moderator hides what should not be read any more."""
    viewer = request.viewer  # type: ignore[attr-defined]
    thread = thread_or_404(viewer, space, token)
    found = post_or_404(viewer, thread, post)
    moderates = may_moderate(viewer, space)
    if request.method == "POST":
        if not moderates:
            raise PermissionDenied
        number = request.POST.get("number", "")
        revision = get_object_or_404(found.revisions, number=int(number) if number.isdecimal() else 0)
        revision.post = found
        actions.hide_revision(revision=revision, by=request.user)
        return HttpResponseRedirect(request.path)
    former = [
        # Cleaned by nh3.
        {"revision": one, "html": mark_safe(html_of(one.text))}  # noqa: S308
        for one in found.revisions.filter(hidden=False)
    ]
    context = {
        "space": space,
        "thread": thread,
        "post": found,
        "speaker": speaker_of(thread, found),
        "html": mark_safe(html_of(found.text)),  # noqa: S308 - cleaned by nh3
        "former": former,
        "hidden": found.revisions.filter(hidden=True).count(),
        "moderates": moderates,
        **ways(request),
    }
    return render(request, "threads/history.html", context)


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: HttpRequest, space: Space, token: UUID) -> HttpResponse:
    """Lock a thread, conclude it, or open it again; for who moderates."""
    viewer = request.viewer  # type: ignore[attr-defined]
    thread = thread_or_404(viewer, space, token)
    if not may_moderate(viewer, space):
        raise PermissionDenied
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and request.POST.get("act") == "reopen":
        actions.reopen(thread=thread, by=request.user)
        return HttpResponseRedirect(thread.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        state, text, language = Thread.State(data["state"]), data["closing"], data["closing_language"]
        try:
            actions.close_thread(thread=thread, state=state, text=text, language=language, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return HttpResponseRedirect(thread.get_absolute_url())
    context = {"space": space, "thread": thread, "form": form, **ways(request)}
    return render(request, "threads/closing.html", context, status=422 if form.errors else 200)
