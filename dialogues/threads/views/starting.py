"""Starting a thread."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from dialogues.spaces.entering import entered
from dialogues.spaces.models import Space
from dialogues.threads import actions
from dialogues.threads.containing import rules_within
from dialogues.threads.forms import PostForm, ThreadForm
from dialogues.threads.permissions import may_start
from dialogues.threads.queries import draft_for
from dialogues.threads.views.answering import answer
from dialogues.threads.views.reading import led_to
from portal.attribution import Attribution
from portal.members.views.directory import ways


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, space: Space) -> HttpResponse:
    """A title and the first post; for who may start threads here."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if not may_start(viewer, space) or not rules_within(Attribution(space.attribution_rule)):
        raise PermissionDenied

    def page(form: PostForm, more: dict[str, Any], status: int) -> HttpResponse:
        context = {
            "space": space,
            "form": form,
            "has_draft": bool(draft_for(viewer, space)),
            **ways(request),
            **more,
        }
        return render(request, "threads/start.html", context, status=status)

    if request.method != "POST":
        return page(ThreadForm(viewer=viewer, space=space, initial=draft_for(viewer, space)), {}, 200)
    act = request.POST.get("act", "send")

    def send(form: PostForm) -> Any:
        title = form.cleaned_data["title"]
        post = actions.start_thread(space=space, title=title, words=form.words(), by=request.user)
        actions.drop_draft(space=space, thread=None, by=request.user)
        return post

    return answer(
        request,
        ThreadForm(request.POST, request.FILES, viewer=viewer, space=space, act=act),
        space=space,
        thread=None,
        send=send,
        following=lambda post: led_to(request, post),
        render=page,
    )
