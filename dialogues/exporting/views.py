"""The pages of exports: asking, consenting, and the file itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dialogues.exporting import actions
from dialogues.exporting.data import json_of
from dialogues.exporting.forms import ReasonForm
from dialogues.exporting.gathering import gathered, label_of
from dialogues.exporting.models import Export
from dialogues.exporting.paper import html_of
from dialogues.exporting.permissions import may_export
from dialogues.exporting.queries import ready_for, waiting_in
from dialogues.spaces.entering import entered
from dialogues.spaces.models import Space
from dialogues.spaces.permissions import delegations_managed
from dialogues.threads.models import Thread
from dialogues.threads.queries import thread_or_404, threads_in
from portal.members.views.directory import ways

#: How an export is written, and what it is to a browser.
_FORMS = {"html": (html_of, "text/html; charset=utf-8"), "json": (json_of, "application/json")}


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def of_space(request: HttpRequest, space: Space) -> HttpResponse:
    """All of a space; and what waits for consent, and what may be taken now. For owners."""
    return _page(request, space, None)


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def of_thread(request: HttpRequest, space: Space, token: UUID) -> HttpResponse:
    """One thread; for owners."""
    return _page(request, space, thread_or_404(request.viewer, space, token))  # type: ignore[attr-defined]


def _page(request: HttpRequest, space: Space, thread: Thread | None) -> HttpResponse:
    viewer = request.viewer  # type: ignore[attr-defined]
    if not may_export(viewer, space):
        raise Http404
    act = request.POST.get("act", "")
    if act in _FORMS:
        return _file(request, space, act)
    form = ReasonForm(request.POST if act == "ask" else None)
    trouble: list[str] = []
    if request.method == "POST":
        try:
            if _done(request, space, thread, act, form):
                return HttpResponseRedirect(reverse("exporting:of_space", args=[space.slug]))
        except ValidationError as refusal:
            trouble = list(refusal.messages)
    context = {
        "space": space,
        "thread": thread,
        "form": form,
        "trouble": trouble,
        "shared": space.owners.count() > 1,
        "asked": _waiting(request, space),
        "ready": ready_for(viewer, space),
        **ways(request),
    }
    return render(request, "exporting/ask.html", context, status=422 if trouble or form.errors else 200)


def _done(request: HttpRequest, space: Space, thread: Thread | None, act: str, form: ReasonForm) -> bool:
    """Do what was sent; False where the form is to be shown again."""
    if act == "ask":
        if form.is_valid():
            actions.ask(space=space, thread=thread, motive=form.cleaned_data["motive"], by=request.user)
        return form.is_valid()
    export = waiting_in(space).filter(token=request.POST.get("export", "")).first()
    if export is None or act not in {"consent", "refuse"}:
        raise Http404
    getattr(actions, act)(export=export, by=request.user)
    return True


def _waiting(request: HttpRequest, space: Space) -> list[dict[str, Any]]:
    """What waits for consent. Of a thread that is not theirs to read somebody is told that there is one."""
    viewer = request.viewer  # type: ignore[attr-defined]
    managed = delegations_managed(viewer, space)
    readable = set(threads_in(viewer, space).values_list("pk", flat=True))
    return [
        {
            "export": one,
            "is_ours": one.consents.filter(delegation__in=managed).exists(),
            "thread": one.thread if one.thread_id in readable else None,
        }
        for one in waiting_in(space)
    ]


def _file(request: HttpRequest, space: Space, form: str) -> HttpResponse:
    """The file, made now and for this reader."""
    viewer = request.viewer  # type: ignore[attr-defined]
    export: Export | None = ready_for(viewer, space).filter(token=request.POST.get("export", "")).first()
    if export is None:
        raise Http404
    export.space = space
    threads = gathered(viewer, export)
    posts = sum(len(one.posts) for one in threads)
    actions.taken(export=export, form=form, label=label_of(export, threads), posts=posts, by=request.user)
    write, kind = _FORMS[form]
    answer = HttpResponse(write(export, threads, by=request.user), content_type=kind)
    # The name of the file stands in lists of downloads, so it tells nothing.
    answer.headers["Content-Disposition"] = f'attachment; filename="balai-{export.token}.{form}"'
    return answer
