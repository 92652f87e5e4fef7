"""A statement of a delegation, for its writer and for the head who releases it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dialogues.spaces.entering import entered
from dialogues.spaces.models import Space
from dialogues.threads import actions
from dialogues.threads.forms import ReturnForm
from dialogues.threads.models import Statement
from dialogues.threads.queries import statements_for, thread_or_404
from dialogues.threads.writing import html_of
from portal.members.views.directory import ways


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: HttpRequest, space: Space, token: UUID, statement: UUID) -> HttpResponse:
    """The text, and what its reader may do with it; to everybody else it is not there."""
    viewer = request.viewer  # type: ignore[attr-defined]
    thread = thread_or_404(viewer, space, token)
    found = next((one for one in statements_for(viewer, thread) if one.token == statement), None)
    if found is None:
        raise Http404
    act = request.POST.get("act", "")
    is_head = found.returned_at is None and found.user_id != viewer.user_id
    form = ReturnForm(request.POST if act == "return" else None)
    if request.method == "POST":
        if act not in ({"release", "return"} if is_head else {"drop"}):
            raise Http404
        try:
            if act != "return" or form.is_valid():
                _do(request, found, act, form)
                return HttpResponseRedirect(thread.get_absolute_url())
        except ValidationError as refusal:
            form.errors.setdefault("__all__", form.error_class(refusal.messages))
    context = {
        "space": space,
        "thread": thread,
        "statement": found,
        # Cleaned by nh3.
        "html": mark_safe(html_of(found.text)),  # noqa: S308
        "is_head": is_head,
        "form": form,
        **ways(request),
    }
    return render(request, "threads/statement.html", context, status=422 if form.errors else 200)


def _do(request: HttpRequest, found: Statement, act: str, form: ReturnForm) -> None:
    if act == "release":
        post = actions.release(statement=found, by=request.user)
        if not post.live:
            messages.success(request, _("This post waits for a moderator."))
    elif act == "return":
        actions.give_back(statement=found, answer=form.cleaned_data["answer"], by=request.user)
    else:
        actions.drop_statement(statement=found, by=request.user)
