"""Asking who wrote a post whose rule keeps the name back, deciding it, and reading it; for owners."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from dialogues.spaces.entering import entered
from dialogues.spaces.models import Space
from dialogues.threads import actions
from dialogues.threads.forms import MotiveForm
from dialogues.threads.models import Post, Unsealing
from dialogues.threads.permissions import may_ask_to_unseal, may_decide_unsealing, owners_of
from dialogues.threads.presenting import speaker_of
from dialogues.threads.queries import post_or_404, thread_or_404
from portal.members.views.directory import ways


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def author(request: HttpRequest, space: Space, token: UUID, post: UUID) -> HttpResponse:
    """What was asked about the author of a post, and by whom; to whoever acts for no owner it is not there."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = post_or_404(viewer, thread_or_404(viewer, space, token), post)
    if found.tells_name or not owners_of(viewer, found).exists():
        raise Http404
    act = request.POST.get("act", "")
    form = MotiveForm(request.POST if act == "ask" else None)
    told: dict[str, Any] = {}
    if request.method == "POST":
        try:
            if act == "read":
                told = {"read": True, "author": actions.read_author(unsealing=_of(found, request), by=request.user)}
            elif act != "ask" or form.is_valid():
                _do(request, found, act, form)
                return HttpResponseRedirect(request.path)
        except ValidationError as refusal:
            form.errors.setdefault("__all__", form.error_class(refusal.messages))
    asked = list(found.unsealings.select_related("asked_for", "asked_by", "decided_by"))
    for one in asked:
        one.post = found
    context = {
        "space": space,
        "thread": found.thread,
        "post": found,
        "speaker": speaker_of(found.thread, found),
        "asked": [{"unsealing": one, "decides": one.waits and may_decide_unsealing(viewer, one)} for one in asked],
        "mine": [one.pk for one in asked if viewer.user_id in {one.asked_by_id, one.decided_by_id} and one.is_open],
        "form": form if may_ask_to_unseal(viewer, found) and not any(one.waits for one in asked) else None,
        **told,
        **ways(request),
    }
    return render(request, "threads/author.html", context, status=422 if form.errors else 200)


def _do(request: HttpRequest, post: Post, act: str, form: MotiveForm) -> None:
    if act == "ask":
        actions.ask_to_unseal(post=post, motive=form.cleaned_data["motive"], by=request.user)
    elif act in {"grant", "refuse"}:
        actions.decide_unsealing(unsealing=_of(post, request), grant=act == "grant", by=request.user)
    else:
        raise Http404


def _of(post: Post, request: HttpRequest) -> Unsealing:
    wanted = request.POST.get("unsealing", "")
    found = next((one for one in post.unsealings.all() if str(one.token) == wanted), None)
    if found is None:
        raise Http404
    return found
