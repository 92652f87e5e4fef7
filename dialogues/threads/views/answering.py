"""What both forms for writing have in common: preview, draft, sending once, and sentences for what cannot be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from dialogues.spaces.models import Space
from dialogues.threads import actions
from dialogues.threads.attaching.actions import attach, let_go
from dialogues.threads.attaching.queries import waiting
from dialogues.threads.attaching.taking import take
from dialogues.threads.forms import PostForm
from dialogues.threads.limits import TooManyError
from dialogues.threads.models import Post, Thread
from dialogues.threads.naming.telling import reached
from dialogues.threads.writing import html_of

Render = Callable[[PostForm, dict[str, Any], int], HttpResponse]


def answer(
    request: HttpRequest,
    form: PostForm,
    *,
    space: Space,
    thread: Thread | None,
    send: Callable[[PostForm], Any],
    following: Callable[[Any], str],
    render: Render,
) -> HttpResponse:
    """Answer a form that was sent. What was typed stands in every answer that does not lead on."""
    act = request.POST.get("act", "send")
    if act == "drop":
        let_go(space=space, thread=thread, by=request.user)
        actions.drop_draft(space=space, thread=thread, by=request.user)
        return HttpResponseRedirect(request.path)
    is_valid = form.is_valid()
    before = sent_before_with(form, request.user)
    if act == "send" and before is not None:
        return HttpResponseRedirect(following(before))
    if not take_files(request, form, space=space, thread=thread):
        is_valid = False
    if act == "draft" and not form.is_held:
        actions.save_draft(space=space, thread=thread, fields=form.kept(), by=request.user)
        if "attached" in form.errors:
            return render(form, {}, 422)
        messages.success(request, _("Your draft is kept here. Nobody else sees it."))
        return HttpResponseRedirect(request.path)
    if not is_valid:
        return render(form, {}, 422)
    if act == "preview":
        # Cleaned by nh3.
        return render(form, {"preview": mark_safe(html_of(form.cleaned_data["text"]))}, 200)  # noqa: S308
    try:
        sent = _sent(request, form, thread, send)
    except TooManyError as haste:
        form.add_error(None, str(haste))
        refused = render(form, {}, 429)
        refused.headers["Retry-After"] = str(haste.seconds)
        return refused
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return render(form, {}, 422)
    return HttpResponseRedirect(following(sent))


def _sent(request: HttpRequest, form: PostForm, thread: Thread | None, send: Callable[[PostForm], Any]) -> Any:
    """Send what was written with its files, both or neither; what waits for the head of a delegation has none."""
    with transaction.atomic():
        sent = send(form)
        if isinstance(sent, Post):
            attach(post=sent, thread=thread, by=request.user)
    if isinstance(sent, Post):
        say_who_is_not_told(request, sent)
    return sent


def say_who_is_not_told(request: HttpRequest, post: Post) -> None:
    """Tell the writer of names in a post by which nobody is told of it."""
    for name in reached(post, None).nobody:
        told = _("Nobody is told by the name @%(name)s: it is of nobody here, or of nobody who may read this post.")
        messages.warning(request, told % {"name": name})


def take_files(request: HttpRequest, form: PostForm, *, space: Space, thread: Thread | None) -> bool:
    """Take in the files that came with a form, whatever else becomes of it; False where one is refused, with why."""
    if "attached" not in form.fields:
        return True
    let_go(space=space, thread=thread, by=request.user, tokens=request.POST.getlist("drop"))
    for file in form.cleaned_data.get("attached") or []:
        try:
            take(content=file, name=str(file.name), space=space, thread=thread, by=request.user)
        except ValidationError as refusal:
            form.add_error("attached", refusal)
    form.waiting = waiting(request.viewer, space, thread)  # type: ignore[attr-defined]
    return "attached" not in form.errors


def sent_before_with(form: PostForm, user: Any) -> Post | None:
    """What this person has sent with the same form already."""
    sending = form.cleaned_data.get("sending")
    return actions.sent_before(sending=sending, by=user) if sending else None
